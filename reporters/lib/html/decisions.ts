import type { Report } from '../../../agent/contracts/report.ts';
import { count, several } from '../figures.ts';
import { statusWords } from '../words.ts';
import { placeCell, whatCell, whyCell } from './cells.ts';
import type { Gathered } from './gather.ts';
import { section } from './section.ts';
import { table } from './table.ts';

/** Approvals, holds and exceptions that made a difference; and what a person has to decide. */
export function decisionsSection(report: Report, { open }: Gathered): string {
  const { summary } = report;
  const applied = summary.byRule.filter(({ type, status, rule }) => {
    return (
      rule !== null &&
      (status === 'exception' || status.includes('hold') || (type === 'location' && status === 'approved'))
    );
  });
  const parts: string[] = [];
  if (open.seen > 0) {
    parts.push(
      table({
        id: 'open',
        title: 'For a person to decide',
        about: `${several(summary.byResult.review, 'finding')} to review, ${count(summary.byResult.unknown)} where a fact is missing.`,
        columns: [
          { name: 'Result' },
          { name: 'Place', kind: 'wide' },
          { name: 'What', kind: 'w' },
          { name: 'Why', kind: 'wide' },
        ],
        rows: open.rows.map((verdict) => [
          verdict.result,
          placeCell(verdict.of),
          whatCell(verdict.of, report),
          whyCell(verdict, report),
        ]),
        of: open.seen,
        rowsAre: 'findings to decide on',
      }),
    );
  }
  parts.push(
    applied.length === 0
      ? '<p>No approval, hold or exception applied.</p>'
      : table({
          id: 'applied',
          title: 'Approvals, holds and exceptions that applied',
          columns: [
            { name: 'In the policy', kind: 'w' },
            { name: 'Meaning' },
            { name: 'Rule' },
            { name: 'Result' },
            { name: 'Findings', kind: 'n' },
          ],
          rows: applied.map(({ rule, type, status, result, verdicts }) => [
            rule,
            statusWords(type, status),
            type,
            result,
            verdicts,
          ]),
        }),
  );
  return section('decisions', 'Decisions', parts.join('\n'));
}
