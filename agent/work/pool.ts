import { setTimeout } from 'node:timers/promises';
import { Piscina } from 'piscina';
import type { Outcome } from '../contracts/finding.ts';
import type { Problem } from '../contracts/problem.ts';
import type { Piece } from '../contracts/source.ts';
import type { Toolbox } from '../toolbox.ts';
import { Board } from './board.ts';
import type { Order, Setup } from './messages.ts';
import { scanItem, unopened } from './scan-item.ts';
import { scanPiece } from './scan-piece.ts';
import { Watchdog } from './watchdog.ts';

/** Reads items: in worker threads, or inline. */
export interface Scanner extends AsyncDisposable {
  /** How many orders are worth having under way at once. */
  readonly width: number;
  /**
   * Always gives an outcome; rejects only when `signal` is aborted. `size` (bytes) sets the limits.
   * @param abandoned told of the server's process that a thread left at work when it was ended
   */
  scan(
    item: { readonly source: string; readonly path: string; readonly size: number; readonly piece?: Piece },
    signal: AbortSignal,
    abandoned?: (backend: number) => void,
  ): Promise<Outcome>;
  /** Bytes that orders under way have read or made so far. */
  underWay(): number;
}

/** No threads: for debugging. The same answers, but nothing can end an item that hangs or eats memory. */
export function inlineScanner(tools: Toolbox): Scanner {
  let number = 0;
  let bytes = 0;
  return {
    width: 1,
    async scan({ source, path, piece }, signal) {
      bytes = 0;
      const order = { number: number++, source, path, slot: 0, ...(piece === undefined ? {} : { piece }) };
      const hooks = {
        signal,
        progress(more: number) {
          bytes += more;
        },
      };
      return piece === undefined ? await scanItem(tools, order, hooks) : await scanPiece(tools, order, hooks);
    },
    underWay: () => bytes,
    async [Symbol.asyncDispose]() {},
  };
}

const MiB = 1024 * 1024;
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/**
 * A pool of threads. Limits are enforced by ending the thread, which costs the item it worked on and nothing else:
 * `unread: timeout`, `unread: memory`, `unread: crashed`.
 */
export function threadScanner(setup: Setup, threads: number): Scanner {
  // One more order than threads, so that none waits for main.
  const width = threads + 1;
  const board = new Board(width);
  const free = Array.from({ length: width }, (_, slot) => slot);
  let number = 0;
  /** Threads are started for the first order: where nothing has changed, there is none. */
  let started: ReturnType<typeof startThreads> | null = null;

  return {
    width,
    async scan({ source, path, size, piece }, signal, abandoned) {
      const slot = free.pop();
      if (slot === undefined) throw new Error('more orders under way than slots');
      started ??= startThreads(setup, threads, board);
      const { pool, watchdog } = started;
      board.clear(slot);
      const order: Order = { number: number++, source, path, slot, ...(piece === undefined ? {} : { piece }) };
      const watch = watchdog.watch(slot, size, signal);
      try {
        return await pool.run(order, { signal: watch.signal });
      } catch (error) {
        const { backend } = board.read(slot);
        if (backend !== 0) abandoned?.(backend);
        signal.throwIfAborted();
        // Of an order that no thread took, nothing is known: it is tried again next time.
        const taken = board.read(slot).thread !== 0;
        return unopened(order, watch.reason() ?? (taken ? deathOf(error) : { code: 'internal', detail: null }));
      } finally {
        watch.end();
        free.push(slot);
      }
    },
    underWay: () => started?.watchdog.bytesUnderWay() ?? 0,
    async [Symbol.asyncDispose]() {
      if (started === null) return;
      started.watchdog.stop();
      // A thread that waits in the system for ever can't be ended: it goes with the process.
      await Promise.race([started.pool.destroy(), setTimeout(1500, undefined, { ref: false })]);
    },
  };
}

function startThreads(setup: Setup, threads: number, board: Board) {
  const pool = new Piscina({
    filename: new URL(`./worker.${extension}`, import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
    workerData: { setup, shared: board.shared },
    // The heap alone; buffers are the watchdog's business. A small young generation costs a few per cent of time and
    // saves a hundred megabytes.
    resourceLimits: {
      maxYoungGenerationSizeMb: 8,
      maxOldGenerationSizeMb: Math.max(64, Math.floor(setup.limits.memory / MiB / 5)),
    },
  });
  // A thread that dies between two tasks takes nothing with it; piscina starts another.
  pool.on('error', () => {});
  return { pool, watchdog: new Watchdog(pool, board, setup.limits) };
}

function deathOf(error: unknown): Omit<Problem, 'part'> {
  const code = (error as { code?: unknown }).code;
  return { code: code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crashed', detail: null };
}
