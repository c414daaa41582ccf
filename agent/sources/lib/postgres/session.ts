import type pg from 'pg';
import { SourceError } from '../../../contracts/source.ts';
import { backendOf, cancelBackend, connect } from './connect.ts';
import { sourceError } from './errors.ts';
import type { PostgresSettings } from './settings.ts';

/** A connection with nothing to do is closed after so many milliseconds. */
const idleFor = 250;

/** The connection, lent to somebody. */
export interface Loan {
  readonly client: Promise<pg.Client>;
  /** What an error of it means: a SourceError, or the signal's reason. */
  failure(error: unknown): unknown;
  giveBack(): Promise<void>;
  /** When something may still be under way in it: it is closed. */
  giveUp(): Promise<void>;
}

/** One connection, made when it is needed and given up when it is not. Whoever asks for it waits for the one before. */
export class Session implements AsyncDisposable {
  readonly #settings: PostgresSettings;
  #client: Promise<pg.Client> | null = null;
  /** Fulfilled when the last that asked has given it back. */
  #free: Promise<void> = Promise.resolve();
  #waiting = 0;
  #idle: NodeJS.Timeout | null = null;

  constructor(settings: PostgresSettings) {
    this.#settings = settings;
  }

  /** Lends the connection. When aborted, what runs in it on the server is ended. */
  lend(signal: AbortSignal): Loan {
    signal.throwIfAborted();
    this.#waiting++;
    if (this.#idle !== null) clearTimeout(this.#idle);
    let began = performance.now();
    const client = this.#free.then(() => {
      signal.throwIfAborted();
      began = performance.now();
      signal.addEventListener('abort', stop, { once: true });
      return this.#connect();
    });
    const stop = () => {
      const ended = client.then((open) => cancelBackend(this.#settings, backendOf(open)));
      ended.catch(() => {});
    };
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#free = promise;
    const end = () => {
      signal.removeEventListener('abort', stop);
      this.#waiting--;
      resolve();
    };
    return {
      client,
      failure: (error) => {
        if (signal.aborted) return signal.reason;
        return sourceError(error, performance.now() - began >= this.#settings.statement_timeout * 0.95);
      },
      giveBack: async () => {
        end();
        this.#rest();
      },
      giveUp: async () => {
        await this[Symbol.asyncDispose]();
        end();
      },
    };
  }

  /** @throws SourceError, or the signal's reason */
  async use<T>(signal: AbortSignal, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const loan = this.lend(signal);
    try {
      return await work(await loan.client);
    } catch (error) {
      throw error instanceof SourceError ? error : loan.failure(error);
    } finally {
      await loan.giveBack();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#idle !== null) clearTimeout(this.#idle);
    const client = this.#client;
    this.#client = null;
    await client?.then((open) => open.end()).catch(() => {});
  }

  #connect(): Promise<pg.Client> {
    if (this.#client === null) {
      const made = connect(this.#settings);
      this.#client = made;
      const forget = () => {
        if (this.#client === made) this.#client = null;
      };
      made.then((client) => client.once('end', forget).once('error', forget), forget);
    }
    return this.#client;
  }

  #rest(): void {
    if (this.#waiting > 0 || this.#client === null) return;
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this[Symbol.asyncDispose](), idleFor);
    this.#idle.unref();
  }
}
