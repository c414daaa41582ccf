import type { Copy, CopyMatch, Share } from '../contracts/store.ts';
import type { Database } from './database.ts';
import { inRun } from './inventory.ts';
import { rangesInOrder } from './walk.ts';

/** Values of a column by which others that hold them are looked for. */
const probed = 512;
/** So many of them, at least, must be held before two columns are compared. */
const fewest = 3;
/** Values that are compared, at most and at least. */
const mostCompared = 128;
const leastCompared = 20;
/** A value that more findings hold tells nothing: it is compared with no other. */
const tooCommon = 200;
/** Of the compared values, so many must be the same: the lower end of the interval that is right in 95 of 100 cases. */
const leastShare = 0.5;
/** Columns of which is remembered what can be compared. */
const mostRemembered = 2048;

/**
 * Tables whose values others hold, or that hold values of others. Of every column the values with the smallest ranks are
 * kept, and a value has the same rank everywhere: so those of the smaller column with the smallest ranks are, where the
 * larger has them at all, among those that are kept of it. Holds what is known of one table at a time.
 */
export function* copiesOf(db: Database, run: number): Generator<Copy> {
  const values = new Values(db);
  for (const table of tablesOf(db, run)) {
    const pairs = new Map<string, Pair>();
    for (const own of columnsOf(db, table)) {
      for (const other of candidatesOf(db, run, own)) {
        if (other.item === table.item || isTold(other, table)) continue;
        const match = compare(values, own, other);
        if (match === null) continue;
        const pair = pairs.get(other.item) ?? { source: other.source, path: other.path, best: new Map() };
        pairs.set(other.item, pair);
        const before = pair.best.get(own.detector);
        if (before === undefined || surenessOf(match) > surenessOf(before)) pair.best.set(own.detector, match);
      }
    }
    const ordered = [...pairs].sort(([, a], [, b]) => byText(a.source, b.source) || byText(a.path, b.path));
    for (const [other, { best }] of ordered) {
      const matches = [...best].sort(([a], [b]) => byText(a, b)).map(([, match]) => match);
      yield { item: table.item, other, matches };
    }
  }
}

/** The lower end of Wilson's interval for a share, at 95 %. */
export function atLeast({ same, compared }: Share): number {
  if (compared === 0) return 0;
  const z = 1.96;
  const rate = same / compared;
  const middle = rate + z ** 2 / (2 * compared);
  const half = z * Math.sqrt((rate * (1 - rate)) / compared + z ** 2 / (4 * compared ** 2));
  return (middle - half) / (1 + z ** 2 / compared);
}

interface Pair {
  readonly source: string;
  readonly path: string;
  /** By detector. */
  readonly best: Map<string, CopyMatch>;
}

interface TableRow {
  readonly item: string;
  readonly source: string;
  readonly path: string;
  readonly unit: number;
  readonly name: string;
  /** Different values of the column that has most of them. */
  readonly size: number;
}

/** A finding whose values can be compared. */
interface Column {
  readonly no: number;
  readonly id: string;
  readonly detector: string;
  readonly distinct_values: number;
  /** Fingerprints that are kept of them. */
  readonly kept: number;
}

interface Candidate extends Column {
  readonly item: string;
  readonly source: string;
  readonly path: string;
  /** Of the table that it is in; null in a file. */
  readonly size: number | null;
}

const pageSize = 1000;

/** How many fingerprints are kept of a finding: they are numbered from 0. */
const kept = `(SELECT position + 1 FROM fingerprints WHERE finding = findings.no ORDER BY position DESC LIMIT 1)`;
const comparable = `findings.confidence <> 'low'
  AND EXISTS (SELECT 1 FROM fingerprints WHERE finding = findings.no AND position = ${leastCompared - 1})`;
/** Of `own`: few enough findings hold the value. */
const telling = `(SELECT count(*) FROM (
  SELECT 1 FROM fingerprints AS held WHERE held.value = own.value LIMIT ${tooCommon + 1})) <= ${tooCommon}`;
const sizeOf = `(SELECT max(distinct_values) FROM findings
  WHERE findings.unit = items.unit AND findings.name = items.name AND ${comparable})`;

