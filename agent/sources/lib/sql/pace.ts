import { setTimeout } from 'node:timers/promises';

/** How a place is spared. */
export interface PaceSettings {
  /** After each chunk, a pause of so many times the time that the place took to answer. */
  readonly pause: number;
  /** Of one reader; left out: no cap. */
  readonly rowsPerSecond?: number;
}

/** Timers are no finer than this: shorter pauses are saved up. */
const shortestPause = 5;
/** A place that hangs for minutes is left to its timeouts; nobody waits as long again. */
const longestPause = 30_000;

/** Makes one reader wait between chunks, so that a slow or busy place gets the longer rests. */
export class Pace {
  readonly #pause: number;
  readonly #perRow: number;
  #owed = 0;

  constructor({ pause, rowsPerSecond }: PaceSettings) {
    this.#pause = pause;
    this.#perRow = rowsPerSecond === undefined ? 0 : 1000 / rowsPerSecond;
  }

  /**
   * To be called after each chunk. What was spent elsewhere since the chunk was asked for (detecting, say) counts as rest.
   * @param answer milliseconds that the place took
   * @param since milliseconds since the chunk was asked for
   * @throws when cancelled
   */
  async rest(rows: number, answer: number, since: number, signal: AbortSignal): Promise<void> {
    const wanted = Math.max(Math.min(answer * this.#pause, longestPause), rows * this.#perRow - answer);
    this.#owed = Math.max(0, this.#owed + wanted - Math.max(0, since - answer));
    if (this.#owed < shortestPause) return;
    const from = performance.now();
    await setTimeout(this.#owed, undefined, { signal });
    this.#owed -= performance.now() - from;
    if (this.#owed > 0) this.#owed = 0;
  }
}
