import type { Plan } from '../control/messages.ts';
import { listen } from '../control/socket.ts';
import { logLines } from '../observe/log.ts';
import { ofTheAgent, takeLock } from '../store/lock.ts';
import { makePrivateFolder } from '../store/private-file.ts';
import { Agent } from './agent.ts';
import { watchFiles } from './config-watch.ts';
import { CannotRun } from './errors.ts';
import { readPlan } from './job-child.ts';

export interface RunOptions {
  readonly config?: string;
  readonly state?: string;
  /** The name of a job. */
  readonly once?: string;
}

/** `wayward run`: the agent, until it is stopped; or one job, now. Gives the exit code. */
export async function runCommand(options: RunOptions): Promise<number> {
  const plan = await readPlan(options);
  const { stateDir } = plan;
  checkJobs(plan, options.once);
  makePrivateFolder(stateDir);
  const lock = takeLock(stateDir, ofTheAgent);
  try {
    const agent = new Agent({
      plan,
      reread: () => reread(options, stateDir),
      log: logLines,
      scheduled: options.once === undefined,
    });
    const stop = () => agent.stop();
    const reload = () => void agent.reread();
    process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', reload);
    const { file, policyFile } = plan.loaded;
    using _files = watchFiles(
      [file, policyFile].filter((one) => one !== null),
      reload,
    );
    await using _ = await listen(stateDir, (request) => agent.answer(request));
    return options.once === undefined ? await agent.run() : ((await agent.once(options.once)) as number);
  } finally {
    lock.release(true);
  }
}

function checkJobs({ loaded }: Plan, once: string | undefined): void {
  const names = loaded.config.schedule.map(({ name }) => name);
  if (names.length === 0) {
    throw new CannotRun('there is nothing to run: put jobs under "schedule:" in the configuration (docs/running.md)');
  }
  if (once !== undefined && !names.includes(once)) {
    throw new CannotRun(`there is no job ${once}; there are ${names.join(', ')}`);
  }
}

/** A running agent stays with its state folder. */
async function reread(options: RunOptions, stateDir: string): Promise<Plan> {
  const plan = await readPlan(options);
  checkJobs(plan, undefined);
  if (plan.stateDir !== stateDir) {
    throw new CannotRun('state: cannot change while the agent runs: stop it, and start it again');
  }
  return plan;
}
