import type { Report } from '../../../agent/contracts/report.ts';
import { html } from '../escape.ts';
import { count } from '../figures.ts';
import { thingsOf } from '../things.ts';
import { exposureWords } from '../words.ts';
import { evidenceCell, folderCell, placeCell, whatCell } from './cells.ts';
import { bars } from './charts.ts';
import type { Gathered } from './gather.ts';
import { section } from './section.ts';
import { clip, table } from './table.ts';

/** What was found, by category, by detector and by folder; without a policy also the findings themselves. */
export function inventorySection(report: Report, { findings }: Gathered): string {
  const { summary } = report;
  if (summary.byCategory.length === 0)
    return section('inventory', 'What was found', '<p>No personal data was recognised in what was read.</p>');
  const parts = [categoryChart(report), categories(report), ages(report), byFolder(report)];
  if (!report.judged) {
    parts.push(
      table({
        id: 'findings',
        title: 'Findings, surest and largest first',
        columns: [
          { name: 'Place', kind: 'wide' },
          { name: 'What', kind: 'w' },
          { name: 'Why it was recognised', kind: 'wide' },
        ],
        rows: findings.rows.map((finding) => [placeCell(finding), whatCell(finding, report), evidenceCell(finding)]),
        of: findings.seen,
        rowsAre: 'findings',
      }),
    );
  }
  return section('inventory', 'What was found', parts.join('\n'));
}

function categoryChart(report: Report): string {
  const { summary } = report;
  const things = thingsOf(report);
  const shown = summary.byCategory.slice(0, 14);
  return bars(
    'categories',
    shown.length < summary.byCategory.length
      ? `Matches by category: the first ${shown.length} of ${summary.byCategory.length}`
      : 'Matches by category',
    shown.map(({ category, matches, items }) => ({
      name: clip(category.replace(/^user\./, ''), 40),
      label: `${count(matches)} in ${things.items(items)}`,
      pieces: [{ name: category, value: matches, fill: 'bar' }],
    })),
    280,
  );
}

function categories(report: Report): string {
  const { summary, detectors } = report;
  const { Items } = thingsOf(report);
  return [
    table({
      id: 'category-table',
      title: 'By category',
      about: 'Findings by confidence: how sure it is that they are what they look like.',
      columns: [
        { name: 'Category', kind: 'w' },
        ...['Matches', Items, 'High', 'Medium', 'Low'].map((name) => ({ name, kind: 'n' as const })),
      ],
      rows: summary.byCategory.map(({ category, matches, items, high, medium, low }) => [
        category,
        matches,
        items,
        high,
        medium,
        low,
      ]),
    }),
    table({
      id: 'detector-table',
      title: 'By detector',
      columns: [
        { name: 'Recognised as', kind: 'w' },
        { name: 'Detector' },
        ...['Matches', 'Findings', Items].map((name) => ({ name, kind: 'n' as const })),
      ],
      rows: summary.byDetector.map(({ detector, matches, findings, items }) => [
        detectors[detector]?.title ?? detector,
        { markup: `<code>${html(detector)}</code>`, sort: detector },
        ...[matches, findings, items],
      ]),
    }),
  ].join('\n');
}

function ages(report: Report): string {
  const { summary } = report;
  const shown = summary.byYear.slice(-20);
  const older = summary.byYear.slice(0, -20).reduce((sum, { items }) => sum + items, 0);
  const lines = older === 0 ? shown : [{ year: 'earlier', items: older }, ...shown];
  return bars(
    'years',
    `${thingsOf(report).Many} with personal data, by the year they were last modified`,
    lines.map(({ year, items }) => ({
      name: year === '' ? 'not known' : year,
      label: count(items),
      pieces: [{ name: year, value: items, fill: 'bar' }],
    })),
    90,
  );
}

function byFolder(report: Report): string {
  const { summary } = report;
  const { top, total } = summary.inventory;
  return table({
    id: 'folders',
    title: 'By folder',
    about: 'Most matches first.',
    columns: [
      { name: 'Folder or table', kind: 'wide' },
      { name: 'Matches', kind: 'n' },
      { name: thingsOf(report).Items, kind: 'n' },
      { name: 'High', kind: 'n' },
      { name: 'Medium', kind: 'n' },
      { name: 'Low', kind: 'n' },
      { name: 'Readable by' },
      { name: 'Categories', kind: 'w' },
    ],
    rows: top.map((place) => [
      folderCell(place),
      ...[place.matches, place.items, place.high, place.medium, place.low],
      exposureWords[place.exposure],
      place.categories.join(', '),
    ]),
    of: total,
    rowsAre: 'folders',
  });
}