function* tablesOf(db: Database, run: number): Generator<TableRow> {
  for (const { source, prefix, unit, after, before } of rangesInOrder(db, run)) {
    for (let last = after ?? '', more = true; more; ) {
      const rows = db.all<{ item: string; name: string; size: number | null }>(
        `SELECT items.id AS item, items.name, ${sizeOf} AS size FROM items JOIN units ON units.no = items.unit
         WHERE items.unit = ? AND items.name > ? AND items.name < ? AND items."table" IS NOT NULL AND ${inRun}
         ORDER BY items.name LIMIT ${pageSize}`,
        ...[unit, last, before ?? new Uint8Array(0), run, run],
      );
      for (const { item, name, size } of rows) {
        if (size !== null) yield { item, source, path: prefix + name, unit, name, size };
      }
      more = rows.length === pageSize;
      last = rows.at(-1)?.name ?? last;
    }
  }
}

/** In the order in which they were recorded. */
function columnsOf(db: Database, { unit, name }: TableRow): Column[] {
  return db.all(
    `SELECT no, id, detector, distinct_values, ${kept} AS kept FROM findings
     WHERE unit = ? AND name = ? AND ${comparable} ORDER BY position`,
    ...[unit, name],
  );
}

/** What else holds some of its values: in order of source, path, and as recorded. */
function candidatesOf(db: Database, run: number, own: Column): Candidate[] {
  return db.all(
    `WITH holders AS MATERIALIZED (
       SELECT other.finding, count(*) AS same FROM fingerprints AS own CROSS JOIN fingerprints AS other
       ON other.value = own.value AND other.finding <> own.finding
       WHERE own.finding = ? AND own.position < ${probed} AND ${telling}
       GROUP BY other.finding HAVING same >= ${fewest})
     SELECT findings.no, findings.id, findings.detector, findings.distinct_values, ${kept} AS kept,
       items.id AS item, sources.name AS source, units.prefix || items.name AS path,
       CASE WHEN items."table" IS NULL THEN NULL ELSE ${sizeOf} END AS size
     FROM holders CROSS JOIN findings ON findings.no = holders.finding
     JOIN items ON items.unit = findings.unit AND items.name = findings.name
     JOIN units ON units.no = items.unit JOIN sources ON sources.no = units.source
     WHERE ${comparable} AND ${inRun} AND findings.detector = ?
     ORDER BY sources.name, path, findings.position`,
    ...[own.no, run, run, own.detector],
  );
}

/** Of two tables the larger tells of the smaller; of two of a size the first. */
function isTold(other: Candidate, table: TableRow): boolean {
  if (other.size === null) return false;
  if (other.size !== table.size) return other.size > table.size;
  return (byText(other.source, table.source) || byText(other.path, table.path)) < 0;
}

/** Null when too little is the same. */
function compare(values: Values, own: Column, other: Candidate): CopyMatch | null {
  const match = {
    detector: own.detector,
    finding: own.id,
    otherFinding: other.id,
    held: values.shareOf(own, other),
    taken: values.shareOf(other, own),
  };
  return surenessOf(match) >= leastShare ? match : null;
}

function surenessOf({ held, taken }: CopyMatch): number {
  const enough = [held, taken].filter(({ compared }) => compared >= leastCompared);
  return Math.max(0, ...enough.map(atLeast));
}

class Values {
  readonly #db: Database;
  /** By finding: the positions of the first of its values that tell something. */
  readonly #telling = new Map<number, readonly number[]>();

  constructor(db: Database) {
    this.#db = db;
  }

  /** How many values of one are among those of the other, of those that would be kept of the other if it had them. */
  shareOf(one: Column, other: Column): Share {
    const whole = other.kept >= other.distinct_values;
    const reach = whole ? mostCompared : Math.floor((one.distinct_values * other.kept) / other.distinct_values);
    const positions = this.#positions(one).filter((position) => position < reach);
    const same = this.#db.get<{ same: number }>(
      `SELECT count(*) AS same FROM json_each(?) AS at
       CROSS JOIN fingerprints AS own ON own.finding = ? AND own.position = at.value
       CROSS JOIN fingerprints AS held ON held.value = own.value AND held.finding = ?`,
      ...[JSON.stringify(positions), one.no, other.no],
    );
    return { same: same?.same ?? 0, compared: positions.length };
  }

  #positions({ no }: Column): readonly number[] {
    const known = this.#telling.get(no);
    if (known !== undefined) return known;
    const rows = this.#db.all<{ position: number }>(
      `SELECT position FROM fingerprints AS own WHERE finding = ? AND position < ${mostCompared} AND ${telling}
       ORDER BY position`,
      no,
    );
    if (this.#telling.size >= mostRemembered) this.#telling.clear();
    const positions = rows.map(({ position }) => position);
    this.#telling.set(no, positions);
    return positions;
  }
}

/** By code point, as the store orders names. */
function byText(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
