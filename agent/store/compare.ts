import type { Database } from './database.ts';
import {
  type Events,
  type Fate,
  howDifferent,
  type Stand,
  whyClosed,
  whyGone,
  whyOpened,
} from './difference-reason.ts';
import { inRun } from './inventory.ts';

/** Comparisons that are kept of a source: a year and more of nights. */
const kept = 400;
const pageSize = 1000;

/** A row of `standings`. */
interface Known extends Stand {
  readonly finding: string;
  readonly item: string;
  readonly part: string;
  readonly detector: string;
  readonly category: string;
  /** Number of its source. */
  readonly source: number;
}

interface Present extends Known {
  readonly no: number;
  readonly first_in: number | null;
  readonly changed_in: number | null;
  readonly recipe_in: number | null;
  readonly covered_in: number | null;
  readonly facts_in: number | null;
}

/**
 * Compares how every finding of a finished run stands with how it stood at the last comparison of its source, and keeps
 * what is different. In a transaction, that of the judgement where there is one. Memory does not grow with the run: what
 * is as it was is passed over by the database.
 *
 * @param judgement null for a run that is not judged: every finding is open then
 */
export function compareRun(db: Database, run: number, judgement: number | null, policyHash: string | null): void {
  db.exec(scratch);
  if (judgement !== null) db.run(fillJudged, judgement);
  for (const { source } of db.all<{ source: number }>(
    'SELECT DISTINCT source FROM units WHERE seen_in = ? ORDER BY source',
    run,
  )) {
    new Comparison(db, run, source, judgement !== null, policyHash).make();
  }
  db.exec(noScratch);
}

class Comparison {
  readonly #db: Database;
  readonly #run: number;
  readonly #source: number;
  readonly #judged: boolean;
  /** Null at the first run of the source. */
  readonly #since: number | null;
  readonly #policy: boolean;
  readonly #no: number;
  readonly #leftOut = new Map<string, boolean>();

  constructor(db: Database, run: number, source: number, judged: boolean, policyHash: string | null) {
    this.#db = db;
    this.#run = run;
    this.#source = source;
    this.#judged = judged;
    const last = db.get<{ run: number; policy_hash: string | null }>(
      'SELECT run, policy_hash FROM comparisons WHERE source = ? ORDER BY no DESC LIMIT 1',
      source,
    );
    this.#since = last?.run ?? null;
    this.#policy = last !== undefined && last.policy_hash !== policyHash;
    this.#no = db.run(
      'INSERT INTO comparisons (run, source, since, policy_hash) VALUES (?, ?, ?, ?)',
      ...[run, source, this.#since, policyHash],
    ).lastId;
  }

