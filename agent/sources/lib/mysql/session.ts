import { SourceError } from '../../../contracts/source.ts';
import { type Client, cancelQuery, connect, drop, lose } from './connect.ts';
import { sourceError } from './errors.ts';
import type { MysqlSettings } from './settings.ts';

/** A connection with nothing to do is closed after so many milliseconds. */
const idleFor = 250;

/** A connection, lent to somebody alone. */
export interface Loan {
  readonly client: Promise<Client>;
  /** What an error of it means: a SourceError, or the signal's reason. */
  failure(error: unknown): unknown;
  giveBack(): void;
  /** When something may still be under way in it: that is ended on the server, and it is closed. */
  giveUp(): void;
}

/** Connections, made when they are needed and closed when they are not. Mostly there is one. */
export class Session implements AsyncDisposable {
  readonly #settings: MysqlSettings;
  readonly #open = new Set<Promise<Client>>();
  readonly #idle = new Map<Promise<Client>, NodeJS.Timeout>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(settings: MysqlSettings) {
    this.#settings = settings;
  }

  /** Lends one with which nobody else does anything. When aborted, what runs on the server is ended. */
  lend(signal: AbortSignal): Loan {
    signal.throwIfAborted();
    const client = this.#take();
    const stop = () => {
      client
        .then(async ({ connection, id }) => {
          await cancelQuery(this.#settings, id);
          // Between two queries there was nothing to end: the next one must not begin.
          lose(connection);
        })
        .catch(() => {});
    };
    signal.addEventListener('abort', stop, { once: true });
    const end = () => signal.removeEventListener('abort', stop);
    return {
      client,
      failure: (error) => (signal.aborted ? signal.reason : sourceError(error)),
      giveBack: () => {
        end();
        this.#rest(client);
      },
      giveUp: () => {
        end();
        this.#close(client);
        // A server may notice late that nobody listens any more.
        client.then(({ id }) => cancelQuery(this.#settings, id)).catch(() => {});
      },
    };
  }

  /**
   * Lends one for as long as the work takes, to one after the other: no more is asked of the server at once. Work must
   * not ask for the session itself.
   * @throws SourceError, or the signal's reason
   */
  use<T>(signal: AbortSignal, work: (client: Client) => Promise<T>): Promise<T> {
    const done = this.#turn.then(() => this.#useNow(signal, work));
    this.#turn = done.catch(() => {});
    return done;
  }

  async #useNow<T>(signal: AbortSignal, work: (client: Client) => Promise<T>): Promise<T> {
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
    for (const client of this.#open) this.#close(client);
  }

  #close(client: Promise<Client>): void {
    this.#forget(client);
    client.then(({ connection }) => drop(connection)).catch(() => {});
  }

  #forget(client: Promise<Client>): void {
    this.#open.delete(client);
    clearTimeout(this.#idle.get(client));
    this.#idle.delete(client);
  }

  #take(): Promise<Client> {
    const [idle] = this.#idle.keys();
    if (idle !== undefined) {
      clearTimeout(this.#idle.get(idle));
      this.#idle.delete(idle);
      return idle;
    }
    const made = connect(this.#settings);
    this.#open.add(made);
    const forget = () => this.#forget(made);
    made.then(({ connection }) => connection.once('error', forget).once('end', forget), forget);
    return made;
  }

  #rest(client: Promise<Client>): void {
    // It was lost, or all are closed.
    if (!this.#open.has(client)) return;
    const timer = setTimeout(() => this.#close(client), idleFor);
    timer.unref();
    this.#idle.set(client, timer);
  }
}
