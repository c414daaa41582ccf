import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CannotRun } from '../contracts/cannot-run.ts';
import { Database } from '../store/database.ts';
import { makePrivate, makePrivateFolder } from '../store/private-file.ts';

/** One event as it came. */
export interface Incoming {
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  /** The whole event as JSON. */
  readonly body: string;
}

export interface ReceivedRow extends Incoming {
  readonly no: number;
  readonly receivedAt: string;
}

export interface ReceivedCount {
  readonly source: string;
  readonly type: string;
  readonly events: number;
  readonly first: string;
  readonly last: string;
}

const pageSize = 500;

/** Everything a receiver has taken: appended to, never changed. `received.db` in a folder for its owner alone. */
export class ReceivedStore implements Disposable {
  readonly #db: Database;

  private constructor(db: Database) {
    this.#db = db;
  }

  /** @throws StoreError; CannotRun when it is to be read and is not there */
  static open(dir: string, options: { readonly readOnly: boolean }): ReceivedStore {
    const file = join(resolve(dir), 'received.db');
    if (options.readOnly) {
      if (!existsSync(file)) throw new CannotRun(`${resolve(dir)} holds no received.db; "wayward receive" makes one`);
      return new ReceivedStore(new Database(file, { readOnly: true }));
    }
    makePrivateFolder(resolve(dir));
    makePrivate(file);
    const db = new Database(file, { readOnly: false });
    // FULL: what was answered with 200 outlives a power cut.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000');
    db.exec(schema);
    return new ReceivedStore(db);
  }

  /** One transaction. Gives how many were new: what is here already, by source and id, is not taken twice. */
  take(events: readonly Incoming[], receivedAt: string): number {
    return this.#db.transaction(() =>
      events.reduce((taken, { source, id, type, subject, time, body }) => {
        const { changes } = this.#db.run(
          `INSERT INTO received (source, id, type, subject, time, received_at, body) VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (source, id) DO NOTHING`,
          ...[source, id, type, subject, time, receivedAt, body],
        );
        return taken + changes;
      }, 0),
    );
  }

  /** In order of arrival. */
  *all(after = 0): Generator<ReceivedRow> {
    for (let at = after, more = true; more; ) {
      const rows = this.#db.all<ReceivedRow>(
        `SELECT no, source, id, type, subject, time, received_at AS receivedAt, body FROM received
         WHERE no > ? ORDER BY no LIMIT ${pageSize}`,
        at,
      );
      yield* rows;
      more = rows.length === pageSize;
      at = rows.at(-1)?.no ?? at;
    }
  }

  counts(): readonly ReceivedCount[] {
    return this.#db.all(
      `SELECT source, type, count(*) AS events, min(received_at) AS first, max(received_at) AS last
       FROM received GROUP BY source, type ORDER BY source, type`,
    );
  }

  [Symbol.dispose](): void {
    this.#db.close();
  }
}

const schema = `
  CREATE TABLE IF NOT EXISTS received (
    no          INTEGER PRIMARY KEY AUTOINCREMENT,
    source      TEXT NOT NULL,
    id          TEXT NOT NULL,
    type        TEXT NOT NULL,
    subject     TEXT NOT NULL,
    time        TEXT NOT NULL,
    received_at TEXT NOT NULL,
    body        TEXT NOT NULL,
    UNIQUE (source, id)
  ) STRICT;
  CREATE TRIGGER IF NOT EXISTS received_is_not_changed BEFORE UPDATE ON received
  BEGIN SELECT raise(ABORT, 'what was received is append-only'); END;
  CREATE TRIGGER IF NOT EXISTS received_is_not_shortened BEFORE DELETE ON received
  BEGIN SELECT raise(ABORT, 'what was received is append-only'); END;
`;
