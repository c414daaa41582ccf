import { type ChildProcess, fork } from 'node:child_process';
import type { FromJob, Plan, ToJob } from '../control/messages.ts';
import { CannotRun } from './errors.ts';

const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const program = new URL(`./job-process.${extension}`, import.meta.url);

export type Ended = Omit<Extract<FromJob, { say: 'ended' }>, 'say'>;
export type Progressed = Omit<Extract<FromJob, { say: 'progress' }>, 'say'>;

/** The process of a job, at work. */
export interface JobChild {
  tell(message: ToJob): void;
  /** Null when it died without a word. */
  readonly ended: Promise<Ended | null>;
  kill(): void;
}

export function startJob(
  first: Extract<ToJob, { do: 'scan' }>,
  progressed: (progress: Progressed) => void,
  told: (count: number) => void = () => {},
): JobChild {
  const child = start();
  let last: Ended | null = null;
  child.on('message', (message: FromJob) => {
    if (message.say === 'progress') progressed(message);
    else if (message.say === 'told') told(message.count);
    else if (message.say === 'ended') last = { how: message.how, run: message.run };
  });
  const ended = new Promise<Ended | null>((done) => {
    child.once('exit', () => done(last));
    child.once('error', () => done(null));
  });
  // It may have ended meanwhile: then there is nobody to tell.
  const tell = (message: ToJob) => void (child.connected && child.send(message, () => {}));
  tell(first);
  return { tell, ended, kill: () => void child.kill('SIGKILL') };
}

/** A process that looks at what has changed, as often as it is told to: what it takes to begin is paid once. */
export interface Looking {
  /** One after the other. Null when the process died without a word. */
  look(order: Extract<ToJob, { do: 'amend' }>): Promise<Ended | null>;
  /** Ends it: at once while it does nothing, else when it has kept what it did. */
  stop(): Promise<void>;
}

export function startLooking(): Looking {
  const child = start();
  let waiting: ((ended: Ended | null) => void) | null = null;
  const settle = (ended: Ended | null) => {
    waiting?.(ended);
    waiting = null;
  };
  child.on('message', (message: FromJob) => {
    if (message.say === 'ended') settle({ how: message.how, run: message.run });
  });
  const over = new Promise<void>((done) => {
    for (const event of ['exit', 'error'] as const) {
      child.once(event, () => {
        settle(null);
        done();
      });
    }
  });
  return {
    look: (order) =>
      new Promise((done) => {
        waiting = done;
        if (child.connected) child.send(order, () => {});
        else settle(null);
      }),
    stop() {
      if (child.connected) child.disconnect();
      const late = setTimeout(() => child.kill('SIGKILL'), lastMs);
      return over.finally(() => clearTimeout(late));
    },
  };
}

/** Whoever ends a watch waits for it: two seconds are not too long. */
const lastMs = 1_700;

/** A process that tells what there is to tell while no job runs. */
export interface Tending {
  /** Null when it died without a word. */
  readonly ended: Promise<Extract<FromJob, { say: 'tended' }> | null>;
  /** Ends it soon; what it has not delivered stays in the outbox. */
  stop(): void;
}

export function startTending(first: Extract<ToJob, { do: 'tend' }>, told: (count: number) => void): Tending {
  const child = start();
  let last: Extract<FromJob, { say: 'tended' }> | null = null;
  child.on('message', (message: FromJob) => {
    if (message.say === 'told') told(message.count);
    else if (message.say === 'tended') last = message;
  });
  const ended = new Promise<Extract<FromJob, { say: 'tended' }> | null>((done) => {
    child.once('exit', () => done(last));
    child.once('error', () => done(null));
  });
  const stop = () => {
    if (child.connected) child.send({ do: 'stop' } satisfies ToJob, () => {});
    setTimeout(() => child.kill('SIGKILL'), patience).unref();
  };
  child.send(first, () => {});
  return { ended, stop };
}

const patience = 3_000;

/**
 * Reads the configuration with all that it takes to check it, in a process of its own: what that takes is not kept.
 * @throws CannotRun with every mistake at once, one a line
 */
export async function readPlan(options: { readonly config?: string; readonly state?: string }): Promise<Plan> {
  const child = start();
  const answer = new Promise<FromJob | null>((done) => {
    child.once('message', (message: FromJob) => done(message));
    child.once('exit', () => done(null));
    child.once('error', () => done(null));
  });
  const ask: ToJob = { do: 'plan', config: options.config ?? null, state: options.state ?? null };
  child.send(ask, () => {});
  const said = await answer;
  if (said?.say === 'plan') return said.plan;
  throw new CannotRun(said?.say === 'refused' ? said.mistakes.join('\n') : 'the configuration could not be read');
}

function start(): ChildProcess {
  // What it logs goes where the agent's own lines go; Maps cross as they are.
  return fork(program, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: ['--max-semi-space-size=4'],
  });
}
