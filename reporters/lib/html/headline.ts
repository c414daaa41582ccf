import type { DifferenceKind } from '../../../agent/contracts/difference.ts';
import type { Report } from '../../../agent/contracts/report.ts';
import { severities } from '../../../agent/contracts/rule.ts';
import type { RunFigures } from '../../../agent/contracts/run-figures.ts';
import { html } from '../escape.ts';
import { day } from '../figures.ts';
import { severityCell } from './cells.ts';
import { note, type Page, section } from './page.ts';
import { clip, table } from './table.ts';

interface Tile {
  readonly name: string;
  readonly value: number;
  readonly note?: string;
  /** A colour of the style sheet. */
  readonly tone?: string;
}

function tiles(of: readonly Tile[], { t }: Page): string {
  const inner = of.map(({ name, value, note: small, tone }) => {
    const below = small === undefined || small === '' ? '' : `<small>${html(small)}</small>`;
    return `<div${tone === undefined ? '' : ` class="t-${tone}"`}><dt>${html(name)}</dt><dd>${html(t.count(value))}${below}</dd></div>`;
  });
  return `<dl class="tiles">${inner.join('')}</dl>`;
}

/** The numbers to take away, what they were before, and how they went over the runs. */
export function headlineSection(page: Page): string {
  const { report, t } = page;
  const parts = report.judged ? judgedNumbers(page) : inventoryNumbers(page);
  const [tilesAndNote, rest] = [parts.slice(0, 2), parts.slice(2)];
  return section('numbers', t.sections.numbers, [
    ...tilesAndNote,
    changes(page),
    trend(page),
    becauseOf(page),
    ...rest,
  ]);
}

/** The finished run of the same kind before this one; null at the first. */
export function runBefore({ history, run, judged }: Report): RunFigures | null {
  return history.findLast((of) => of.run !== run.id && of.judged === judged) ?? null;
}

function judgedNumbers(page: Page): string[] {
  const { report, t, charts, things } = page;
  const { summary } = report;
  const { bySeverity, byResult, findings } = summary;
  const before = runBefore(report);
  const since = (now: number, then: number | undefined) => {
    if (before === null || then === undefined) return undefined;
    return now === then ? t.numbers.same(day(before.startedAt)) : t.numbers.changed(now - then, day(before.startedAt));
  };
  const both = (...notes: readonly (string | undefined)[]) => notes.filter((one) => one !== undefined).join('; ');
  const total = findings.high + findings.medium + findings.low;
  return [
    tiles(
      [
        {
          name: t.numbers.violations,
          value: byResult.violation,
          note: both(since(byResult.violation, before?.violations)),
          tone: byResult.violation > 0 ? 'critical' : 'read',
        },
        {
          name: t.numbers.review,
          value: byResult.review,
          note: both(t.numbers.reviewNote, since(byResult.review, before?.review)),
          tone: 'partly',
        },
        {
          name: t.numbers.unknown,
          value: byResult.unknown,
          note: both(t.numbers.unknownNote, since(byResult.unknown, before?.unknown)),
          tone: 'left',
        },
        { name: t.numbers.allowed, value: byResult.allowed, tone: 'read' },
      ],
      page,
    ),
    note(
      t.numbers.note(t.findings(total), things.several(summary.itemsWithFindings)) +
        (findings.suppressed === 0 ? '' : t.numbers.suppressed(findings.suppressed)),
    ),
    charts.bars(
      'severities',
      t.numbers.severities,
      severities.map((name) => ({
        name: t.severity(name),
        label: t.count(bySeverity[name]),
        pieces: [{ name, value: bySeverity[name], fill: name }],
      })),
      90,
    ),
    table(
      {
        id: 'statuses',
        title: t.numbers.says,
        columns: t.numbers.saysColumns,
        kinds: ['', '', '', 'n'],
        rows: summary.byStatus.map(({ type, status, result, verdicts }) => [
          t.status(type, status),
          t.type(type),
          t.result(result),
          verdicts,
        ]),
      },
      t,
    ),
  ];
}

