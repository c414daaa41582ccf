import { threadId, workerData } from 'node:worker_threads';
import type { Outcome } from '../contracts/finding.ts';
import { createToolbox } from '../toolbox.ts';
import { Board } from './board.ts';
import type { Order, Setup } from './messages.ts';
import { scanItem } from './scan-item.ts';

// What a library prints could quote content; a worker has nothing to say but outcomes.
for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) console[method] = () => {};

const { setup, shared } = workerData as { setup: Setup; shared: SharedArrayBuffer };
const board = new Board(shared);
const tools = createToolbox(setup);
/** Never aborted from inside: main ends the whole thread. */
const { signal } = new AbortController();

/** The worker's one task. */
export default async function work(order: Order): Promise<Outcome> {
  const ready = await tools;
  board.start(order.slot, threadId);
  return scanItem(ready, order, { signal, progress: (bytes) => board.advance(order.slot, bytes) });
}
