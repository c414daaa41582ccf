import { availableParallelism, loadavg } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import type { Machine, Timing } from './governor.ts';

/** This one. */
export const machine: Machine = {
  load: () => (loadavg()[0] ?? 0) / availableParallelism(),
  memory: () => process.memoryUsage.rss(),
};

export const realTiming: Timing = {
  now: () => performance.now(),
  sleep: async (milliseconds, signal) => {
    await setTimeout(milliseconds, undefined, { signal });
  },
};
