import type { Confidence, Evidence, Finding } from '../contracts/finding.ts';
import type { Fingerprint, Safe } from '../contracts/sensitive.ts';
import type { Database } from './database.ts';
import { fromHex, toHex } from './rows.ts';

/** A finding as it is read, with the id of its item. */
export type KnownFinding = Finding & { readonly item: string };

export interface FindingRow {
  readonly no: number;
  readonly id: string;
  readonly item: string;
  readonly source: string;
  readonly prefix: string;
  readonly name: string;
  readonly position: number;
  readonly part: string;
  readonly detector: string;
  readonly category: string;
  readonly confidence: Confidence;
  readonly score: number;
  readonly count: number;
  readonly high: number;
  readonly medium: number;
  readonly low: number;
  readonly suppressed: number;
  readonly distinct_values: number;
  readonly estimated: number;
  readonly subjects_customer: number;
  readonly subjects_employee: number;
  readonly because: string;
  readonly places: string;
  readonly columns: string;
  readonly more: string | null;
}

/** What a `FindingRow` is selected from; a condition follows. */
export const selectFinding = `
  SELECT findings.*, items.id AS item, sources.name AS source, units.prefix
  FROM findings
  JOIN items ON items.unit = findings.unit AND items.name = findings.name
  JOIN units ON units.no = findings.unit JOIN sources ON sources.no = units.source`;

export function forgetFindings(db: Database, unit: number, name: string): void {
  db.run('DELETE FROM findings WHERE unit = ? AND name = ?', unit, name);
}

export function putFindings(db: Database, unit: number, name: string, findings: readonly Finding[]): void {
  for (const [position, finding] of findings.entries()) {
    const { counts, subjects } = finding;
    const { lastId } = db.run(
      putFinding,
      ...[finding.id, unit, name, position, finding.part, finding.detector, finding.category],
      ...[finding.confidence, finding.score, finding.count, counts.high, counts.medium, counts.low, counts.suppressed],
      ...[finding.distinct, finding.distinctIsEstimate ? 1 : 0, subjects.customer, subjects.employee],
      ...[JSON.stringify(finding.because), JSON.stringify(finding.at), JSON.stringify(finding.columns)],
      moreOf(finding),
    );
    for (const [at, value] of finding.fingerprints.entries()) {
      db.run('INSERT INTO fingerprints (finding, position, value) VALUES (?, ?, ?)', lastId, at, fromHex(value, 16));
    }
  }
}

/** With their fingerprints, in the order given. */
export function readFindings(db: Database, rows: readonly FindingRow[]): KnownFinding[] {
  return rows.map((row) => {
    const values = db.all<{ value: Uint8Array }>(
      'SELECT value FROM fingerprints WHERE finding = ? ORDER BY position',
      row.no,
    );
    return toFinding(
      row,
      values.map(({ value }) => toHex(value) as Fingerprint),
    );
  });
}

/** All whose id begins so, by id. */
export function findFindings(db: Database, prefix: string, limit: number): KnownFinding[] {
  const rows = db.all<FindingRow>(
    `${selectFinding} WHERE items.gone_in IS NULL AND findings.id >= ? AND findings.id < ? ORDER BY findings.id LIMIT ?`,
    ...[prefix, `${prefix}\u{10FFFF}`, limit],
  );
  return readFindings(db, rows);
}

/** Of one item, as recorded. */
export function findingsIn(db: Database, item: string): KnownFinding[] {
  const rows = db.all<FindingRow>(`${selectFinding} WHERE items.id = ? AND gone_in IS NULL ORDER BY position`, item);
  return readFindings(db, rows);
}

/** Ids of items that hold a value, by source and path. */
export function itemsWith(db: Database, fingerprint: Fingerprint): string[] {
  const rows = db.all<{ id: string }>(
    `SELECT DISTINCT items.id, sources.name, units.prefix || items.name AS path
     FROM fingerprints JOIN findings ON findings.no = fingerprints.finding
     JOIN items ON items.unit = findings.unit AND items.name = findings.name
     JOIN units ON units.no = items.unit JOIN sources ON sources.no = units.source
     WHERE fingerprints.value = ? AND items.gone_in IS NULL ORDER BY sources.name, path`,
    fromHex(fingerprint, 16),
  );
  return rows.map(({ id }) => id);
}

const putFinding = `
  INSERT INTO findings (id, unit, name, position, part, detector, category, confidence, score, count, high, medium, low,
    suppressed, distinct_values, estimated, subjects_customer, subjects_employee, because, places, columns, more)
  VALUES (${Array(22).fill('?').join(', ')})`;

function toFinding(row: FindingRow, fingerprints: readonly Fingerprint[]): KnownFinding {
  const { id, item, source, part, detector, category, confidence, score, count, high, medium, low, suppressed } = row;
  return {
    id,
    item,
    source,
    path: row.prefix + row.name,
    // It was `Safe` when it was recorded, and nothing else is.
    part: part as Safe,
    detector,
    category,
    confidence,
    score,
    count,
    counts: { high, medium, low, suppressed },
    distinct: row.distinct_values,
    distinctIsEstimate: row.estimated === 1,
    because: JSON.parse(row.because) as Evidence[],
    at: JSON.parse(row.places) as Safe[],
    columns: JSON.parse(row.columns) as Safe[],
    subjects: { customer: row.subjects_customer, employee: row.subjects_employee },
    fingerprints,
    ...(row.more === null ? {} : (JSON.parse(row.more) as More)),
  };
}

/** What few findings have. */
type More = Pick<Finding, 'column' | 'register'>;

function moreOf({ column, register }: Finding): string | null {
  if (column === undefined && register === undefined) return null;
  return JSON.stringify({ column, register } satisfies { [key in keyof More]: More[key] | undefined });
}
