import type {
  Notice,
  Outbox,
  OutboxEvent,
  OutboxState,
  ParkedEvent,
  Settled,
  Told,
  Urgency,
} from '../contracts/delivery.ts';
import { noteDelivered } from './alerts.ts';
import type { Database } from './database.ts';

const pageSize = 500;

/** What of the outbox can be seen: not what a judgement under way has put there. */
const visible = `announcement NOT IN (SELECT no FROM announcements WHERE state = 'pending')`;

/** What waits to be delivered: read and settled from here; filled by desk.ts. */
export class SqliteOutbox implements Outbox {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async next(destination: string, most: Parameters<Outbox['next']>[1]): Promise<readonly OutboxEvent[]> {
    const no = destinationNumber(this.#db, destination);
    if (no === null) return [];
    const alerts = this.#alerts(no, most);
    if (alerts.length > 0) return alerts;
    const found: OutboxEvent[] = [];
    const items = new Set<string>();
    let bytes = 0;
    // Where items stand with many events one after the other, a batch is not worth reading the whole outbox for.
    for (let after = 0, pages = 0; pages < 4; pages++) {
      const rows = this.#waiting(no, after, most.events);
      for (const row of rows) {
        if (most.onePerItem && items.has(row.item)) continue;
        if (found.length > 0 && bytes + row.bytes > most.bytes) return found;
        items.add(row.item);
        bytes += row.bytes;
        found.push(toEvent(row));
        if (found.length === most.events) return found;
      }
      if (rows.length < most.events) return found;
      after = rows.at(-1)?.no ?? after;
    }
    return found;
  }

  /** They overtake all else, and keep their own order. */
  #alerts(destination: number, { events, bytes, onePerItem }: Parameters<Outbox['next']>[1]): OutboxEvent[] {
    const rows = this.#db.all<WaitingRow>(
      `SELECT no, id, item, urgency, bytes, notice FROM outbox
       WHERE destination = ? AND kind = 'alert' AND state = 'waiting' AND ${visible} ORDER BY no LIMIT ?`,
      ...[destination, events],
    );
    const first = onePerItem ? rows.filter(({ item }, at) => rows.findIndex((row) => row.item === item) === at) : rows;
    let used = 0;
    const fitting = first.findIndex((row, at) => {
      used += row.bytes;
      return at > 0 && used > bytes;
    });
    return (fitting < 0 ? first : first.slice(0, fitting)).map(toEvent);
  }

  #waiting(destination: number, after: number, limit: number): WaitingRow[] {
    return this.#db.all(
      `SELECT no, id, item, urgency, bytes, notice FROM outbox
       WHERE destination = ? AND state = 'waiting' AND no > ? AND ${visible} ORDER BY no LIMIT ?`,
      ...[destination, after, limit],
    );
  }

  async settle(destination: string, { delivered, parked }: Settled, time: string): Promise<void> {
    const of = destinationNumber(this.#db, destination);
    if (of === null) return;
    this.#db.transaction(() => {
      let [gone, goneBytes, put, putBytes] = [0, 0, 0, 0];
      for (const no of delivered) {
        const row = this.#db.get<{ bytes: number; kind: string; item: string }>(
          `DELETE FROM outbox WHERE no = ? AND destination = ? AND state = 'waiting' RETURNING bytes, kind, item`,
          ...[no, of],
        );
        if (row === undefined) continue;
        if (row.kind === 'alert') noteDelivered(this.#db, row.item, time);
        gone++;
        goneBytes += row.bytes;
      }
      for (const { sequence, reason } of parked) {
        const row = this.#db.get<{ bytes: number }>(
          `UPDATE outbox SET state = 'parked', reason = ?, parked_at = ?
           WHERE no = ? AND destination = ? AND state = 'waiting' RETURNING bytes`,
          ...[reason, time, sequence, of],
        );
        if (row === undefined) continue;
        put++;
        putBytes += row.bytes;
      }
      this.#db.run(
        `UPDATE destinations SET waiting = waiting - ?, waiting_bytes = waiting_bytes - ?, parked = parked + ?,
           parked_bytes = parked_bytes + ? WHERE no = ?`,
        ...[gone + put, goneBytes + putBytes, put, putBytes, of],
      );
      if (delivered.length === 0) return;
      this.#db.run('UPDATE destinations SET delivered_at = ?, failures = 0, reason = NULL WHERE no = ?', time, of);
    });
  }

  async failed(destination: string, reason: string, time: string): Promise<void> {
    this.#db.run(
      'UPDATE destinations SET failures = failures + 1, reason = ?, failed_at = ? WHERE name = ?',
      ...[reason, time, destination],
    );
  }

  async state(): Promise<readonly OutboxState[]> {
    const rows = this.#db.all<DestinationRow>('SELECT * FROM destinations ORDER BY name');
    return rows.map((row) => ({
      destination: row.name,
      waiting: row.waiting,
      waitingBytes: row.waiting_bytes,
      parked: row.parked,
      parkedBytes: row.parked_bytes,
      left: row.left_out,
      alarmed: row.alarmed === 1,
      oldest: this.#oldest(row.no),
      deliveredAt: row.delivered_at,
      failures: row.failures,
      failedAt: row.failed_at,
      reason: row.reason,
    }));
  }

  #oldest(destination: number): string | null {
    return (
      this.#db.get<{ time: string }>(
        `SELECT time FROM outbox WHERE destination = ? AND state = 'waiting' AND ${visible} ORDER BY no LIMIT 1`,
        destination,
      )?.time ?? null
    );
  }

  async *parked(): AsyncGenerator<ParkedEvent> {
    for (const { no: of, name } of this.#db.all<{ no: number; name: string }>(
      'SELECT no, name FROM destinations ORDER BY name',
    )) {
      for (let after = 0, more = true; more; ) {
        const rows = this.#db.all<Omit<ParkedEvent, 'destination'>>(
          `SELECT id, no AS sequence, item, kind, time, parked_at AS parkedAt, reason FROM outbox
           WHERE destination = ? AND state = 'parked' AND no > ? ORDER BY no LIMIT ${pageSize}`,
          ...[of, after],
        );
        for (const row of rows) yield { destination: name, ...row };
        more = rows.length === pageSize;
        after = rows.at(-1)?.sequence ?? after;
      }
    }
  }

  async replay(ids: readonly string[] | null): Promise<number> {
    return this.#db.transaction(() => {
      const again = `UPDATE outbox SET state = 'waiting', reason = NULL, parked_at = NULL WHERE state = 'parked'`;
      const named = ' AND id IN (SELECT value FROM json_each(?))';
      const { changes: changed } =
        ids === null ? this.#db.run(again) : this.#db.run(again + named, JSON.stringify(ids));
      if (changed > 0) recount(this.#db);
      return changed;
    });
  }

  async drop(id: string): Promise<number> {
    return this.#db.transaction(() => {
      const { changes } = this.#db.run(`DELETE FROM outbox WHERE id = ? AND ${visible}`, id);
      if (changes > 0) recount(this.#db);
      return changes;
    });
  }

  async alarmed(destination: string, on: boolean): Promise<void> {
    this.#db.run('UPDATE destinations SET alarmed = ? WHERE name = ?', on ? 1 : 0, destination);
  }
}

