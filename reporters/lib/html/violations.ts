import { placeCell, severityCell, whatCell, whyCell } from './cells.ts';
import { type Page, section } from './page.ts';
import { table } from './table.ts';

/** Violations one by one, gravest first; where there is none, nothing. */
export function violationsSection(page: Page): string {
  const { report, t, rows } = page;
  const { violations } = report.lists;
  if (violations.seen === 0) return '';
  return section('violations', t.sections.violations, [
    table(
      {
        id: 'violations',
        title: t.violations.title,
        columns: t.violations.columns,
        kinds: ['', 'n', 'wide', 'w', 'wide'],
        rows: violations.rows
          .slice(0, rows)
          .map((verdict) => [
            severityCell(verdict.severity, page),
            verdict.risk?.score ?? null,
            placeCell(verdict.of, page),
            whatCell(verdict.of, page),
            whyCell(verdict, page),
          ]),
        of: violations.seen,
        rowsAre: t.violations.word,
      },
      t,
    ),
  ]);
}
