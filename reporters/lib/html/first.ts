import type { PlaceCount, Places } from '../../../agent/contracts/report.ts';
import type { RiskLine } from '../../../agent/contracts/risk-line.ts';
import { html } from '../escape.ts';
import { dated, folderCell, severityCell } from './cells.ts';
import { note, type Page, paragraph, section } from './page.ts';
import { clip, type Markup, table } from './table.ts';

/** The worklist: where, how grave, whom to ask and what to do; then all folders with violations. */
export function firstSection(page: Page): string {
  const { report, t } = page;
  const { lines, before } = report.riskLines;
  if (report.lists.violations.seen === 0) {
    const nothing = report.total.read + report.total.partly === 0 ? t.violations.nothingRead : t.violations.none;
    return section('first', t.sections.first, [paragraph(nothing)]);
  }
  return section('first', t.sections.first, [
    table(
      {
        id: 'risk-lines',
        title: t.first.title,
        about: t.first.about,
        columns: t.first.columns,
        kinds: ['', 'n', 'wide', 'w', 'n', 'w', 'w'],
        rows: lines.map((line) => [
          severityCell(line.severity, page),
          line.risk.score,
          placeOf(line, page),
          wrongOf(line, page),
          { markup: html(t.first.persons(line.persons, line.risk.personsFrom)), sort: line.persons },
          line.owners.length === 0 ? t.first.unknownOwner : clip(line.owners.join(', '), 100),
          t.action(line.type, line.status),
        ]),
      },
      t,
    ),
    note(before > lines.length ? t.first.before(before) : ''),
    note(t.first.risk),
    folders('violation-folders', t.first.places, '', report.summary.places, page),
  ]);
}

function placeOf({ place, places, id }: RiskLine, { t }: Page): Markup {
  const several = places > 1 ? `<br><span class="small">${html(t.first.gathered(places))}</span>` : '';
  return { markup: `${html(clip(place))}${several}<br><span class="id">${html(id)}</span>`, sort: clip(place) };
}

function wrongOf(line: RiskLine, { t, things }: Page): Markup {
  const { type, status, category, items, matches, daysOverdue, rules, since } = line;
  const more = [
    category,
    `${t.matches(matches)}, ${things.items(items)}`,
    daysOverdue === null ? (since === null ? '' : t.cells.since(since).trim()) : t.first.days(daysOverdue),
    rules.join(', '),
  ].filter((part) => part !== '');
  return {
    markup: `${html(t.status(type, status))}<br><span class="small">${dated(clip(more.join('; '), 300))}</span>`,
    sort: `${type} ${status}`,
  };
}

/** Folders with violations of one kind, worst first. */
export function folders(id: string, title: string, about: string, places: Places, page: Page): string {
  const { t, things, rows } = page;
  return table(
    {
      id,
      title,
      ...(about === '' ? {} : { about }),
      columns: t.places.columns(things.Items),
      kinds: ['wide', 'n', '', 'n', 'n', '', 'wide'],
      rows: places.top
        .slice(0, rows)
        .map((place) => [
          folderCell(place, page),
          place.violations,
          severityCell(place.worst, page),
          place.risk,
          place.items,
          t.readers(place.exposure),
          { markup: wrongs(place, page) },
        ]),
      of: places.total,
      rowsAre: t.places.word,
    },
    t,
  );
}

function wrongs({ statuses, categories }: PlaceCount, { t }: Page): string {
  const said = statuses
    .map(({ type, status, verdicts }) => `${t.status(type, status)} (${t.count(verdicts)})`)
    .join('; ');
  return `${html(said)}<br><span class="small">${html(categories.join(', '))}</span>`;
}
