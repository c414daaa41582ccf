import type { RowsJudged } from '../../../agent/contracts/table.ts';
import { html } from '../escape.ts';
import { queryLine } from '../words.ts';
import { daysCell, placeCell, whatCell, whyCell } from './cells.ts';
import { note, type Page, paragraph, section } from './page.ts';
import { clip, table } from './table.ts';

/** What has overstayed, by year and by rule; what perhaps has, and what cannot be told. */
export function retentionSection(page: Page): string {
  const { report, t } = page;
  const { summary } = report;
  if (summary.retentionByRule.length === 0) return '';
  return section('retention', t.sections.retention, [
    paragraph(t.retention.about),
    summary.overdueByYear.length === 0 ? paragraph(t.retention.nothing) : yearChart(page),
    byRule(page),
    ...(summary.rows.tables > 0 ? tables(page) : []),
    longest(page),
  ]);
}

function yearChart({ report, t, charts }: Page): string {
  return charts.bars(
    'overdue-years',
    t.retention.years,
    report.summary.overdueByYear.map(({ year, overdue, possibly }) => ({
      name: year === '' ? t.retention.notKnown : year,
      label: t.retention.andPerhaps(overdue, possibly),
      pieces: [
        { name: t.retention.overdue, value: overdue, fill: 'bar' },
        { name: t.retention.perhaps, value: possibly, fill: 'bar2' },
      ],
    })),
    90,
  );
}

function byRule({ report, t }: Page): string {
  const { retentionByRule } = report.summary;
  const rule = table(
    {
      id: 'retention-rules',
      title: t.retention.byRule,
      columns: t.retention.ruleColumns,
      kinds: ['w', 'w', 'n', 'n', 'n', 'n', 'n', 'n', 'w'],
      rows: retentionByRule.map((of) => [
        of.rule === '' ? t.retention.noRule : of.rule,
        of.citations.length === 0 ? null : clip(of.citations.join('; '), 160),
        ...[of.overdue, of.possibly, of.held, of.within, of.unknown],
        of.mostDays === null ? null : { markup: html(t.retention.days(of.mostDays)), sort: of.mostDays },
        Object.entries(of.grades)
          .map(([grade, n]) => t.retention.grade(grade, n))
          .join(', ') || null,
      ]),
    },
    t,
  );
  return rule + note(t.retention.grades);
}

function longest(page: Page): string {
  const { report, t, rows } = page;
  const { overdue } = report.lists;
  if (overdue.seen === 0) return '';
  return table(
    {
      id: 'overdue',
      title: t.retention.list,
      columns: t.retention.listColumns,
      kinds: ['d', 'n', 'wide', 'w', 'wide'],
      rows: overdue.rows
        .slice(0, Math.ceil(rows / 2))
        .map((verdict) => [
          verdict.since ?? t.retention.notKnown,
          daysCell(verdict, page),
          placeCell(verdict.of, page),
          whatCell(verdict.of, page),
          whyCell({ ...verdict, since: null, risk: null }, page),
        ]),
      of: overdue.seen,
      rowsAre: t.retention.word,
    },
    t,
  );
}

/** Rows of tables that have had their time, and how a database administrator finds them. */
function tables({ report, t, charts }: Page): string[] {
  const { rows } = report.summary;
  if (rows.total === 0) return [paragraph(t.retention.tablesNone(rows.rows, t.tables(rows.tables)))];
  const some = t.retention.tablesSome(rows.overdue, rows.rows, t.tables(rows.tables), rows.possibly);
  return [
    `<p><strong>${html(some)}</strong> ${html(t.retention.undated)}</p>`,
    charts.bars(
      'overdue-rows',
      t.retention.rowYears,
      rows.byYear.map(({ year, rows: n }) => ({
        name: year,
        label: t.count(n),
        pieces: [{ name: year, value: n, fill: 'bar' }],
      })),
      90,
    ),
    table(
      {
        id: 'overdue-tables',
        title: t.retention.tables,
        about: t.retention.tablesAbout,
        columns: t.retention.tableColumns,
        kinds: ['wide', 'n', 'n', 'n', 'n', 'd', 'w'],
        rows: rows.top.map(({ place, status, rule, judged }) => [
          {
            markup: `${html(clip(place))}<br><span class="small">${html(t.status('retention', status))}</span>`,
            sort: clip(place),
          },
          judged.overdue,
          judged.possibly,
          judged.rows,
          judged.noDate + judged.notRead,
          judged.oldest,
          rule === null ? null : clip(rule, 80),
        ]),
        below: rows.top.map(({ judged }) => queryOf(judged, t)),
        of: rows.total,
        rowsAre: t.things.table.many,
      },
      t,
    ),
  ];
}

/** Whole: somebody is to run it. */
function queryOf(judged: RowsJudged, t: Page['t']): string {
  const by = t.retention.by(clip(judged.trigger, 120));
  const keys = judged.firstKey === null ? '' : t.retention.keys(judged.firstKey, judged.lastKey ?? '');
  const query = queryLine(judged);
  const code = query === '' ? '' : `<br><code>${html(query)}</code>`;
  return `<span class="small">${html(by + keys)}</span>${code}`;
}
