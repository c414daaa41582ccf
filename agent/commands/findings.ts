import { matchesOf } from '../../reporters/lib/databases.ts';
import { count } from '../../reporters/lib/figures.ts';
import { severityStyle, shortId } from '../../reporters/lib/terminal/judged.ts';
import { aligned, type Cell, painter, shorten } from '../../reporters/lib/terminal/text.ts';
import type { ListedFinding } from '../contracts/lists.ts';
import type { Names } from '../report/names.ts';
import { type ListOptions, openList, pageOf } from './list.ts';
import { listWidth, sameStore, terminalSettings } from './terminal.ts';

/** `wayward findings`: what was found, worst first, a page at a time. */
export async function findingsCommand(options: ListOptions): Promise<void> {
  using opened = await openList(options);
  const { lists, names, query, run } = opened;
  const { rows, total } = lists.findings(query);
  const { first, last, more } = pageOf(query, rows.length, total);
  if (options.json) {
    const findings = rows.map((row) => inJson(row, names));
    process.stdout.write(`${JSON.stringify({ run: run.id, total, first, last, findings }, null, 2)}\n`);
    return;
  }
  const { color } = terminalSettings();
  const width = listWidth();
  const paint = painter(color);
  const cells = rows.map((row): Cell[] => [
    row.severity === null
      ? { text: row.result ?? 'not judged' }
      : { text: row.severity, style: severityStyle[row.severity] },
    { text: shortId(row.finding) },
    { text: matchesOf(row) },
    { text: row.detector },
    { text: placeOf(row, names) },
    { text: row.status ?? '', style: 'dim' },
  ]);
  const shapes = [{}, {}, { align: 'right' as const }, {}, { flexible: true as const }, {}];
  const same = sameStore(options);
  const [worst] = rows;
  const lines = [
    `${paint('bold', 'Findings')}  ${total === 0 ? 'none' : `${count(first)} to ${count(last)} of ${count(total)}`}, worst first; run ${run.id} of ${run.startedAt.slice(0, 10)}`,
    ...aligned(cells, shapes, width, paint),
    '',
    ...(more > 0 ? [`  ${count(more)} more: the same with --page ${options.page + 1}`] : []),
    ...(worst === undefined
      ? []
      : [`  wayward explain ${shortId(worst.finding)}${same}   why it was recognised and judged so`]),
    ...(total === 0 ? [`  nothing fits; "wayward report summary${same}" tells what there is`] : []),
  ];
  process.stdout.write(`${lines.map((line) => shortenEnds(line)).join('\n')}\n`);
}

/** Lines are cut to the width already; options that were given may be long, and must stay whole. */
const shortenEnds = (line: string) => (line.includes('\x1b') ? line : shorten(line, 10_000)).trimEnd();

function placeOf({ source, path, part, isTable }: ListedFinding, names: Names): string {
  return names.place(source, path, part, isTable ? 'table' : 'file');
}

function inJson(row: ListedFinding, names: Names) {
  const { source, path, part, isTable } = row;
  return {
    id: row.finding,
    item: row.item,
    source: names.source(source),
    path: names.path(source, path),
    part: names.part(source, path, part, isTable ? 'table' : 'file'),
    place: placeOf(row, names),
    detector: row.detector,
    category: row.category,
    count: row.count,
    estimate: row.column?.estimate ?? null,
    score: row.score,
    exposure: row.exposure,
    result: row.result,
    severity: row.severity,
    rule_type: row.type,
    status: row.status,
  };
}
