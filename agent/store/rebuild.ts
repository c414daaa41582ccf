import { existsSync, renameSync } from 'node:fs';
import { basename } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Database } from './database.ts';
import { StoreError } from './error.ts';
import { makePrivate } from './private-file.ts';
import { upgrade } from './schema.ts';

/** What became of a damaged store. */
export interface Rebuilt {
  /** Where the damaged file is now; files beside it that belong to it have its name with an ending. */
  readonly backup: string;
  /** Tables of which something could not be read, and is lost. */
  readonly lost: readonly string[];
  /** Rows that were taken over. */
  readonly kept: number;
}

/** What the next scan finds out again. */
const foundAgain: ReadonlySet<string> = new Set([
  ...['units', 'items', 'recipes', 'gaps', 'findings', 'fingerprints', 'judgements', 'verdicts', 'shards'],
]);

/**
 * Moves a damaged store out of the way, and makes one anew: runs, the audit trail, what is to be delivered and what was
 * told are taken over as far as they can be read; what is known of items comes from the next scan. Only for who holds
 * the lock. Nothing is deleted.
 *
 * @param now an instant, for the name of the backup
 */
export function rebuild(file: string, now: string): Rebuilt {
  const backup = freeName(`${file}.damaged-${now.slice(0, 19).replaceAll(/[-:]/g, '')}`);
  const beside = ['-wal', '-shm'].filter((end) => existsSync(file + end));
  renameSync(file, backup);
  for (const end of beside) renameSync(file + end, backup + end);
  makePrivate(file);
  const db = new Database(file, { readOnly: false });
  try {
    db.writeAhead();
    upgrade(db, file);
    const { lost, kept } = takeOver(db, backup);
    return { backup: basename(backup), lost, kept };
  } finally {
    db.close();
  }
}

function freeName(wanted: string): string {
  let name = wanted;
  for (let n = 2; existsSync(name); n++) name = `${wanted}-${n}`;
  return name;
}

function takeOver(db: Database, backup: string): { lost: string[]; kept: number } {
  const names = db
    .all<{ name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid`,
    )
    .map(({ name }) => name)
    .filter((name) => !foundAgain.has(name));
  const old = openDamaged(backup);
  if (old === null) return { lost: names, kept: 0 };
  const lost: string[] = [];
  let kept = 0;
  // A row may refer to one that is lost.
  db.exec('PRAGMA foreign_keys = OFF');
  try {
    for (const name of names) {
      const { rows, whole } = copy(db, old, name);
      kept += rows;
      if (!whole) lost.push(name);
    }
    db.transaction(() => settle(db, lost));
  } finally {
    db.exec('PRAGMA foreign_keys = ON');
    old.close();
  }
  return { lost, kept };
}

/** Null when nothing of it can be read. Its last transactions may be in the file beside it, which belongs to its name. */
function openDamaged(backup: string): DatabaseSync | null {
  try {
    const db = new DatabaseSync(backup, { readOnly: true, timeout: 0 });
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch {
    return null;
  }
}

/** From the front and from the back: what is broken lies between. */
function copy(db: Database, old: DatabaseSync, table: string): { rows: number; whole: boolean } {
  const columns = new Set(
    db.all<{ name: string }>(`SELECT name FROM pragma_table_info(?)`, table).map(({ name }) => name),
  );
  let rows = 0;
  const from = (order: string): boolean => {
    try {
      const known = old.prepare(`SELECT name FROM pragma_table_info('${table}')`).all() as { name: string }[];
      // Of an older version: what it did not have yet is empty.
      const shared = known.map(({ name }) => name).filter((name) => columns.has(name));
      if (shared.length === 0) return known.length === 0;
      const list = shared.map((name) => `"${name}"`).join(', ');
      const put = `INSERT OR IGNORE INTO "${table}" (${list}) VALUES (${shared.map(() => '?').join(', ')})`;
      const reading = old.prepare(`SELECT ${list} FROM "${table}" ${order}`);
      db.transaction(() => {
        try {
          for (const row of reading.iterate()) {
            const values = shared.map((name) => (row as Record<string, string | number | null>)[name] ?? null);
            // What a damaged page makes of a row may break the rules of its table.
            try {
              rows += db.run(put, ...values).changes;
            } catch (error) {
              if (!(error instanceof StoreError)) throw error;
            }
          }
        } catch (error) {
          if (error instanceof StoreError) throw error;
          failed = true;
        }
      });
      return !failed;
    } catch (error) {
      if (error instanceof StoreError) throw error;
      return false;
    }
  };
  let failed = false;
  if (from('')) return { rows, whole: true };
  failed = false;
  const primary = db.get<{ sql: string }>('SELECT sql FROM sqlite_schema WHERE name = ?', table)?.sql ?? '';
  if (!/WITHOUT ROWID/i.test(primary)) from('ORDER BY rowid DESC');
  return { rows, whole: false };
}

/** Brings what was taken over to fit together. */
function settle(db: Database, lost: readonly string[]): void {
  db.run(`UPDATE runs SET state = 'failed' WHERE state = 'running'`);
  // Half of how things stood would make news of the other half.
  if (['comparisons', 'standings', 'differences'].some((table) => lost.includes(table)))
    for (const table of ['differences', 'standings', 'comparisons']) db.run(`DELETE FROM ${table}`);
  db.run('DELETE FROM coverage WHERE run NOT IN (SELECT no FROM runs) OR source NOT IN (SELECT no FROM sources)');
  for (const table of ['outbox', 'told'])
    db.run(`DELETE FROM ${table} WHERE destination NOT IN (SELECT no FROM destinations)`);
  db.run(`DELETE FROM outbox WHERE announcement NOT IN (SELECT no FROM announcements WHERE state = 'current')`);
  db.run(`DELETE FROM announcements WHERE state = 'pending' OR run NOT IN (SELECT no FROM runs)`);
  for (const state of ['waiting', 'parked'])
    db.run(`UPDATE destinations SET
      ${state} = (SELECT count(*) FROM outbox WHERE destination = destinations.no AND state = '${state}'),
      ${state}_bytes = (SELECT ifnull(sum(bytes), 0) FROM outbox WHERE destination = destinations.no AND state = '${state}')`);
}
