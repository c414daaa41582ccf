import { createHash } from 'node:crypto';
import type { Run } from '../contracts/store.ts';
import type { Database } from './database.ts';
import { StoreError } from './error.ts';

interface RunRow {
  readonly no: number;
  readonly id: string;
  readonly state: Run['state'];
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly version: string;
  readonly policy_hash: string | null;
  readonly config_hash: string;
  readonly key_id: string;
  readonly rebuilt_from: string | null;
}

/** The runs of this store, and the small numbers that stand for their ids in it. */
export class Runs {
  readonly #db: Database;
  readonly #numbers = new Map<string, number>();
  readonly #ids = new Map<number, string>();
  #amended: number | null = null;

  /** Of the first run that is begun. */
  #rebuiltFrom: string | null;

  constructor(db: Database, rebuiltFrom: string | null = null) {
    this.#db = db;
    this.#rebuiltFrom = rebuiltFrom;
  }

  /** In a transaction. */
  begin(run: Omit<Run, 'finishedAt' | 'state' | 'id'>): Run {
    const no = this.newest() + 1;
    const id = runId(no, run);
    this.#db.run(
      `INSERT INTO runs (no, id, state, started_at, version, policy_hash, config_hash, key_id, rebuilt_from)
       VALUES (?, ?, 'running', ?, ?, ?, ?, ?, ?)`,
      ...[no, id, run.startedAt, run.version, run.policyHash, run.configHash, run.keyId, this.#rebuiltFrom],
    );
    this.#rebuiltFrom = null;
    return this.get(id) as Run;
  }

  judgedBy(id: string, policyHash: string): void {
    this.#db.run('UPDATE runs SET policy_hash = ? WHERE no = ?', policyHash, this.number(id));
  }

  end(id: string, state: Run['state'], finishedAt: string): void {
    this.#db.run('UPDATE runs SET state = ?, finished_at = ? WHERE no = ?', state, finishedAt, this.number(id));
  }

  /** Runs whose process was killed: only for who holds the lock. When they ended, nobody knows. */
  failAbandoned(): void {
    this.#db.run(`UPDATE runs SET state = 'failed' WHERE state = 'running'`);
  }

  get(id?: string): Run | null {
    const row =
      id === undefined
        ? this.#db.get<RunRow>('SELECT * FROM runs ORDER BY no DESC LIMIT 1')
        : this.#db.get<RunRow>('SELECT * FROM runs WHERE id = ?', id);
    return row === undefined ? null : toRun(row);
  }

  all(): Run[] {
    return this.#db.all<RunRow>('SELECT * FROM runs ORDER BY no').map(toRun);
  }

  /** @throws StoreError `unknown_id` */
  number(id: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    const row = this.#db.get<{ no: number }>('SELECT no FROM runs WHERE id = ?', id);
    if (row === undefined) throw new StoreError('unknown_id', `There is no run ${id} in this store.`);
    this.#numbers.set(id, row.no);
    return row.no;
  }

  /** Of one that has ended: it may be added to all the same, until it is null again. */
  amend(id: string | null): void {
    this.#amended = id === null ? null : this.current(id);
  }

  /** The number of a run that may still be added to. @throws StoreError `unknown_id`, `not_kept` */
  running(id: string): number {
    const no = this.number(id);
    if (no === this.#amended) return no;
    if (this.#db.get(`SELECT 1 FROM runs WHERE no = ? AND state = 'running'`, no) !== undefined) return no;
    throw new StoreError('not_kept', `The run ${id} has ended: nothing can be added to it.`);
  }

  id(no: number): string {
    const known = this.#ids.get(no);
    if (known !== undefined) return known;
    const id = this.#db.get<{ id: string }>('SELECT id FROM runs WHERE no = ?', no)?.id ?? '';
    this.#ids.set(no, id);
    return id;
  }

  /** 0 where there is none. */
  newest(): number {
    return this.#db.get<{ no: number | null }>('SELECT max(no) AS no FROM runs')?.no ?? 0;
  }

  /** The number of a run whose items and findings are still known. @throws StoreError `unknown_id`, `not_kept` */
  current(id: string): number {
    const no = this.number(id);
    if (no !== this.newest()) {
      const newest = this.get()?.id ?? '';
      throw new StoreError(
        'not_kept',
        `The store keeps items and findings of the newest run only (${newest}), not of ${id}.`,
      );
    }
    return no;
  }
}

/** The same set-up in the same store gives the same ids; other machines give others. */
function runId(no: number, run: Omit<Run, 'finishedAt' | 'state' | 'id'>): string {
  const text = [no, run.startedAt, run.configHash, run.keyId].join('\n');
  return `r-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}

function toRun(row: RunRow): Run {
  return {
    id: row.id,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    state: row.state,
    version: row.version,
    policyHash: row.policy_hash,
    configHash: row.config_hash,
    keyId: row.key_id,
    ...(row.rebuilt_from === null ? {} : { rebuiltFrom: row.rebuilt_from }),
  };
}
