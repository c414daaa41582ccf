import type { PlaceCount, Places, Report } from '../../../agent/contracts/report.ts';
import { html } from '../escape.ts';
import { count } from '../figures.ts';
import { thingsOf } from '../things.ts';
import { exposureWords, statusWords } from '../words.ts';
import { folderCell, severityCell } from './cells.ts';
import { table } from './table.ts';

/** Folders with violations of one kind, worst first. */
export function folders(id: string, title: string, about: string, places: Places, report: Report): string {
  return table({
    id,
    title,
    about,
    columns: [
      { name: 'Folder or table', kind: 'wide' },
      { name: 'Violations', kind: 'n' },
      { name: 'Worst' },
      { name: 'Risk', kind: 'n' },
      { name: thingsOf(report).Items, kind: 'n' },
      { name: 'Readable by' },
      { name: 'What is wrong', kind: 'wide' },
    ],
    rows: places.top.map((place) => [
      folderCell(place),
      place.violations,
      severityCell(place.worst),
      place.risk,
      place.items,
      exposureWords[place.exposure],
      { markup: wrongs(place) },
    ]),
    of: places.total,
    rowsAre: 'folders',
  });
}

function wrongs({ statuses, categories }: PlaceCount): string {
  const said = statuses
    .map(({ type, status, verdicts }) => `${statusWords(type, status)} (${count(verdicts)})`)
    .join('; ');
  return `${html(said)}<br><span class="small">${html(categories.join(', '))}</span>`;
}
