import { threadId, workerData } from 'node:worker_threads';
import type { Outcome } from '../contracts/finding.ts';
import { createToolbox } from '../toolbox.ts';
import { Board } from './board.ts';
import type { Order, Setup } from './messages.ts';
import { scanItem } from './scan-item.ts';
import { scanPiece } from './scan-piece.ts';

// What a library prints could quote content; a worker has nothing to say but outcomes.
for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) console[method] = () => {};

const { setup, shared } = workerData as { setup: Setup; shared: SharedArrayBuffer };
const board = new Board(shared);
let slot = 0;
const tools = createToolbox(setup, { working: (backend) => board.work(slot, backend) });
/** Never aborted from inside: main ends the whole thread. */
const { signal } = new AbortController();

/** The worker's one task. */
export default async function work(order: Order): Promise<Outcome> {
  const ready = await tools;
  slot = order.slot;
  board.start(slot, threadId);
  const hooks = { signal, progress: (bytes: number) => board.advance(order.slot, bytes) };
  return order.piece === undefined ? scanItem(ready, order, hooks) : scanPiece(ready, order, hooks);
}