  make(): void {
    const values = [this.#judged ? 1 : 0, this.#source, this.#run, this.#run, this.#run];
    if (this.#since === null) this.#db.run(putAll, ...values);
    else {
      this.#db.run('DELETE FROM temp.present');
      this.#db.run(fillPresent, ...values);
      for (const now of this.#pages<Present>('present')) this.#take(now);
      this.#db.run('DELETE FROM temp.missing');
      this.#db.run(fillMissing, this.#source, this.#run, this.#run);
      for (const was of this.#pages<Known & { no: number }>('missing')) this.#lose(was);
    }
    this.#db.run(
      'UPDATE comparisons SET open = (SELECT count(*) FROM standings WHERE source = ? AND open = 1) WHERE no = ?',
      ...[this.#source, this.#no],
    );
    this.#forgetOld();
  }

  *#pages<Row extends { readonly no: number }>(table: 'present' | 'missing'): Generator<Row> {
    for (let after = 0, more = true; more; ) {
      const rows = this.#db.all<Row>(
        `SELECT rowid AS no, * FROM temp.${table} WHERE rowid > ? ORDER BY rowid LIMIT ${pageSize}`,
        after,
      );
      yield* rows;
      more = rows.length === pageSize;
      after = rows.at(-1)?.no ?? after;
    }
  }

  #take(now: Present): void {
    const was = this.#db.get<Known>('SELECT * FROM standings WHERE finding = ?', now.finding) ?? null;
    const events = this.#eventsOf(now);
    if (now.open === 1 && was?.open !== 1) this.#put('new', whyOpened(was, now, events, this.#policy), was, now);
    else if (now.open === 0 && was?.open === 1) this.#put('gone', whyClosed(was, now, events, this.#policy), was, now);
    else if (was !== null && was.open === 1) {
      const different = howDifferent(was, now);
      if (different !== null) this.#put('still', different, was, now);
    }
    this.#db.run(
      putStanding,
      ...[now.finding, now.item, this.#source, now.path, now.part, now.detector, now.category, now.is_table],
      ...[now.count, now.score, now.exposure, now.result, now.severity, now.type, now.status, now.excepted, now.open],
    );
  }

  /** A finding that the run does not have. */
  #lose(was: Known): void {
    const item = this.#db.get<Omit<Present, keyof Known> & { gone: number; here: number; status: string }>(
      `SELECT gone_in IS NOT NULL AS gone, ${inRun} AS here, status, first_in, changed_in, recipe_in, covered_in, facts_in
       FROM items JOIN units ON units.no = items.unit WHERE items.id = ?`,
      ...[this.#run, this.#run, was.item],
    );
    const fate: Fate =
      item === undefined || item.gone === 1
        ? this.#isLeftOut(was.path)
          ? 'left_out'
          : 'gone'
        : item.here === 0 || item.status !== 'read'
          ? 'not_read'
          : 'read';
    if (was.open === 1) {
      this.#put('gone', whyGone(fate, item === undefined ? nothing : this.#eventsOf(item)), was, null);
    }
    if (fate === 'not_read' || fate === 'left_out')
      this.#db.run('UPDATE standings SET covered = 0, open = 0 WHERE finding = ?', was.finding);
    else this.#db.run('DELETE FROM standings WHERE finding = ?', was.finding);
  }

