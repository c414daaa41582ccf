import type { Alert } from '../contracts/alert.ts';
import type { Desk, JudgementDesk, NewEvent, NoticeKind, Told } from '../contracts/delivery.ts';
import type { Verdict } from '../contracts/rule.ts';
import type { Coverage, Run } from '../contracts/store.ts';
import { alertOf, putAlert } from './alerts.ts';
import { keptCoverage } from './coverage.ts';
import type { Database } from './database.ts';
import { type ToldRow, toTold } from './outbox.ts';
import type { Runs } from './runs.ts';
import { verdictsIn } from './verdicts.ts';

const batchSize = 500;
const pageSize = 500;
/** What a row takes beside its notice. */
const rowBytes = 300;

/** One announcement while it is made: its events, and with them what they tell, are seen from `publish` on. */
class SqliteDesk implements Desk {
  readonly turn: number;
  protected readonly db: Database;
  readonly #runs: Runs;
  readonly #run: number | null;
  readonly #state: 'pending' | 'current';
  readonly #destinations = new Map<string, Staged>();
  #announcement: number | null = null;
  #waiting: (() => void)[] = [];

  constructor(db: Database, runs: Runs, run: number | null, state: 'pending' | 'current') {
    this.db = db;
    this.#runs = runs;
    this.#run = run;
    this.#state = state;
    this.turn = 1 + (db.get<{ n: number }>('SELECT count(*) AS n FROM announcements WHERE run IS ?', run)?.n ?? 0);
  }

  alert(finding: string): Alert | null {
    return alertOf(this.db, finding);
  }

  putAlert(alert: Alert): void {
    putAlert(this.db, alert);
  }

  told(destination: string, subject: string): Told | null {
    const { no } = this.#staged(destination);
    const row = this.db.get<ToldRow>(
      `SELECT subject, kind, item, hash, standing, since, about FROM told
       WHERE destination = ? AND kind IN ('finding', 'compliance', 'scan', 'alert', 'agent') AND subject = ?`,
      ...[no, subject],
    );
    return row === undefined ? null : toTold(row);
  }

  allTold(destination: string, kind: NoticeKind): Iterable<Told> {
    return this.toldOf(destination, kind, '');
  }

  protected *toldOf(destination: string, kind: NoticeKind, condition: string): Generator<Told> {
    const { no } = this.#staged(destination);
    for (let after = '', more = true; more; ) {
      const rows = this.db.all<ToldRow>(
        `SELECT subject, kind, item, hash, standing, since, about FROM told
         WHERE destination = ? AND kind = ? AND subject > ? ${condition} ORDER BY subject LIMIT ${pageSize}`,
        ...[no, kind, after],
      );
      for (const row of rows) yield toTold(row);
      more = rows.length === pageSize;
      after = rows.at(-1)?.subject ?? after;
    }
  }

  put(destination: string, event: NewEvent, mostBytes: number): boolean {
    const staged = this.#staged(destination);
    const notice = JSON.stringify(event.notice);
    const bytes = Buffer.byteLength(notice) + rowBytes;
    // Once full, full for all that follows: a small one that still fits is not to overtake.
    if (mostBytes <= staged.fullAt || staged.used + staged.bytes + bytes > mostBytes) {
      staged.fullAt = Math.max(staged.fullAt, mostBytes);
      staged.left++;
      return false;
    }
    staged.count++;
    staged.bytes += bytes;
    const { id, item, urgency, subject, tells } = event;
    this.#waiting.push(() => {
      this.db.run(
        putEvent,
        ...[staged.no, this.#number(), id, item, urgency, event.notice.time, subject, event.notice.kind],
        ...[tells?.hash ?? null, tells?.standing ?? null, tells?.since ?? null, bytes, notice],
      );
    });
    if (this.#state === 'pending' && this.#waiting.length >= batchSize) this.flush();
    return true;
  }

  run(id: string): Run | null {
    return this.#runs.get(id);
  }

