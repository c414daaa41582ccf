import { ConfigError } from '../../config/mistake.ts';
import { stateFolderOf } from '../../config/state-of.ts';
import { ask } from '../control/socket.ts';
import type { Request, Status } from '../control/status.ts';
import { readJournal } from '../schedule/journal.ts';
import { StoreError } from '../store/error.ts';
import { CannotRun } from './errors.ts';

interface ControlOptions {
  readonly config?: string;
  readonly state?: string;
}

/** `wayward status`: from any shell of the same user, whether an agent runs or not. */
export async function statusCommand(options: ControlOptions & { readonly json: boolean }): Promise<void> {
  const dir = folderOf(options);
  const answer = await ask(dir, 'status');
  const status: Status = { ...(answer?.status ?? withoutAgent(dir)), lastRun: await lastRun(dir) };
  if (options.json) process.stdout.write(`${JSON.stringify(status, null, 2)}\n`);
  else process.stdout.write((await import('./status-text.ts')).statusText(status, dir));
}

/** `wayward pause`, `resume` and `stop`. */
export async function controlCommand(request: Request, options: ControlOptions): Promise<void> {
  const dir = folderOf(options);
  const answer = await ask(dir, request);
  if (answer === null) throw new CannotRun(`no agent runs on ${dir}; "wayward run" starts one`);
  process.stdout.write(`${said[request]}\n`);
}

const said: Readonly<Record<Request, string>> = {
  status: '',
  pause: 'Paused: what is under way is finished, and nothing more is begun. "wayward resume" lets it go on.',
  resume: 'Resumed.',
  stop: 'Stopping: what was done is kept.',
};

function folderOf({ config, state }: ControlOptions): string {
  try {
    return stateFolderOf({ config, state, env: process.env });
  } catch (error) {
    if (error instanceof ConfigError) throw new CannotRun(error.message);
    throw error;
  }
}

/** What the last agent left. */
function withoutAgent(dir: string): Status {
  const { journal } = readJournal(dir);
  const jobs = Object.entries(journal.jobs).map(([name, { cron, unfinished, last, missed }]) => ({
    ...{ name, cron, window: null, next: null, waiting: false },
    ...{ unfinished, last, missed },
  }));
  return { agent: null, running: null, jobs, lastRun: null };
}

/** From the store, which may be looked at while somebody writes. */
async function lastRun(dir: string): Promise<Status['lastRun']> {
  const { openStore } = await import('../store/sqlite.ts');
  try {
    await using store = await openStore(dir, { readOnly: true });
    const run = await store.run();
    if (run === null) return null;
    const { id, state, startedAt, finishedAt } = run;
    return { id, state, startedAt, finishedAt };
  } catch (error) {
    if (error instanceof StoreError) return null;
    throw error;
  }
}
