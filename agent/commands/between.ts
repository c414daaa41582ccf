import type { Loaded } from '../../config/load.ts';
import type { Missed } from '../control/messages.ts';
import { startTending, type Tending } from './job-child.ts';

/** What found the store held, or could not work, is tried again. */
const again = 60_000;
const afterFailure = 300_000;
/** So that one after the other begins while much waits, and not all at once. */
const shortest = 5_000;

export interface Told {
  readonly loaded: Loaded;
  readonly state: string;
  readonly paused: boolean;
  /** When the next job begins, as an instant. */
  readonly next: string | null;
}

/**
 * What an agent has to tell while no job runs: that it is there, what it missed, alerts that nobody has acknowledged,
 * and what waits in the outbox. Each time in a process of its own that ends: between them the agent is small, and holds
 * no store.
 */
export class Between {
  #untold: readonly Missed[] = [];
  #at = 0;
  #tending: Tending | null = null;

  /** Of the agent before. */
  constructor(untold: readonly Missed[]) {
    this.#untold = untold;
  }

  /** Not told yet, to be remembered. */
  get untold(): readonly Missed[] {
    return this.#untold;
  }

  /** Told with the next occasion, which is now. */
  missed(one: Missed): void {
    this.#untold = [...this.#untold, one];
    this.#at = 0;
  }

  /** The first so many are in the outbox. */
  told(count: number): void {
    this.#untold = this.#untold.slice(count);
  }

  /** When it is due; null while it is at work, or has nobody to tell. */
  wake({ config }: Loaded): number | null {
    return this.#tending !== null || config.destinations.length === 0 ? null : this.#at;
  }

  /** A job has come to its end: it has delivered what it could. What is left is due after a while. */
  jobEnded(now: number): void {
    this.#at = Math.max(this.#at, now + again);
  }

  /** `done` is called when it has ended, and what is remembered has changed. */
  begin({ loaded, state, paused, next }: Told, done: () => void): void {
    const tending = startTending({ do: 'tend', loaded, state, paused, next, missed: this.#untold }, (count) => {
      this.told(count);
    });
    this.#tending = tending;
    void tending.ended.then((ended) => {
      this.#tending = null;
      const now = Date.now();
      if (ended === null || ended.how === 'failed') this.#at = now + afterFailure;
      else if (ended.how === 'busy') this.#at = now + again;
      else {
        const due = ended.wake ?? Number.POSITIVE_INFINITY;
        this.#at = Math.max(now + shortest, Math.min(due, now + loaded.config.outbox.heartbeat));
      }
      done();
    });
  }

  /** Ends what is under way: a job is to begin, or the agent to end. Null when nothing is. */
  stop(): Promise<unknown> | null {
    if (this.#tending === null) return null;
    this.#tending.stop();
    return this.#tending.ended;
  }
}