function inventoryNumbers(page: Page): string[] {
  const { report, t, things } = page;
  const { findings, byExposure, itemsWithFindings } = report.summary;
  return [
    tiles(
      [
        { name: t.numbers.holding(things.Many), value: itemsWithFindings },
        {
          name: t.numbers.sure(t.numbers.confidence.high),
          value: findings.high,
          note: t.numbers.findingsNote,
          tone: 'read',
        },
        {
          name: t.numbers.sure(t.numbers.confidence.medium),
          value: findings.medium,
          note: t.numbers.findingsNote,
          tone: 'partly',
        },
        { name: t.numbers.sure(t.numbers.confidence.low), value: findings.low, note: t.numbers.lowNote, tone: 'left' },
        {
          name: t.numbers.everyone,
          value: byExposure.everyone,
          note: t.numbers.ofThese(things.many),
          tone: byExposure.everyone > 0 ? 'unread' : 'read',
        },
      ],
      page,
    ),
    note(t.numbers.noPolicy + (findings.suppressed === 0 ? '' : t.numbers.suppressed(findings.suppressed))),
  ];
}

const runsDrawn = 30;

function trend({ report, t, charts }: Page): string {
  const runs = report.history.filter(({ judged }) => judged === report.judged).slice(-runsDrawn);
  if (runs.length < 2 || !report.judged) return '';
  const line = (name: string, colour: string, of: (run: RunFigures) => number) => ({
    name,
    colour,
    values: runs.map(of),
  });
  const { violations, overdue, review } = t.numbers.trendLines;
  return charts.lines(
    'trend',
    t.numbers.trend(t.runs(runs.length)),
    runs.map(({ startedAt }) => day(startedAt)),
    [
      line(violations, 'critical', (of) => of.violations),
      line(overdue, 'bar', (of) => of.overdue),
      line(review, 'partly', (of) => of.review),
    ],
  );
}

/** Number by number against the run before, and what became of the findings. */
function changes(page: Page): string {
  const { report, t } = page;
  const before = runBefore(report);
  const now = report.history.find(({ run }) => run === report.run.id);
  if (before === null || now === undefined) return report.judged ? note(t.numbers.firstRun) : '';
  const names = Object.keys(t.numbers.figures) as (keyof typeof t.numbers.figures)[];
  const shown = names.filter((name) => report.judged || ['itemsWithFindings', 'listed', 'unread'].includes(name));
  const sign = (n: number) => (n === 0 ? '0' : `${n > 0 ? '+' : '−'}${t.count(Math.abs(n))}`);
  return table(
    {
      id: 'changes',
      title: t.numbers.changesTitle(day(before.startedAt)),
      columns: t.numbers.changesColumns,
      kinds: ['', 'n', 'n', 'n'],
      rows: shown.map((name) => [
        t.numbers.figures[name],
        before[name],
        now[name],
        { markup: html(sign(now[name] - before[name])), sort: now[name] - before[name] },
      ]),
    },
    t,
  );
}

/** What became of findings since the run before, and why. */
function becauseOf({ report, t }: Page): string {
  const { comparison } = report;
  if (comparison === null || comparison.isFirst) return '';
  const d = t.differences;
  const rows = (kind: DifferenceKind, counts: Readonly<Record<string, number>>) =>
    Object.entries(counts).map(([because, n]) => [d.kinds[kind], d.because(kind, because), n]);
  const { newBecause, goneBecause, stillBut, top, new: fresh, still } = comparison;
  const counts = [...rows('new', newBecause), ...rows('gone', goneBecause), ...rows('still', stillBut)];
  const since = comparison.sources.find((of) => of.since !== null)?.since?.startedAt ?? '';
  const list =
    counts.length === 0
      ? ''
      : table(
          { id: 'because', title: d.title(day(since)), columns: d.columns, kinds: ['', 'w', 'n'], rows: counts },
          t,
        );
  const unchanged = still - Object.values(stillBut).reduce((sum, n) => sum + n, 0);
  const newest = top.map(({ now, place, detector, because }) => [
    severityCell(now?.severity ?? null, { t }),
    clip(place),
    report.detectors[detector]?.title ?? detector,
    d.because('new', because),
  ]);
  const fresher =
    newest.length === 0
      ? ''
      : table(
          {
            id: 'new',
            title: d.newTitle,
            columns: d.newColumns,
            kinds: ['', 'wide', 'w', 'w'],
            rows: newest,
            of: fresh,
            rowsAre: d.newWord,
          },
          t,
        );
  return list + note(d.unchanged(unchanged)) + fresher;
}
