import type { Report } from '../../../agent/contracts/report.ts';
import { placeWords, sameWords } from '../copies.ts';
import { missed, rowsRead, rowsSeen } from '../databases.ts';
import { count, several } from '../figures.ts';
import { aligned, type Paint, shorten } from './text.ts';

const sourcesShown = 3;
const copiesShown = 3;

/** How deep the databases were read. */
export function databaseLines({ summary }: Report, width: number): string[] {
  const lines = summary.databases.slice(0, sourcesShown).flatMap((of) => {
    const read = [
      of.sampled.tables === 0 ? '' : `sampled ${rowsSeen(of.sampled)}`,
      of.full.tables === 0 ? '' : `in full ${rowsRead(of.full)}`,
    ].filter((part) => part !== '');
    const bound = missed(of);
    return [
      `  ${of.source}: ${read.length === 0 ? 'no row was read' : read.join(', ')}`,
      ...(bound === null ? [] : [`    ${bound}`]),
    ];
  });
  const more = summary.databases.length - sourcesShown;
  return [...lines, ...(more > 0 ? [`  and ${several(more, 'more database')}`] : [])].map((line) =>
    shorten(line, width),
  );
}

/** Where else the values of tables lie. */
export function copyLines({ summary, detectors }: Report, width: number, paint: Paint): string[] {
  const { top, total } = summary.copies;
  if (total === 0) return [];
  const shown = top.slice(0, copiesShown);
  const lines = shown.flatMap((copy) => {
    const location = placeWords(copy);
    const same = copy.matches.map((match) => sameWords(match, detectors[match.detector]?.title ?? match.detector));
    const row = [{ text: copy.other.place }, { text: `of ${copy.table.place}` }, { text: location }];
    return [
      ...aligned([row], [{ flexible: true }, { flexible: true }, {}], width, paint),
      `      ${paint('dim', shorten(same.join('; '), width - 6))}`,
    ];
  });
  return [
    '',
    `${paint('bold', 'Copies')}  ${shorten(`${count(total)}: ${total === 1 ? 'a place holds' : 'places hold'} the same values as a table`, width - 8)}`,
    ...lines,
    ...(total > shown.length ? [`  and ${count(total - shown.length)} more`] : []),
  ];
}