  coverage(run: string): readonly Coverage[] {
    return keptCoverage(this.db, this.#runs.number(run));
  }

  countFindings(): number {
    const count = `SELECT count(*) AS n FROM units JOIN items ON items.unit = units.no
      JOIN findings ON findings.unit = items.unit AND findings.name = items.name
      WHERE units.seen_in = ?1 AND gone_in IS NULL AND (items.seen_in = ?1 OR units.whole_in = ?1)`;
    return this.db.get<{ n: number }>(count, this.#run)?.n ?? 0;
  }

  /** Writes what was put, in a transaction of its own: of a pending announcement nobody sees it. */
  flush(): void {
    if (this.#waiting.length === 0) return;
    this.db.transaction(() => this.#write());
  }

  /** In the transaction that makes it current. */
  publish(): void {
    this.#write();
    for (const { no, count, bytes, left, judged } of this.#destinations.values()) {
      this.db.run(
        'UPDATE destinations SET waiting = waiting + ?, waiting_bytes = waiting_bytes + ? WHERE no = ?',
        ...[count, bytes, no],
      );
      if (judged || left > 0) this.db.run('UPDATE destinations SET left_out = ? WHERE no = ?', left, no);
    }
    if (this.#announcement === null) return;
    this.db.run(`UPDATE announcements SET state = 'current' WHERE no = ?`, this.#announcement);
    this.db.run(remember, this.#announcement);
    this.db.run(forget, this.#announcement);
  }

  #write(): void {
    const rows = this.#waiting;
    this.#waiting = [];
    for (const put of rows) put();
  }

  #number(): number {
    this.#announcement ??= this.db.run(
      'INSERT INTO announcements (run, state) VALUES (?, ?)',
      ...[this.#run, this.#state],
    ).lastId;
    return this.#announcement;
  }

  #staged(destination: string): Staged {
    const known = this.#destinations.get(destination);
    if (known !== undefined) return known;
    this.db.run('INSERT INTO destinations (name) VALUES (?) ON CONFLICT (name) DO NOTHING', destination);
    const row = this.db.get<{ no: number; used: number }>(
      'SELECT no, waiting_bytes + parked_bytes AS used FROM destinations WHERE name = ?',
      destination,
    ) as { no: number; used: number };
    const staged = { ...row, count: 0, bytes: 0, left: 0, fullAt: 0, judged: this.#state === 'pending' };
    this.#destinations.set(destination, staged);
    return staged;
  }
}

interface Staged {
  readonly no: number;
  /** Bytes in the outbox before. */
  readonly used: number;
  readonly judged: boolean;
  count: number;
  bytes: number;
  left: number;
  /** The limit that left no room. */
  fullAt: number;
}

const putEvent = `
  INSERT INTO outbox (destination, announcement, state, id, item, urgency, time, subject, kind, hash, standing, since,
    bytes, notice)
  VALUES (?, ?, 'waiting', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const remember = `
  INSERT INTO told (destination, subject, kind, item, hash, standing, since, about)
  SELECT destination, subject, kind, item, hash, standing, since, notice -> 'about' FROM outbox
  WHERE announcement = ? AND hash IS NOT NULL
  ON CONFLICT (destination, kind, subject) DO UPDATE SET item = excluded.item, hash = excluded.hash,
    standing = excluded.standing, about = excluded.about`;

const forget = `
  DELETE FROM told WHERE (destination, kind, subject) IN
    (SELECT destination, kind, subject FROM outbox WHERE announcement = ? AND hash IS NULL)`;

/** For the start and the end of a run, and what comes in between or outside of it: used inside its transaction. */
export function deskFor(db: Database, runs: Runs, run: number | null): Desk & { publish(): void } {
  return new SqliteDesk(db, runs, run, 'current');
}

/** For a judgement: filled while it is pending. */
export class SqliteJudgementDesk extends SqliteDesk implements JudgementDesk {
  readonly #judgement: number;

  constructor(db: Database, runs: Runs, run: number, judgement: number) {
    super(db, runs, run, 'pending');
    this.#judgement = judgement;
  }

  async *verdicts(): AsyncGenerator<Verdict> {
    yield* verdictsIn(this.db, this.#judgement);
  }

  *gone(destination: string): Generator<Told> {
    yield* this.toldOf(destination, 'finding', 'AND NOT EXISTS (SELECT 1 FROM findings WHERE id = subject)');
  }
}
