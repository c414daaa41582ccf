/**
 * When a scan may go on: asked before every order, and now and then while listing. Whoever runs the scan pauses and
 * closes it here.
 */
export interface Pace {
  /** Aborted once nothing more is to be begun: what is under way is finished, and the run is `stopped`. */
  readonly closing: AbortSignal;
  /** Waits while nothing is to be begun. Rejects when `signal` is aborted. */
  ready(signal: AbortSignal): Promise<void>;
  /**
   * Waits until an order may go out, in turn. Rejects when `signal` is aborted, or closing.
   * @param bytes that it is expected to read; 0 when nobody knows
   */
  admit(source: string, bytes: number, signal: AbortSignal): Promise<Ticket>;
  /** How long the source took to list so many entries. */
  listed(source: string, entries: number, milliseconds: number): void;
}

/** Of an order that is under way. To be given back however it ends. */
export interface Ticket {
  done(bytesRead: number, waits?: Waits): void;
}

/** How long a source kept an order waiting: opening and reading, without what was computed. */
export interface Waits {
  readonly reads: number;
  readonly milliseconds: number;
}

/** Whenever and as fast as it likes. */
export const noPace: Pace = {
  closing: new AbortController().signal,
  async ready(signal) {
    signal.throwIfAborted();
  },
  async admit(_source, _bytes, signal) {
    signal.throwIfAborted();
    return { done() {} };
  },
  listed() {},
};
