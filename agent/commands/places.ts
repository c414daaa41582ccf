import { count, several } from '../../reporters/lib/figures.ts';
import { severityStyle } from '../../reporters/lib/terminal/judged.ts';
import { aligned, type Cell, painter } from '../../reporters/lib/terminal/text.ts';
import type { ListedPlace } from '../contracts/lists.ts';
import type { Names } from '../report/names.ts';
import { type ListOptions, openList, pageOf } from './list.ts';
import { listWidth, sameStore, terminalSettings } from './terminal.ts';

/** `wayward places`: folders and tables with what lies directly in them, worst first, a page at a time. */
export async function placesCommand(options: ListOptions): Promise<void> {
  using opened = await openList(options);
  const { lists, names, query, run } = opened;
  const { rows, total } = lists.places(query);
  const { first, last, more } = pageOf(query, rows.length, total);
  if (options.json) {
    const places = rows.map(({ source, folder, isTable, ...row }) => ({
      place: placeOf({ source, folder, isTable }, names),
      source: names.source(source),
      path: names.path(source, folder),
      is_table: isTable,
      ...row,
    }));
    process.stdout.write(`${JSON.stringify({ run: run.id, total, first, last, places }, null, 2)}\n`);
    return;
  }
  const { color } = terminalSettings();
  const width = listWidth();
  const paint = painter(color);
  const cells = rows.map((row): Cell[] => [
    row.worst === null ? { text: '–' } : { text: row.worst, style: severityStyle[row.worst] },
    { text: several(row.violations, 'violation') },
    { text: row.reviews === 0 ? '' : `${count(row.reviews)} to look at` },
    { text: row.isTable ? 'a table' : several(row.items, 'file') },
    { text: several(row.matches, 'match', 'matches') },
    { text: placeOf(row, names) },
  ]);
  const right = { align: 'right' as const };
  const same = sameStore(options);
  const lines = [
    `${paint('bold', 'Places')}  ${total === 0 ? 'none' : `${count(first)} to ${count(last)} of ${count(total)}`}, worst first; run ${run.id} of ${run.startedAt.slice(0, 10)}`,
    ...aligned(cells, [{}, right, right, right, right, { flexible: true }], width, paint),
    '',
    ...(more > 0 ? [`  ${count(more)} more: the same with --page ${options.page + 1}`] : []),
    total === 0
      ? `  nothing fits; "wayward report summary${same}" tells what there is`
      : `  wayward findings --path PLACE${same}   what lies in one of them`,
  ];
  process.stdout.write(`${lines.map((line) => line.trimEnd()).join('\n')}\n`);
}

function placeOf(
  { source, folder, isTable }: Pick<ListedPlace, 'source' | 'folder' | 'isTable'>,
  names: Names,
): string {
  return names.place(source, folder, '', isTable ? 'table' : 'file');
}
