import type { Database } from './database.ts';

/**
 * A run that finished has met every folder there is: what its sources hold of other folders is gone, unless a folder
 * that could not be listed hides it.
 */
export function forgetUnmet(db: Database, run: number): void {
  for (const { source } of db.all<{ source: number }>('SELECT DISTINCT source FROM units WHERE seen_in = ?', run)) {
    const hidden = db
      .all<{ path: string }>(
        'SELECT path FROM gaps JOIN units ON units.no = gaps.unit WHERE units.source = ? AND found_in = ?',
        ...[source, run],
      )
      .map(({ path }) => (path === '' ? '' : `${path}/`));
    for (const { no, prefix } of unmetUnits(db, run, source)) {
      if (hidden.some((gap) => prefix.startsWith(gap))) continue;
      db.run('UPDATE units SET digest = NULL, same_in = NULL WHERE no = ?', no);
      db.run('UPDATE items SET gone_in = ? WHERE unit = ? AND gone_in IS NULL', run, no);
    }
  }
}

/** Those that still hold something. */
function unmetUnits(db: Database, run: number, source: number): { no: number; prefix: string }[] {
  return db.all(
    `SELECT no, prefix FROM units WHERE source = ? AND seen_in <> ?
       AND EXISTS (SELECT 1 FROM items WHERE items.unit = units.no AND gone_in IS NULL)`,
    ...[source, run],
  );
}
