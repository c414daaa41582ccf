import { SourceError } from '../../../contracts/source.ts';
import { type Client, cancelQuery, connect, drop } from './connect.ts';
import { sourceError } from './errors.ts';
import type { MysqlSettings } from './settings.ts';

/** A connection with nothing to do is closed after so many milliseconds. */
const idleFor = 250;

/** The connection, lent to somebody. */
export interface Loan {
  readonly client: Promise<Client>;
  /** What an error of it means: a SourceError, or the signal's reason. */
  failure(error: unknown): unknown;
  giveBack(): void;
  /** When something may still be under way in it: it is closed. */
  giveUp(): void;
}

/** One connection, made when it is needed and given up when it is not. */
export class Session implements AsyncDisposable {
  readonly #settings: MysqlSettings;
  #client: Promise<Client> | null = null;
  #users = 0;
  #idle: NodeJS.Timeout | null = null;

  constructor(settings: MysqlSettings) {
    this.#settings = settings;
  }

  /** Lends the connection, to several at once if they ask. When aborted, what runs on the server is ended. */
  lend(signal: AbortSignal): Loan {
    signal.throwIfAborted();
    this.#users++;
    if (this.#idle !== null) clearTimeout(this.#idle);
    const client = this.#connect();
    const stop = () => {
      client.then(({ id }) => cancelQuery(this.#settings, id)).catch(() => {});
    };
    signal.addEventListener('abort', stop, { once: true });
    const end = () => {
      signal.removeEventListener('abort', stop);
      this.#users--;
    };
    return {
      client,
      failure: (error) => (signal.aborted ? signal.reason : sourceError(error)),
      giveBack: () => {
        end();
        this.#rest();
      },
      giveUp: () => {
        end();
        this.#close();
      },
    };
  }

  /** @throws SourceError, or the signal's reason */
  async use<T>(signal: AbortSignal, work: (client: Client) => Promise<T>): Promise<T> {
    const loan = this.lend(signal);
    try {
      return await work(await loan.client);
    } catch (error) {
      throw error instanceof SourceError ? error : loan.failure(error);
    } finally {
      loan.giveBack();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#close();
  }

  #close(): void {
    if (this.#idle !== null) clearTimeout(this.#idle);
    const client = this.#client;
    this.#client = null;
    client?.then(({ connection }) => drop(connection)).catch(() => {});
  }

  #connect(): Promise<Client> {
    if (this.#client === null) {
      const made = connect(this.#settings);
      this.#client = made;
      const forget = () => {
        if (this.#client === made) this.#client = null;
      };
      made.then(({ connection }) => connection.once('error', forget).once('end', forget), forget);
    }
    return this.#client;
  }

  #rest(): void {
    if (this.#users > 0 || this.#client === null) return;
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#close(), idleFor);
    this.#idle.unref();
  }
}
