import type { Report } from '../../../agent/contracts/report.ts';
import { placeCell, severityCell, whatCell, whyCell } from './cells.ts';
import { folders } from './folders.ts';
import type { Gathered } from './gather.ts';
import { section } from './section.ts';
import { table } from './table.ts';

/** Violations, gravest first. */
export function violationsSection(report: Report, { violations }: Gathered): string {
  const inner =
    violations.seen === 0
      ? `<p>${report.total.read + report.total.partly === 0 ? 'Nothing was read, so nothing can be said.' : 'Nothing that was read breaks the policy.'}</p>`
      : [
          folders('violation-folders', 'Where they are', 'Folders, worst first.', report.summary.places, report),
          table({
            id: 'violations',
            title: 'Violations, gravest first',
            about: 'Risk and compliance are two things: a low risk can be a plain violation.',
            columns: [
              { name: 'Severity' },
              { name: 'Risk', kind: 'n' },
              { name: 'Place', kind: 'wide' },
              { name: 'What', kind: 'w' },
              { name: 'Why', kind: 'wide' },
            ],
            rows: violations.rows.map((verdict) => [
              severityCell(verdict.severity),
              verdict.risk?.score ?? null,
              placeCell(verdict.of),
              whatCell(verdict.of, report),
              whyCell(verdict, report),
            ]),
            of: violations.seen,
            rowsAre: 'violations',
          }),
        ].join('\n');
  return section('violations', 'Violations', inner);
}
