import type { Report } from '../../../agent/contracts/report.ts';
import type { RowsJudged } from '../../../agent/contracts/table.ts';
import { html } from '../escape.ts';
import { count, several } from '../figures.ts';
import { queryLine, statusWords } from '../words.ts';
import { daysCell, placeCell, whatCell, whyCell } from './cells.ts';
import { bars } from './charts.ts';
import type { Gathered } from './gather.ts';
import { section } from './section.ts';
import { clip, type Markup, table } from './table.ts';

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
  if (summary.rows.tables > 0) parts.push(...tables(report));
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

/** Rows of tables that have had their time, and how a database administrator finds them. */
function tables({ summary: { rows } }: Report): string[] {
  const of = `${count(rows.rows)} rows in ${several(rows.tables, 'table')} that a retention rule dates`;
  if (rows.total === 0) return [`<p>None of ${of} is known to be overdue.</p>`];
  const perhaps = rows.possibly === 0 ? '' : `, and perhaps ${count(rows.possibly)} more`;
  return [
    `<p><strong>${count(rows.overdue)} of ${of} are overdue${perhaps}.</strong> A row without a date is never called overdue.</p>`,
    bars(
      'overdue-rows',
      'Rows past their last day, by the year of their date',
      rows.byYear.map(({ year, rows: some }) => ({
        name: year,
        label: count(some),
        pieces: [{ name: year, value: some, fill: 'bar' }],
      })),
      90,
    ),
    table({
      id: 'overdue-tables',
      title: 'Tables with rows past their last day',
      about: 'Several columns and rules can speak of the same rows: each table is told by the rule that finds most.',
      columns: [
        { name: 'Table', kind: 'wide' },
        { name: 'Overdue', kind: 'n' },
        { name: 'Perhaps', kind: 'n' },
        { name: 'Rows', kind: 'n' },
        { name: 'No date', kind: 'n' },
        { name: 'Oldest', kind: 'd' },
        { name: 'Rule', kind: 'w' },
        { name: 'To count them again', kind: 'wide' },
      ],
      rows: rows.top.map(({ place, status, rule, judged }) => [
        {
          markup: `${html(clip(place))}<br><span class="small">${html(statusWords('retention', status))}</span>`,
          sort: clip(place),
        },
        judged.overdue,
        judged.possibly,
        judged.rows,
        judged.noDate + judged.notRead,
        judged.oldest,
        rule === null ? null : clip(rule, 80),
        queryCell(judged),
      ]),
      of: rows.total,
      rowsAre: 'tables',
    }),
  ];
}

function queryCell(judged: RowsJudged): Markup {
  const line = queryLine(judged);
  const keys = judged.firstKey === null ? '' : `<br>keys ${html(judged.firstKey)} to ${html(judged.lastKey ?? '')}`;
  const code = line === '' ? '' : `<br><code>${html(clip(line, 600))}</code>`;
  return { markup: `<span class="small">by ${html(clip(judged.trigger, 120))}${keys}${code}</span>` };
}
