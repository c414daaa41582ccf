import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Answer, BuildOrder } from './messages.ts';

const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
/** How long a thread has to end its queries when it is stopped. */
const patience = 2_000;

/**
 * Has the index made by a thread of its own, so that this one never holds a value.
 * @throws what `signal` was aborted with; anything else is an answer
 */
export async function buildIndex(order: BuildOrder, signal: AbortSignal): Promise<Answer> {
  signal.throwIfAborted();
  const worker = new Worker(new URL(`./worker.${extension}`, import.meta.url), {
    workerData: order,
    // What is printed by a library there could quote a customer.
    stdout: true,
    stderr: true,
    // What is read is short-lived: with more room, a hundred megabytes of it would wait to be collected.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
  const stop = () => worker.postMessage('stop');
  signal.addEventListener('abort', stop, { once: true });
  try {
    const answered = new Promise<Answer>((resolve) => {
      worker.once('message', resolve);
      const failed = () => resolve({ type: 'failed', message: null });
      worker.once('error', (error) => {
        const full = (error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY';
        resolve({ type: 'failed', message: full ? 'it does not fit into memory' : null });
      });
      worker.once('exit', failed);
    });
    const answer = await Promise.race([answered, outOfPatience(signal)]);
    signal.throwIfAborted();
    return answer;
  } finally {
    signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

async function outOfPatience(signal: AbortSignal): Promise<never> {
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  await setTimeout(patience, undefined, { ref: false });
  throw signal.reason;
}
