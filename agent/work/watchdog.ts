import type { Worker } from 'node:worker_threads';
import type { Piscina } from 'piscina';
import type { Problem } from '../contracts/problem.ts';
import type { Board } from './board.ts';
import type { Limits } from './messages.ts';

const MiB = 1024 * 1024;
const everyMs = 100;
/** How long a server may be at work without a word: its own limits of time come first. */
const serverStall = 900_000;

interface Watched {
  readonly slot: number;
  /** Milliseconds of CPU this item may use. */
  readonly cpu: number;
  readonly controller: AbortController;
  reason: Omit<Problem, 'part'> | null;
  /** The thread's CPU time when it was first seen on this item. */
  cpuAtStart: number | null;
  ticks: number;
  /** The thread has been asked and has not answered yet. */
  looking: boolean;
  /** CPU time and wall time at the last sign of progress, or of computing. */
  cpuSeen: number;
  wallSeen: number;
}

interface Watch {
  readonly signal: AbortSignal;
  /** Why it was ended, or null. */
  reason(): Omit<Problem, 'part'> | null;
  end(): void;
}

/**
 * Looks at every order under way a few times a second and ends the thread of one that is over a limit. CPU time and
 * memory are asked from outside (`cpuUsage`, `getHeapStatistics`), which a thread in an endless loop answers, too.
 */
export class Watchdog {
  readonly #pool: Piscina;
  readonly #board: Board;
  readonly #limits: Limits;
  readonly #watched = new Set<Watched>();
  readonly #timer: NodeJS.Timeout;

  constructor(pool: Piscina, board: Board, limits: Limits) {
    this.#pool = pool;
    this.#board = board;
    this.#limits = limits;
    this.#timer = setInterval(() => this.#lookAtAll(), everyMs);
    this.#timer.unref();
  }

  /** Watches one order until `end`. Its `signal` is aborted with the given one, or when a limit is passed. */
  watch(slot: number, size: number, signal: AbortSignal): Watch {
    const controller = new AbortController();
    const stop = () => controller.abort();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const cpu = this.#limits.cpu + (size / MiB) * this.#limits.cpuPerMiB;
    const watched: Watched = {
      slot,
      cpu,
      controller,
      reason: null,
      cpuAtStart: null,
      ticks: 0,
      looking: false,
      cpuSeen: 0,
      wallSeen: performance.now(),
    };
    this.#watched.add(watched);
    return {
      signal: controller.signal,
      reason: () => watched.reason,
      end: () => {
        signal.removeEventListener('abort', stop);
        this.#watched.delete(watched);
      },
    };
  }

  bytesUnderWay(): number {
    let bytes = 0;
    for (const { slot } of this.#watched) bytes += this.#board.read(slot).bytes;
    return bytes;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #lookAtAll(): void {
    const threads = new Map(this.#pool.threads.map((thread) => [thread.threadId, thread]));
    for (const watched of this.#watched) {
      this.#seeProgress(watched);
      // A thread that waits in the system for a read that hangs does not answer: the others are asked all the same.
      if (watched.looking) continue;
      watched.looking = true;
      void this.#look(watched, threads).finally(() => {
        watched.looking = false;
      });
    }
  }

  /** Needs no answer of the thread: ticks are in shared memory. */
  #seeProgress(watched: Watched): void {
    const { thread, ticks, backend } = this.#board.read(watched.slot);
    const now = performance.now();
    if (thread === 0 || ticks !== watched.ticks) {
      watched.ticks = ticks;
      watched.wallSeen = now;
    }
    const most = backend === 0 ? this.#limits.stall : Math.max(this.#limits.stall, serverStall);
    if (now - watched.wallSeen > most) this.#end(watched, { code: 'timeout', detail: 'stalled' });
  }

  async #look(watched: Watched, threads: ReadonlyMap<number, Worker>): Promise<void> {
    const { thread: id } = this.#board.read(watched.slot);
    const thread = threads.get(id);
    if (thread === undefined) return;
    try {
      const [heap, usage] = await Promise.all([thread.getHeapStatistics(), thread.cpuUsage()]);
      // It may have finished this order meanwhile, and be on the next.
      if (!this.#watched.has(watched) || this.#board.read(watched.slot).thread !== id) return;
      const cpu = (usage.user + usage.system) / 1000;
      this.#judge(watched, cpu, heap.used_heap_size + heap.external_memory);
    } catch {
      // The thread is gone; its order is answered by the pool.
    }
  }

  #judge(watched: Watched, cpu: number, memory: number): void {
    watched.cpuAtStart ??= cpu;
    // Computing is progress, as long as the item may still compute.
    if (cpu - watched.cpuSeen > everyMs / 10) {
      watched.cpuSeen = cpu;
      watched.wallSeen = performance.now();
    }
    if (memory > this.#limits.memory) this.#end(watched, { code: 'memory', detail: null });
    else if (cpu - watched.cpuAtStart > watched.cpu) this.#end(watched, { code: 'timeout', detail: 'time' });
  }

  #end(watched: Watched, reason: Omit<Problem, 'part'>): void {
    watched.reason = reason;
    watched.controller.abort();
  }
}
