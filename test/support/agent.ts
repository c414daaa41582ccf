import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '../../agent/control/socket.ts';
import type { Status } from '../../agent/control/status.ts';
import { startWayward } from './cli.ts';

/** A folder with a share, and a configuration to be given its jobs, and what else its source says. */
export function makePlace(dir: string, files: number) {
  const share = join(dir, 'share');
  for (let n = 0; n < files; n++) {
    const folder = join(share, `folder-${n % 7}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `letter-${n}.txt`), `Dear customer, write to person${n}@mail.example.org\n`);
  }
  const config = join(dir, 'wayward.yaml');
  const configure = (more: string, source = '') =>
    writeFileSync(
      config,
      `version: 1\nstate: ./state\nworkers: 2\nsources:\n  - { name: share, kind: folder, path: ./share${source} }\n${more}`,
    );
  return { config, state: join(dir, 'state'), configure };
}

export interface LogLine {
  readonly event: string;
  readonly level: string;
  readonly pid: number;
  readonly [fact: string]: unknown;
}

/** `wayward run`, as a process of its own. */
export function startAgent(place: { readonly config: string; readonly state: string }, more: readonly string[] = []) {
  const { child, ended } = startWayward(['run', '--config', place.config, ...more]);
  let text = '';
  child.stderr?.on('data', (chunk: string) => {
    text += chunk;
  });
  const log = () =>
    text
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as LogLine);
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  /** Fails when the agent ends before; the test's own time is the limit. */
  const until = async <T>(
    what: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  ): Promise<T> => {
    for (;;) {
      const found = await what();
      if (found !== null && found !== undefined && found !== false) return found;
      if (isOver()) throw new Error(`the agent has ended:\n${text}`);
      await sleep(50);
    }
  };
  return {
    pid: child.pid ?? 0,
    child,
    ended,
    log,
    text: () => text,
    until,
    logged: (event: string) => until(() => log().find((line) => line.event === event)),
    status: async (): Promise<Status> => {
      const answer = await ask(place.state, 'status');
      if (answer === null) throw new Error('nobody answers');
      return answer.status;
    },
    /** Ends it if the test has not; never waits for ever. */
    async [Symbol.asyncDispose]() {
      if (!isOver()) child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(late);
    },
  };
}
