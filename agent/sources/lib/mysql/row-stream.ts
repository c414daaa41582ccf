import type { Connection } from 'mysql2';
import type { RowBatch } from '../../../contracts/source.ts';
import type { RowSink } from './row-sink.ts';

/** A packet of the driver: bytes of a chunk from the network. */
interface Packet {
  readonly buffer: Uint8Array;
  readonly offset: number;
  readonly end: number;
  isEOF(): boolean;
}

/** What a query of the driver does with a packet; gives what is to be done with the next. */
type Handler = (this: unknown, packet: Packet, connection: Connection) => Handler | null;

/**
 * The rows of a query in batches. The driver reads the protocol, but makes no values of rows: their packets go to the
 * sink as they are, which is several times as fast. While a batch waits to be taken nothing is read from the network.
 */
export class RowStream {
  readonly #connection: Connection;
  readonly #sink: RowSink;
  #failure: unknown = null;
  #ended = false;
  #wake: (() => void) | null = null;
  #paused = false;

  constructor(connection: Connection, sql: string, sink: RowSink) {
    this.#connection = connection;
    this.#sink = sink;
    const query = connection.query(sql, (error, rows) => {
      if (error !== null) this.#failure = error;
      // The driver has kept rows to itself: it is not the version that we know.
      else if (Array.isArray(rows) && rows.length > 0) this.#failure = { code: 'WAYWARD_DRIVER' };
      this.#ended = true;
      this.#wake?.();
    }) as unknown as { row: Handler };
    const original = query.row;
    const onRow: Handler = (packet, of) => {
      if (packet.isEOF()) return original.call(query, packet, of);
      sink.add(packet.buffer, packet.offset, packet.end);
      if (sink.ready) this.#pause();
      return onRow;
    };
    query.row = onRow;
  }

  /** Null at the end of the rows, some of which may still be in the sink. @throws what the driver throws */
  async next(): Promise<RowBatch | null> {
    for (;;) {
      if (this.#failure !== null) throw this.#failure;
      const batch = this.#sink.take();
      if (batch !== null) return batch;
      if (this.#ended) return null;
      const woken = new Promise<void>((done) => {
        this.#wake = done;
      });
      this.#resume();
      await woken;
    }
  }

  #pause(): void {
    if (!this.#paused) this.#connection.pause();
    this.#paused = true;
    this.#wake?.();
  }

  #resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    // Handles at once what came before the pause, and may pause again.
    this.#connection.resume();
  }
}
