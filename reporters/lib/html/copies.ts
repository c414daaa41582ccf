import type { DuplicateSet, ReportCopy } from '../../../agent/contracts/report.ts';
import type { CopyMatch } from '../../../agent/contracts/store.ts';
import { html } from '../escape.ts';
import { bytes, day } from '../figures.ts';
import { severityCell } from './cells.ts';
import { type Page, paragraph, section } from './page.ts';
import { clip, type Markup, table } from './table.ts';

/** Where else the values of tables lie, and files that are the same; nothing where there is neither. */
export function copiesSection(page: Page): string {
  const { copies, duplicates } = page.report.summary;
  if (copies.total + duplicates.sets === 0) return '';
  return section('copies', page.t.sections.copies, [
    ...(copies.total === 0 ? [] : ofTables(page)),
    duplicates.sets === 0 ? '' : ofFiles(page),
  ]);
}

function ofTables(page: Page): string[] {
  const { report, t, rows } = page;
  const { top, total } = report.summary.copies;
  return [
    paragraph(t.copies.about),
    table(
      {
        id: 'copies-list',
        title: t.copies.title,
        about: report.judged ? t.copies.firstUnapproved : t.copies.firstElsewhere,
        columns: [...t.copies.columns, ...(report.judged ? [t.copies.severity] : [])],
        kinds: ['wide', 'wide', 'wide', ''],
        rows: top
          .slice(0, rows)
          .map((copy) => [
            copyCell(copy, page),
            clip(copy.table.place),
            copy.matches.map((match) => sameOf(match, page)).join('; '),
            ...(report.judged ? [severityCell(copy.other.location?.severity ?? null, page)] : []),
          ]),
        of: total,
        rowsAre: t.copies.word,
      },
      t,
    ),
  ];
}

function sameOf({ detector, held, taken }: CopyMatch, { report, t }: Page): string {
  const says = [
    held.compared === 0 ? '' : t.copies.held(t.share(held.same, held.compared)),
    taken.compared === 0 ? '' : t.copies.taken(t.share(taken.same, taken.compared)),
  ];
  return `${report.detectors[detector]?.title ?? detector}: ${says.filter((part) => part !== '').join(', ')}`;
}

function copyCell({ other }: ReportCopy, { t }: Page): Markup {
  const says =
    other.location === null
      ? ''
      : `<br><span class="small">${html(t.status('location', other.location.status))}</span>`;
  return { markup: `${html(clip(other.place))}${says}`, sort: clip(other.place) };
}

function ofFiles(page: Page): string {
  const { report, t, rows } = page;
  const { sets, extra, extraBytes, top } = report.summary.duplicates;
  return table(
    {
      id: 'duplicates',
      title: t.copies.duplicates,
      about: t.copies.duplicatesAbout(sets, extra, bytes(extraBytes)),
      columns: t.copies.duplicateColumns,
      kinds: ['n', 'n', 'd', 'w', 'wide'],
      rows: top
        .slice(0, rows)
        .map((of) => [
          of.files,
          { markup: bytes(of.bytes), sort: of.bytes },
          modified(of, page),
          of.categories.join(', '),
          { markup: placesOf(of, page) },
        ]),
      of: sets,
      rowsAre: t.copies.duplicateWord,
    },
    t,
  );
}

function modified({ oldest, newest }: DuplicateSet, { t }: Page): Markup {
  if (oldest === null || newest === null) return { markup: html(t.cells.unknownDay), sort: '' };
  const [from, to] = [day(oldest), day(newest)];
  return { markup: from === to ? html(from) : `${html(from)}<br>– ${html(to)}`, sort: from };
}

function placesOf({ places, files }: DuplicateSet, { t }: Page): string {
  const more = files > places.length ? [html(t.copies.moreFiles(files - places.length))] : [];
  return [...places.map((place) => html(clip(place))), ...more].join('<br>');
}
