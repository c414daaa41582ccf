import { realTiming } from '../deliver/backoff.ts';
import { deliverAll } from '../deliver/deliver.ts';
import { StoreError } from '../store/error.ts';
import { deliverFor, noSenders, onStderr, openSenders, type Senders, tellOutbox } from './delivery.ts';
import type { Session } from './session.ts';

/** Delivers beside a scan, which never fails for it. */
export interface Courier extends AsyncDisposable {
  /** There may be something to deliver: what is left from before, and the start of this run. */
  begin(): void;
  /**
   * Goes on with what there is now, for so many milliseconds or until `signal` aborts, and tells what remains.
   * `full`: something found no room.
   */
  finish(ms: number, signal: AbortSignal | null): Promise<{ readonly full: boolean }>;
}

/** @throws CannotRun when a destination is set up wrongly: before the scan, and not after a night */
export async function openCourier(session: Session, deliver: boolean, tell = onStderr): Promise<Courier> {
  const senders = deliver ? await openSenders(session) : noSenders;
  return new SessionCourier(session, senders, tell);
}

class SessionCourier implements Courier {
  readonly #session: Session;
  readonly #senders: Senders;
  readonly #tell: (line: string) => void;
  readonly #end = new AbortController();
  readonly #early = new AbortController();
  #sending: Promise<unknown> = Promise.resolve();
  #finishing: Promise<unknown> = Promise.resolve();

  constructor(session: Session, senders: Senders, tell: (line: string) => void) {
    this.#session = session;
    this.#tell = tell;
    this.#senders = senders;
  }

  begin(): void {
    const { outbox } = this.#session.store;
    this.#sending = deliverAll(outbox, this.#senders.all, realTiming, this.#early.signal).catch((error: unknown) =>
      this.#storeOnly(error),
    );
    this.#sending.catch(() => {});
  }

  finish(ms: number, signal: AbortSignal | null): Promise<{ readonly full: boolean }> {
    const until = signal === null ? this.#end.signal : AbortSignal.any([signal, this.#end.signal]);
    const finishing = this.#finish(ms, until);
    finishing.catch(() => {});
    this.#finishing = finishing;
    return finishing;
  }

  async #finish(ms: number, until: AbortSignal): Promise<{ readonly full: boolean }> {
    if (this.#session.destinations.length === 0) return { full: false };
    // One batch of a destination at a time: that of before ends first.
    this.#early.abort();
    await this.#sending;
    try {
      await deliverFor(this.#session, this.#senders.all, ms, until);
      const states = await tellOutbox(this.#session, this.#tell);
      return { full: states.some(({ left }) => left > 0) };
    } catch (error) {
      this.#storeOnly(error);
      return { full: false };
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#early.abort();
    this.#end.abort();
    await Promise.allSettled([this.#sending, this.#finishing]);
    await this.#senders[Symbol.asyncDispose]();
  }

  /** What the store says is told; a defect of ours goes on. */
  #storeOnly(error: unknown): void {
    if (!(error instanceof StoreError)) throw error;
    this.#tell(`delivery: ${error.message}`);
  }
}
