import type { RunFigures } from '../contracts/run-figures.ts';
import type { Database } from './database.ts';

/** Runs of which more is kept than numbers: a year of weeks, a quarter of days. */
const most = 100;

export function keepReport(db: Database, run: number, figures: RunFigures, content: Uint8Array): void {
  db.transaction(() => {
    db.run(
      'INSERT INTO kept_reports (run, figures, content) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET figures = ?2, content = ?3',
      ...[run, JSON.stringify(figures), content],
    );
    db.run(
      `UPDATE kept_reports SET content = NULL WHERE content IS NOT NULL
       AND run NOT IN (SELECT run FROM kept_reports ORDER BY run DESC LIMIT ${most})`,
    );
  });
}

export function keptReport(db: Database, run: number): Uint8Array | null {
  return db.get<{ content: Uint8Array | null }>('SELECT content FROM kept_reports WHERE run = ?', run)?.content ?? null;
}

/** By run, oldest first. */
export function keptFigures(db: Database): RunFigures[] {
  const rows = db.all<{ figures: string }>('SELECT figures FROM kept_reports ORDER BY run');
  return rows.map(({ figures }) => JSON.parse(figures) as RunFigures);
}
