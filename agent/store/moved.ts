import type { Origin } from '../contracts/store.ts';
import type { Database } from './database.ts';
import { dropLostShards } from './shards.ts';

/** Items that are gone keep their findings until the end of the run that finishes: they may turn up elsewhere. */
const lastFinished = `ifnull((SELECT max(no) FROM runs WHERE state = 'finished'), 0)`;

/** Items of a source with this inode that the run has not met where they were. */
export function originsOf(
  db: Database,
  run: number,
  source: string,
  inode: bigint,
  recipe: (no: number) => string,
): Origin[] {
  const rows = db.all<Omit<Origin, 'path' | 'recipe'> & { prefix: string; name: string; recipe: number }>(
    `SELECT units.prefix, items.name, items.id, signature, recipe, status, excluded, traits, kind, birthtime
     FROM items JOIN units ON units.no = items.unit
     WHERE items.inode = ? AND units.source = (SELECT no FROM sources WHERE name = ?) AND ifnull(excluded, 'kind') = 'kind'
       AND (gone_in > ${lastFinished} OR (gone_in IS NULL AND items.seen_in <> ? AND units.whole_in IS NOT ?))
     ORDER BY items.unit, items.name`,
    ...[inode, source, run, run],
  );
  return rows.map(({ prefix, name, recipe: no, ...of }) => ({ ...of, path: prefix + name, recipe: recipe(no) }));
}

/** Puts a known item, with what was found in it, to another place. In a transaction. */
export function relocate(db: Database, id: string, unit: number, name: string): void {
  const from = db.get<{ unit: number; name: string }>('SELECT unit, name FROM items WHERE id = ?', id);
  if (from === undefined || (from.unit === unit && from.name === name)) return;
  db.exec('PRAGMA defer_foreign_keys = ON');
  db.run('UPDATE units SET digest = NULL, same_in = NULL WHERE no = ?', from.unit);
  // What was there before is gone.
  db.run('DELETE FROM items WHERE unit = ? AND name = ?', unit, name);
  db.run(
    'UPDATE items SET unit = ?, name = ?, gone_in = NULL WHERE unit = ? AND name = ?',
    ...[unit, name, from.unit, from.name],
  );
  db.run('UPDATE findings SET unit = ?, name = ? WHERE unit = ? AND name = ?', unit, name, from.unit, from.name);
}

interface Pair {
  readonly no: number;
  readonly hash: string;
  readonly old_id: string;
  readonly old_name: string;
  readonly new_id: string;
  readonly new_name: string;
}

/**
 * Items that the run met for the first time, with the content of one that it met no more: the same, elsewhere. It takes
 * its id, and its findings theirs. Where several have that content, those of the same name belong together, and one that
 * is left to one.
 *
 * @param findingId what an item's finding is called
 */
export function adoptMoved(
  db: Database,
  run: number,
  findingId: (item: string, part: string, detector: string) => string,
): void {
  db.exec(`
    DROP TABLE IF EXISTS temp.moved;
    CREATE TEMP TABLE moved AS
      SELECT hex(old.content_hash) AS hash, old.id AS old_id, old.name AS old_name, new.id AS new_id, new.name AS new_name
      FROM items AS old INDEXED BY items_gone CROSS JOIN items AS new ON new.content_hash = old.content_hash
      WHERE old.gone_in > ${lastFinished} AND old.bytes > 0
        AND new.gone_in IS NULL AND new.first_in > ${lastFinished} AND new.first_in <= ${run}
      ORDER BY old.content_hash, old.id, new.id;`);
  for (const pairs of groupsOf(db)) {
    for (const [from, to] of matched(pairs)) adopt(db, from, to, findingId);
  }
  db.exec('DROP TABLE temp.moved');
}

/** Of each content: those that are gone, with those that are new. */
function* groupsOf(db: Database): Generator<Pair[]> {
  let group: Pair[] = [];
  for (let after = 0, more = true; more; ) {
    const rows = db.all<Pair>('SELECT rowid AS no, * FROM temp.moved WHERE rowid > ? ORDER BY rowid LIMIT 1000', after);
    for (const row of rows) {
      // A thousand copies of one thing tell nothing of which is which.
      if (group[0] !== undefined && group[0].hash !== row.hash) {
        yield group;
        group = [];
      }
      if (group.length < mostCopies) group.push(row);
    }
    more = rows.length === 1000;
    after = rows.at(-1)?.no ?? after;
  }
  if (group.length > 0) yield group;
}

const mostCopies = 10_000;

function* matched(pairs: readonly Pair[]): Generator<readonly [string, string]> {
  const old = new Map(pairs.map(({ old_id, old_name }) => [old_id, old_name]));
  const fresh = new Map(pairs.map(({ new_id, new_name }) => [new_id, new_name]));
  const byName = Map.groupBy(fresh, ([, name]) => name);
  for (const [name, from] of Map.groupBy(old, ([, of]) => of)) {
    const to = byName.get(name) ?? [];
    if (from.length !== 1 || to.length !== 1) continue;
    const [[oldId], [newId]] = [from[0]!, to[0]!];
    old.delete(oldId);
    fresh.delete(newId);
    yield [oldId, newId];
  }
  const [[oldId], [newId]] = [[...old.keys()], [...fresh.keys()]];
  if (old.size === 1 && fresh.size === 1 && oldId !== undefined && newId !== undefined) yield [oldId, newId];
}

function adopt(
  db: Database,
  oldId: string,
  newId: string,
  findingId: (item: string, part: string, detector: string) => string,
): void {
  const old = db.get<Record<string, number | null>>(
    'SELECT first_in, changed_in, covered_in FROM items WHERE id = ?',
    oldId,
  );
  db.run('DELETE FROM items WHERE id = ?', oldId);
  db.run(
    'UPDATE items SET id = ?, first_in = ?, changed_in = ?, covered_in = ? WHERE id = ?',
    ...[oldId, old?.['first_in'] ?? null, old?.['changed_in'] ?? null, old?.['covered_in'] ?? null, newId],
  );
  const findings = db.all<{ no: number; part: string; detector: string }>(
    `SELECT findings.no, part, detector FROM items JOIN findings ON findings.unit = items.unit AND findings.name = items.name
     WHERE items.id = ?`,
    oldId,
  );
  for (const { no, part, detector } of findings)
    db.run('UPDATE findings SET id = ? WHERE no = ?', findingId(oldId, part, detector), no);
}

/** The findings and fingerprints of what is gone. */
export function forgetGone(db: Database): void {
  db.run(
    `DELETE FROM findings WHERE no IN (
       SELECT findings.no FROM items INDEXED BY items_gone CROSS JOIN findings ON findings.unit = items.unit AND findings.name = items.name
       WHERE items.gone_in > ${lastFinished})`,
  );
  dropLostShards(db);
}

/** The same, of what a run that was taken up again has lost. */
export function forgetLost(db: Database, run: number): void {
  db.run(
    `DELETE FROM findings WHERE no IN (
       SELECT findings.no FROM items JOIN findings ON findings.unit = items.unit AND findings.name = items.name
       WHERE items.gone_in = ?)`,
    run,
  );
  dropLostShards(db);
}
