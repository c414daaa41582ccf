import { setTimeout } from 'node:timers/promises';
import type { TableSettings } from './settings.ts';

type Spared = Pick<TableSettings, 'pause' | 'max_rows_per_second' | 'connections'>;

const longestPause = 60_000;

/** Spares the server: a pause that follows how long it took to answer, and a limit of rows. */
export class Pace {
  readonly #pause: number;
  readonly #rowsPerSecond: number;
  readonly #signal: AbortSignal;
  readonly #began = performance.now();
  #waited = 0;
  #rows = 0;

  constructor({ pause, max_rows_per_second, connections }: Spared, signal: AbortSignal) {
    this.#pause = pause;
    // So many connections share it.
    this.#rowsPerSecond = (max_rows_per_second ?? Number.POSITIVE_INFINITY) / connections;
    this.#signal = signal;
  }

  /** Waits for the server, and notes how long. */
  async waitFor<T>(answer: PromiseLike<T>): Promise<T> {
    const began = performance.now();
    try {
      return await answer;
    } finally {
      this.#waited += performance.now() - began;
    }
  }

  /** The same, where the answer comes at once. */
  time<T>(work: () => T): T {
    const began = performance.now();
    try {
      return work();
    } finally {
      this.#waited += performance.now() - began;
    }
  }

  /** After rows were taken: waits while they were too many for the time. */
  async limit(rows: number): Promise<void> {
    this.#rows += rows;
    const early = (this.#rows / this.#rowsPerSecond) * 1000 - (performance.now() - this.#began);
    if (early >= 1) await setTimeout(early, undefined, { signal: this.#signal });
  }

  /** After a chunk, with no query under way. */
  async rest(): Promise<void> {
    const rest = Math.min(this.#waited * this.#pause, longestPause);
    // Timers are no finer: shorter ones are saved up.
    if (rest < 1) return;
    this.#waited = 0;
    await setTimeout(rest, undefined, { signal: this.#signal });
  }
}
