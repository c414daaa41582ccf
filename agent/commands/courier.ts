import { realTiming } from '../deliver/backoff.ts';
import { deliverTo, type Sender } from '../deliver/deliver.ts';
import { StoreError } from '../store/error.ts';
import { deliverFor, noSenders, onStderr, openSenders, type Senders, tellOutbox } from './delivery.ts';
import type { Session } from './session.ts';

/** Delivers beside a scan, which never fails for it. */
export interface Courier extends AsyncDisposable {
  /** There may be something to deliver: what is left from before, and the start of this run. */
  begin(): void;
  /** There is something to deliver that cannot wait. */
  wake(): void;
  /**
   * Goes on with what there is now, for so many milliseconds or until `signal` aborts, and tells what remains.
   * `full`: something found no room.
   */
  finish(ms: number, signal: AbortSignal | null): Promise<{ readonly full: boolean }>;
}

export interface CourierOptions {
  readonly tell?: (line: string) => void;
  /** Done from the start on, about once a minute: what has come due meanwhile is queued. */
  chores?(): Promise<void>;
}

const choresEveryMs = 60_000;

/** @throws CannotRun when a destination is set up wrongly: before the scan, and not after a night */
export async function openCourier(session: Session, deliver: boolean, options: CourierOptions = {}): Promise<Courier> {
  const senders = deliver ? await openSenders(session) : noSenders;
  return new SessionCourier(session, senders, options);
}

class SessionCourier implements Courier {
  readonly #session: Session;
  readonly #senders: Senders;
  readonly #tell: (line: string) => void;
  readonly #chores: () => Promise<void>;
  readonly #end = new AbortController();
  readonly #early = new AbortController();
  #timer: NodeJS.Timeout | null = null;
  #woken = Promise.withResolvers<void>();
  #sending: Promise<unknown> = Promise.resolve();
  #finishing: Promise<unknown> = Promise.resolve();
  #doing: Promise<void> = Promise.resolve();

  constructor(session: Session, senders: Senders, { tell = onStderr, chores = async () => {} }: CourierOptions) {
    this.#session = session;
    this.#tell = tell;
    this.#senders = senders;
    this.#chores = chores;
  }

  begin(): void {
    this.#sending = Promise.all(this.#senders.all.map((sender) => this.#carry(sender))).catch((error: unknown) =>
      this.#storeOnly(error),
    );
    this.#sending.catch(() => {});
    this.#timer = setInterval(() => this.#doChores(), choresEveryMs);
    this.#timer.unref();
    this.#doChores();
  }

  wake(): void {
    this.#woken.resolve();
    this.#woken = Promise.withResolvers();
  }

  /** One destination: what there is, and what comes, each time somebody says so. */
  async #carry(sender: Sender): Promise<void> {
    const { signal } = this.#early;
    while (!signal.aborted) {
      const woken = this.#woken.promise;
      await deliverTo(this.#session.store.outbox, sender, realTiming, signal);
      await woken;
    }
  }

  #doChores(): void {
    this.#doing = this.#doing
      .then(() => (this.#early.signal.aborted ? undefined : this.#chores()))
      .then(() => this.wake())
      .catch((error: unknown) => this.#storeOnly(error));
    this.#doing.catch(() => {});
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
    this.#stopEarly();
    await Promise.all([this.#sending, this.#doing]);
    try {
      await deliverFor(this.#session, this.#senders.all, ms, until);
      const states = await tellOutbox(this.#session, this.#tell);
      return { full: states.some(({ left }) => left > 0) };
    } catch (error) {
      this.#storeOnly(error);
      return { full: false };
    }
  }

  #stopEarly(): void {
    this.#early.abort();
    if (this.#timer !== null) clearInterval(this.#timer);
    this.wake();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopEarly();
    this.#end.abort();
    await Promise.allSettled([this.#sending, this.#finishing, this.#doing]);
    await this.#senders[Symbol.asyncDispose]();
  }

  /** What the store says is told; a defect of ours goes on. */
  #storeOnly(error: unknown): void {
    if (!(error instanceof StoreError)) throw error;
    this.#tell(`delivery: ${error.message}`);
  }
}