  #eventsOf(item: Omit<Present, keyof Known>): Events {
    const since = this.#since ?? 0;
    const is = (run: number | null) => run !== null && run > since;
    return {
      added: is(item.first_in),
      changed: is(item.changed_in),
      recipe: is(item.recipe_in),
      covered: is(item.covered_in),
      facts: is(item.facts_in),
    };
  }

  /** Whether a folder around it is left out now: it stands in the ledger with a slash behind its name. */
  #isLeftOut(path: string): boolean {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    if (folder === '') return false;
    const known = this.#leftOut.get(folder);
    if (known !== undefined) return known;
    const parent = folder.slice(0, folder.lastIndexOf('/') + 1);
    const answer =
      this.#db.get(
        `SELECT 1 FROM units JOIN items ON items.unit = units.no
         WHERE units.source = ? AND units.prefix = ? AND items.name = ? AND status = 'excluded' AND ${inRun}`,
        ...[this.#source, parent, `${folder.slice(parent.length)}/`, this.#run, this.#run],
      ) !== undefined || this.#isLeftOut(folder);
    if (this.#leftOut.size > 10_000) this.#leftOut.clear();
    this.#leftOut.set(folder, answer);
    return answer;
  }

  #put(kind: string, because: string, was: Known | null, now: Known | null): void {
    const of = (now ?? was) as Known;
    this.#db.run(
      `INSERT INTO differences (comparison, path, part, finding, kind, because, item, detector, category, is_table, was,
         now, was_open) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[this.#no, of.path, of.part, of.finding, kind, because, of.item, of.detector, of.category, of.is_table],
      ...[was === null ? null : this.#standing(was), now === null ? null : this.#standing(now), was?.open ?? 0],
    );
  }

  #standing({ source: no, path, count, result, severity, type, status }: Known): string {
    const source = this.#db.get<{ name: string }>('SELECT name FROM sources WHERE no = ?', no)?.name ?? '';
    return JSON.stringify({ source, path, count, result, severity, type, status });
  }

  #forgetOld(): void {
    const old = this.#db.all<{ no: number }>(
      `SELECT no FROM comparisons WHERE source = ? ORDER BY no DESC LIMIT -1 OFFSET ${kept}`,
      this.#source,
    );
    for (const { no } of old) {
      this.#db.run('DELETE FROM differences WHERE comparison = ?', no);
      this.#db.run('DELETE FROM comparisons WHERE no = ?', no);
    }
  }
}

const nothing: Events = { added: false, changed: false, recipe: false, covered: false, facts: false };

const scratch = `
  DROP TABLE IF EXISTS temp.judged; DROP TABLE IF EXISTS temp.present; DROP TABLE IF EXISTS temp.missing;
  CREATE TEMP TABLE judged (finding TEXT PRIMARY KEY, result TEXT, severity TEXT, type TEXT, status TEXT, excepted INTEGER)
    WITHOUT ROWID;
  CREATE TEMP TABLE present (finding, item, path, part, detector, category, is_table, count, score, exposure, result,
    severity, type, status, excepted, open, covered, source, first_in, changed_in, recipe_in, covered_in, facts_in);
  CREATE TEMP TABLE missing (finding, item, path, part, detector, category, is_table, count, score, exposure, result,
    severity, type, status, excepted, open, covered, source);`;
const noScratch = 'DROP TABLE temp.judged; DROP TABLE temp.present; DROP TABLE temp.missing;';

/** Of each finding the worst verdict: SQLite takes the other columns from the row that has the smallest. */
const fillJudged = `
  INSERT INTO temp.judged SELECT finding, result, severity, type, status, excepted FROM (
    SELECT finding, result, severity, type, status, sum(status = 'exception') > 0 AS excepted,
      min(CASE result WHEN 'violation' THEN '0' WHEN 'review' THEN '1' WHEN 'unknown' THEN '2' ELSE '3' END || type)
    FROM verdicts WHERE judgement = ? GROUP BY finding)`;

/** ?1: whether the run was judged. */
const isOpen = `iif(?1 = 1, ifnull(judged.result IN ('violation', 'review'), 0), 1)`;
const fromPresent = `
  FROM findings CROSS JOIN items ON items.unit = findings.unit AND items.name = findings.name
  CROSS JOIN units ON units.no = items.unit
  LEFT JOIN temp.judged ON judged.finding = findings.id`;
const whichPresent = `units.source = ?2 AND units.seen_in = ?3 AND findings.count > 0
  AND items.gone_in IS NULL AND (items.seen_in = ?4 OR units.whole_in = ?5)`;
const presentColumns = `items."table" IS NOT NULL AS is_table, findings.count, findings.score, items.exposure,
  judged.result, judged.severity, judged.type, judged.status, ifnull(judged.excepted, 0) AS excepted, ${isOpen} AS open`;

const fillPresent = `
  INSERT INTO temp.present
  SELECT findings.id, items.id, units.prefix || items.name, findings.part, findings.detector, findings.category,
    ${presentColumns}, 1, units.source, items.first_in, items.changed_in, items.recipe_in, items.covered_in, items.facts_in
  ${fromPresent}
  LEFT JOIN standings AS was ON was.finding = findings.id
  WHERE ${whichPresent} AND (was.finding IS NULL
    OR (was.source, was.path, was.item, was.count, was.score, was.exposure, was.covered, was.open, was.excepted)
      <> (units.source, units.prefix || items.name, items.id, findings.count, findings.score, items.exposure, 1, ${isOpen},
        ifnull(judged.excepted, 0))
    OR was.result IS NOT judged.result OR was.severity IS NOT judged.severity OR was.type IS NOT judged.type
    OR was.status IS NOT judged.status)`;

const standingColumns = `finding, item, source, path, part, detector, category, is_table, count, score, exposure, result,
  severity, type, status, excepted, open, covered`;

/** At the first run of a source: all of it stands as it stands. */
const putAll = `
  INSERT OR REPLACE INTO standings (${standingColumns})
  SELECT findings.id, items.id, ?2, units.prefix || items.name, findings.part, findings.detector, findings.category,
    ${presentColumns}, 1
  ${fromPresent} WHERE ${whichPresent}`;

const putStanding = `
  INSERT OR REPLACE INTO standings (${standingColumns}) VALUES (${Array(17).fill('?').join(', ')}, 1)`;

const fillMissing = `
  INSERT INTO temp.missing
  SELECT finding, item, path, part, detector, category, is_table, count, score, exposure, result, severity, type, status,
    excepted, open, covered, source
  FROM standings WHERE source = ? AND NOT EXISTS (
    SELECT 1 FROM findings JOIN items ON items.unit = findings.unit AND items.name = findings.name
    JOIN units ON units.no = items.unit
    WHERE findings.id = standings.finding AND findings.count > 0 AND ${inRun})`;
