import type { DatabaseCount, Report, ReportFinding } from '../../../agent/contracts/report.ts';
import { inWholeTable, missed, percent, rowsRead, rowsSeen, selectedBy } from '../databases.ts';
import { html } from '../escape.ts';
import { count } from '../figures.ts';
import type { Gathered } from './gather.ts';
import { section } from './section.ts';
import { clip, type Markup, table } from './table.ts';

/** How deep the databases were read, and which of their columns hold what; nothing where there is none. */
export function databasesSection(report: Report, { columns }: Gathered): string {
  const { databases } = report.summary;
  if (databases.length === 0) return '';
  const parts = [bySource(databases), bounds(databases)];
  if (columns.seen === 0) parts.push('<p>No column holds personal data, in what was read.</p>');
  else parts.push(byColumn(report, columns.rows, columns.seen));
  return section('databases', 'Databases', parts.join('\n'));
}

function bySource(databases: readonly DatabaseCount[]): string {
  return table({
    id: 'databases-read',
    title: 'How they were read',
    columns: [
      { name: 'Source', kind: 'w' },
      { name: 'Tables', kind: 'n' },
      { name: 'In full', kind: 'w' },
      { name: 'Sampled', kind: 'w' },
      { name: 'Blocks sampled', kind: 'w' },
      { name: 'Missed at most', kind: 'n' },
      { name: 'Left out', kind: 'w' },
      { name: 'Without TLS' },
    ],
    rows: databases.map((of) => [
      clip(of.source, 80),
      of.tables,
      of.full.tables === 0 ? null : rowsRead(of.full),
      of.sampled.tables === 0 ? null : rowsSeen(of.sampled),
      of.sampled.blocks === 0 ? null : `${count(of.sampled.blocksSeen)} of ${count(of.sampled.blocks)}`,
      of.sampled.missedAtMost === null
        ? null
        : { markup: percent(of.sampled.missedAtMost), sort: of.sampled.missedAtMost },
      leftOut(of),
      plain[of.plainConnections],
    ]),
  });
}

const plain: Readonly<Record<DatabaseCount['plainConnections'], string>> = {
  allowed: 'allowed',
  refused: 'refused',
  unknown: 'not known',
};

function leftOut({ views, foreign }: DatabaseCount): string | null {
  const parts = [
    views === 0 ? '' : `${count(views)} ${views === 1 ? 'view' : 'views'}`,
    foreign === 0 ? '' : `${count(foreign)} foreign ${foreign === 1 ? 'table' : 'tables'}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(', ');
}

function bounds(databases: readonly DatabaseCount[]): string {
  const said = databases.flatMap((of) => {
    const sentence = missed(of);
    return sentence === null ? [] : [`${databases.length > 1 ? `${clip(of.source, 80)}: ` : ''}${sentence}.`];
  });
  if (said.length === 0) return '';
  const lines = said.map((line) => html(line.charAt(0).toUpperCase() + line.slice(1)));
  return `<p class="note">${lines.join('<br>')}<br>The bound counts blocks and not rows, since the rows of one block are alike. “About” is said of numbers that follow from a sample, or from the form in which cells are written.</p>`;
}

function byColumn(report: Report, rows: readonly ReportFinding[], of: number): string {
  return table({
    id: 'columns',
    title: 'Columns with personal data',
    about: 'Surest first, then with most values.',
    columns: [
      { name: 'Column', kind: 'wide' },
      { name: 'What', kind: 'w' },
      { name: 'Found', kind: 'n' },
      { name: 'In the whole table', kind: 'n' },
      { name: 'Different', kind: 'n' },
      { name: 'Who may select it', kind: 'w' },
    ],
    rows: rows.map((finding) => [
      placeOf(finding),
      whatOf(finding, report),
      number(finding.count, finding.column?.countIsEstimate === true),
      whole(finding),
      number(finding.distinct, finding.distinctIsEstimate),
      clip(selectedBy(finding), 200),
    ]),
    of,
    rowsAre: 'columns',
  });
}

function placeOf({ place, id }: ReportFinding): Markup {
  return { markup: `${html(clip(place))}<br><span class="id">${html(id)}</span>`, sort: clip(place) };
}

function whatOf({ detector, confidence, score }: ReportFinding, report: Report): Markup {
  const title = report.detectors[detector]?.title ?? detector;
  return {
    markup: `${html(title)}<br><span class="small">${confidence} confidence (${score})</span>`,
    sort: title,
  };
}

function whole(finding: ReportFinding): Markup | null {
  const estimate = finding.column?.estimate ?? null;
  return estimate === null ? null : number(estimate, inWholeTable(finding) !== null);
}

function number(n: number, about: boolean): Markup {
  return { markup: `${about ? 'about ' : ''}${count(n)}`, sort: n };
}
