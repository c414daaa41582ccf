import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SQLInputValue } from 'node:sqlite';
import type { ListedFinding, ListedPlace, ListQuery, Lists, Page } from '../contracts/lists.ts';
import { severities } from '../contracts/rule.ts';
import { Database } from './database.ts';
import { StoreError } from './error.ts';
import { Runs } from './runs.ts';
import { checkVersion, readScripts } from './schema.ts';

/**
 * Opens the lists of a state folder. Light on purpose: who types a command waits for it.
 * @throws StoreError as `openStore` does for reading
 */
export function openLists(dir: string): Lists {
  const folder = resolve(dir);
  const file = join(folder, 'wayward.db');
  if (!existsSync(file)) {
    throw new StoreError(
      'missing',
      `${folder} holds no store yet. "wayward scan" makes one; --state names another folder.`,
    );
  }
  const db = new Database(file, { readOnly: true });
  try {
    if (checkVersion(db, file) < readScripts().length) {
      throw new StoreError('unusable', `${file} was made by an older Wayward. The next scan brings it up to date.`);
    }
    return new SqliteLists(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

class SqliteLists implements Lists {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
    // One state for the rows and their number, whatever a scan does meanwhile.
    db.exec('BEGIN');
  }

  runs() {
    return new Runs(this.#db).all();
  }

  sources() {
    return this.#db.all<{ name: string }>('SELECT name FROM sources ORDER BY name').map(({ name }) => name);
  }

  findings(query: ListQuery): Page<ListedFinding> {
    const { where, values } = this.#where(query, byGravity);
    const total = this.#db.get<{ n: number }>(`SELECT count(*) AS n FROM standings WHERE ${where}`, ...values)?.n ?? 0;
    const rows = this.#db.all<Omit<ListedFinding, 'isTable' | 'column'> & { is_table: number; more: string | null }>(
      `SELECT finding, item, (SELECT name FROM sources WHERE no = source) AS source, path, part, is_table, detector,
         category, count, score, exposure, result, severity, type, status,
         (SELECT more FROM findings WHERE id = finding) AS more
       FROM standings WHERE ${where} ORDER BY gravity, count DESC, finding LIMIT ? OFFSET ?`,
      ...[...values, query.limit, query.offset],
    );
    return {
      total,
      rows: rows.map(({ is_table, more, ...row }) => ({ ...row, isTable: is_table === 1, ...columnOf(more) })),
    };
  }

  places(query: ListQuery): Page<ListedPlace> {
    const { where, values } = this.#where(query, byFolder);
    const rows = this.#db.all<PlaceRow>(
      `SELECT (SELECT name FROM sources WHERE no = source) AS name, folder, max(is_table) AS is_table,
         count(DISTINCT item) AS items, count(*) AS findings, sum(count) AS matches, sum(gravity < 5) AS violations,
         sum(gravity = 6) AS reviews, min(gravity) AS worst, count(*) OVER () AS total
       FROM standings WHERE ${where}
       GROUP BY source, folder ORDER BY worst, violations DESC, matches DESC, name, folder LIMIT ? OFFSET ?`,
      ...[...values, query.limit, query.offset],
    );
    const total = rows[0]?.total ?? (query.offset === 0 ? 0 : this.places({ ...query, offset: 0, limit: 1 }).total);
    return { total, rows: rows.map(toPlace) };
  }

  /**
   * @param indexed columns that an index in the order of the list holds. When others are asked for, the table is read
   *   from end to end (`+`): to look up every row of the index in it takes ten times as long.
   */
  #where(query: ListQuery, indexed: readonly string[]): { readonly where: string; readonly values: SQLInputValue[] } {
    const conditions = [...this.#conditions(query)];
    const whole = conditions.some(({ column }) => !indexed.includes(column));
    const parts = [whole ? '+covered = 1' : 'covered = 1', ...conditions.map(({ sql }) => sql)];
    return { where: parts.join(' AND '), values: conditions.flatMap(({ values }) => values) };
  }

  *#conditions(query: ListQuery): Generator<Condition> {
    const { categories = [], detectors = [], results = [], statuses = [] } = query;
    if (categories.length > 0) yield underAny('category', categories);
    if (detectors.length > 0) yield underAny('detector', detectors);
    if (query.severity !== undefined) {
      yield { column: 'gravity', sql: 'gravity <= ?', values: [severities.indexOf(query.severity)] };
    }
    if (results.length > 0) {
      const grades = results.flatMap((result) => gravities[result]);
      yield { column: 'gravity', sql: `gravity IN (${grades.join(', ')})`, values: [] };
    }
    if (statuses.length > 0) {
      yield { column: 'status', sql: `status IN (${statuses.map(() => '?').join(', ')})`, values: [...statuses] };
    }
    if (query.since !== undefined) yield { column: 'open', sql: openSince, values: [query.since, query.since] };
    if (query.place === undefined) return;
    const { source, below, matches } = query.place;
    if (source !== null) {
      yield { column: 'source', sql: 'source = (SELECT no FROM sources WHERE name = ?)', values: [source] };
    }
    // Asked first: a function of ours costs more than a comparison.
    if (below !== '') yield { column: 'path', sql: '(path >= ? AND path < ?)', values: [below, after(below)] };
    if (matches === null) return;
    this.#db.define('in_place', (path) => (matches(String(path)) ? 1 : 0));
    yield { column: 'path', sql: 'in_place(path)', values: [] };
  }

  [Symbol.dispose](): void {
    this.#db.close();
  }
}

interface Condition {
  readonly column: string;
  readonly sql: string;
  readonly values: SQLInputValue[];
}

const byGravity = ['gravity'];
const byFolder = ['gravity', 'source', 'category'];

/** As the trigger of sql/0011-lists.sql grades them. */
const gravities: Readonly<Record<NonNullable<ListQuery['results']>[number], readonly number[]>> = {
  violation: [0, 1, 2, 3, 4],
  review: [6],
  unknown: [7],
  none: [8],
  allowed: [9],
};

function underAny(column: 'category' | 'detector', prefixes: readonly string[]): Condition {
  // `/` follows the dot: between the two stands all that begins with the prefix and a dot.
  const one = `(${column} = ? OR (${column} > ? AND ${column} < ?))`;
  const values = prefixes.flatMap((prefix) => [prefix, `${prefix}.`, `${prefix}/`]);
  return { column, sql: `(${prefixes.map(() => one).join(' OR ')})`, values };
}

/** What stands behind all that begins with a text. */
function after(text: string): string {
  return `${text}\u{10FFFF}`;
}

/** Of a source whose first run was then or later, all that is open; of the others what was told as new. */
const openSince = `open = 1 AND (
  source IN (SELECT source FROM comparisons WHERE since IS NULL AND run >= ?)
  OR finding IN (
    SELECT finding FROM comparisons JOIN differences ON differences.comparison = comparisons.no
    WHERE kind = 'new' AND run >= ?))`;

function columnOf(more: string | null): Pick<ListedFinding, 'column'> {
  const { column } = more === null ? {} : (JSON.parse(more) as Pick<ListedFinding, 'column'>);
  return column === undefined ? {} : { column };
}

interface PlaceRow {
  readonly name: string;
  readonly folder: string;
  readonly is_table: number;
  readonly items: number;
  readonly findings: number;
  readonly matches: number;
  readonly violations: number;
  readonly reviews: number;
  readonly worst: number;
  readonly total: number;
}

function toPlace({ name, is_table, worst, total: _, ...row }: PlaceRow): ListedPlace {
  return { ...row, source: name, isTable: is_table === 1, worst: severities[worst] ?? null };
}
