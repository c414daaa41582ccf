import { setImmediate } from 'node:timers/promises';
import type { Timing } from '../../agent/gentle/governor.ts';

/** Time that passes only when everybody waits, and then at once. */
export class SimulatedTime implements Timing {
  #now = 0;
  readonly #waiting = new Set<{ readonly at: number; readonly wake: () => void }>();

  now(): number {
    return this.#now;
  }

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const one = { at: this.#now + Math.max(0, milliseconds), wake: resolve };
    const stop = () => reject(signal?.reason);
    this.#waiting.add(one);
    signal?.addEventListener('abort', stop);
    try {
      await promise;
    } finally {
      signal?.removeEventListener('abort', stop);
      this.#waiting.delete(one);
    }
  }

  /** Lets so much time pass, for all that wait in it, in order. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      await setImmediate();
      const next = [...this.#waiting].reduce<{ at: number; wake: () => void } | null>(
        (first, one) => (first === null || one.at < first.at ? one : first),
        null,
      );
      if (next === null || next.at > end) break;
      this.#waiting.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
    this.#now = end;
    await setImmediate();
  }
}
