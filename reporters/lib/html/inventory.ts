import { html } from '../escape.ts';
import { evidenceCell, folderCell, placeCell, whatCell } from './cells.ts';
import { type Page, paragraph, section } from './page.ts';
import { clip, table } from './table.ts';

/** What was found, by category, by detector and by folder; without a policy also the findings themselves. */
export function inventorySection(page: Page): string {
  const { report, t } = page;
  if (report.summary.byCategory.length === 0)
    return section('inventory', t.sections.inventory, [paragraph(t.inventory.none)]);
  return section('inventory', t.sections.inventory, [
    categoryChart(page),
    categories(page),
    detectors(page),
    ages(page),
    byFolder(page),
    report.judged ? '' : findings(page),
  ]);
}

const categoriesDrawn = 14;

function categoryChart({ report, t, charts, things }: Page): string {
  const { byCategory } = report.summary;
  const shown = byCategory.slice(0, categoriesDrawn);
  return charts.bars(
    'categories',
    shown.length < byCategory.length ? t.inventory.chartFirst(shown.length, byCategory.length) : t.inventory.chart,
    shown.map(({ category, matches, items }) => ({
      name: clip(category.replace(/^user\./, ''), 40),
      label: t.inventory.in(matches, things.items(items)),
      pieces: [{ name: category, value: matches, fill: 'bar' }],
    })),
    280,
  );
}

function categories({ report, t, things }: Page): string {
  return table(
    {
      id: 'category-table',
      title: t.inventory.byCategory,
      about: t.inventory.byCategoryAbout,
      columns: t.inventory.categoryColumns(things.Items),
      kinds: ['w', 'n', 'n', 'n', 'n', 'n'],
      rows: report.summary.byCategory.map(({ category, matches, items, high, medium, low }) => [
        category,
        ...[matches, items, high, medium, low],
      ]),
    },
    t,
  );
}

function detectors({ report, t, things }: Page): string {
  return table(
    {
      id: 'detector-table',
      title: t.inventory.byDetector,
      columns: t.inventory.detectorColumns(things.Items),
      kinds: ['w', '', 'n', 'n', 'n'],
      rows: report.summary.byDetector.map(({ detector, matches, findings: n, items }) => [
        report.detectors[detector]?.title ?? detector,
        { markup: `<code>${html(detector)}</code>`, sort: detector },
        ...[matches, n, items],
      ]),
    },
    t,
  );
}

const yearsDrawn = 20;

function ages({ report, t, charts, things }: Page): string {
  const { byYear } = report.summary;
  const shown = byYear.slice(-yearsDrawn);
  const older = byYear.slice(0, -yearsDrawn).reduce((sum, { items }) => sum + items, 0);
  const lines = older === 0 ? shown : [{ year: t.inventory.earlier, items: older }, ...shown];
  return charts.bars(
    'years',
    t.inventory.years(things.Many),
    lines.map(({ year, items }) => ({
      name: year === '' ? t.inventory.notKnown : year,
      label: t.count(items),
      pieces: [{ name: year, value: items, fill: 'bar' }],
    })),
    90,
  );
}

function byFolder(page: Page): string {
  const { report, t, things, rows } = page;
  const { top, total } = report.summary.inventory;
  return table(
    {
      id: 'folders',
      title: t.inventory.byFolder,
      about: t.inventory.byFolderAbout,
      columns: t.inventory.folderColumns(things.Items),
      kinds: ['wide', 'n', 'n', 'n', 'n', 'n', '', 'w'],
      rows: top
        .slice(0, rows)
        .map((place) => [
          folderCell(place, page),
          ...[place.matches, place.items, place.high, place.medium, place.low],
          t.readers(place.exposure),
          place.categories.join(', '),
        ]),
      of: total,
      rowsAre: t.places.word,
    },
    t,
  );
}

function findings(page: Page): string {
  const { report, t, rows } = page;
  const { findings: list } = report.lists;
  return table(
    {
      id: 'findings',
      title: t.inventory.findings,
      columns: t.inventory.findingColumns,
      kinds: ['wide', 'w', 'wide'],
      rows: list.rows
        .slice(0, rows)
        .map((finding) => [placeCell(finding, page), whatCell(finding, page), evidenceCell(finding)]),
      of: list.seen,
      rowsAre: t.inventory.word,
    },
    t,
  );
}