export function destinationNumber(db: Database, name: string): number | null {
  return db.get<{ no: number }>('SELECT no FROM destinations WHERE name = ?', name)?.no ?? null;
}

/** What was put and never became current: only for who holds the lock. */
export function dropPendingAnnouncements(db: Database): void {
  const pending = `(SELECT no FROM announcements WHERE state = 'pending')`;
  if (db.get(`SELECT 1 WHERE EXISTS ${pending}`) === undefined) return;
  db.transaction(() => {
    db.run(`DELETE FROM outbox WHERE announcement IN ${pending}`);
    db.run(`DELETE FROM announcements WHERE state = 'pending'`);
  });
}

/** Counts anew, after what people do by hand: rare, and small then. */
function recount(db: Database): void {
  const sum = (what: string, state: string) =>
    `(SELECT ifnull(sum(${what}), 0) FROM outbox WHERE destination = destinations.no AND state = '${state}' AND ${visible})`;
  db.run(
    `UPDATE destinations SET waiting = ${sum('1', 'waiting')}, waiting_bytes = ${sum('bytes', 'waiting')},
       parked = ${sum('1', 'parked')}, parked_bytes = ${sum('bytes', 'parked')}`,
  );
}

interface WaitingRow {
  readonly no: number;
  readonly id: string;
  readonly item: string;
  readonly urgency: Urgency;
  readonly bytes: number;
  readonly notice: string;
}

interface DestinationRow {
  readonly no: number;
  readonly name: string;
  readonly waiting: number;
  readonly waiting_bytes: number;
  readonly parked: number;
  readonly parked_bytes: number;
  readonly left_out: number;
  readonly alarmed: number;
  readonly delivered_at: string | null;
  readonly failures: number;
  readonly failed_at: string | null;
  readonly reason: string | null;
}

export interface ToldRow extends Omit<Told, 'about'> {
  readonly about: string;
}

export function toTold(row: ToldRow): Told {
  return { ...row, about: JSON.parse(row.about) as Told['about'] };
}

function toEvent({ no, id, item, urgency, notice }: WaitingRow): OutboxEvent {
  return { id, sequence: no, item, urgency, notice: JSON.parse(notice) as Notice };
}
