import type { Report } from '../../../agent/contracts/report.ts';
import { count } from '../figures.ts';
import { statusWords } from '../words.ts';
import { daysCell, placeCell, whatCell, whyCell } from './cells.ts';
import { bars } from './charts.ts';
import type { Gathered } from './gather.ts';
import { section } from './section.ts';
import { table } from './table.ts';

/** What has overstayed, by year and by rule; what perhaps has, and what cannot be told. */
export function retentionSection(report: Report, { overdue }: Gathered): string {
  const { summary } = report;
  const rules = summary.byRule.filter(({ type }) => type === 'retention');
  if (rules.length === 0) return '';
  const parts = [
    '<p>A finding is called overdue only when even the latest plausible date is past due; otherwise a person decides.</p>',
    summary.overdueByYear.length === 0 ? '<p>Nothing is past its date.</p>' : yearChart(report),
    table({
      id: 'retention-rules',
      title: 'By rule',
      columns: [{ name: 'Rule', kind: 'w' }, { name: 'Says' }, { name: 'Result' }, { name: 'Findings', kind: 'n' }],
      rows: rules.map(({ rule, status, result, verdicts }) => [
        rule ?? 'no rule',
        statusWords('retention', status),
        result,
        verdicts,
      ]),
    }),
  ];
  if (overdue.seen > 0) {
    parts.push(
      table({
        id: 'overdue',
        title: 'Longest overdue first',
        columns: [
          { name: 'Since', kind: 'd' },
          { name: 'Days', kind: 'n' },
          { name: 'Place', kind: 'wide' },
          { name: 'What', kind: 'w' },
          { name: 'Why', kind: 'wide' },
        ],
        rows: overdue.rows.map((verdict) => [
          verdict.since ?? 'not known',
          daysCell(verdict),
          placeCell(verdict.of),
          whatCell(verdict.of, report),
          whyCell({ ...verdict, since: null, risk: null }, report),
        ]),
        of: overdue.seen,
        rowsAre: 'findings past their date',
      }),
    );
  }
  return section('retention', 'Kept too long', parts.join('\n'));
}

function yearChart({ summary }: Report): string {
  return bars(
    'overdue-years',
    'Findings past their date, by the year since when (strong: certainly, faint: perhaps)',
    summary.overdueByYear.map(({ year, overdue, possibly }) => ({
      name: year === '' ? 'not known' : year,
      label: possibly === 0 ? count(overdue) : `${count(overdue)} and perhaps ${count(possibly)}`,
      pieces: [
        { name: 'overdue', value: overdue, fill: 'bar' },
        { name: 'perhaps', value: possibly, fill: 'bar2' },
      ],
    })),
    90,
  );
}
