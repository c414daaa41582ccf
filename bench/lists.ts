import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filledStore } from './lib/filled-store.ts';
import { measureWayward, median, table } from './lib/measure.ts';

/** First pages of lists from a large store: `node bench/lists.ts [items] [findings] [folder of stores]`. */
export async function benchLists(items: number, findings: number, base: string): Promise<string> {
  const { config } = await filledStore(base, items, findings);
  const lists = [
    ['findings'],
    ['findings', '--severity', 'high'],
    ['findings', '--category', 'user.financial'],
    ['findings', '--path', 'share/department-12'],
    ['findings', '--path', '**/*12.docx'],
    ['findings', '--since', '2026-01-01'],
    ['places'],
    ['places', '--category', 'user.contact'],
    ['places', '--path', 'share/department-12'],
  ];
  const rows: string[][] = [];
  for (const list of lists) {
    const runs = [];
    for (let n = 0; n < 5; n++) runs.push(await measureWayward([...list, '--config', config]));
    const ms = (seconds: number) => `${Math.round(1000 * seconds)} ms`;
    rows.push([
      `\`${list.join(' ')}\``,
      ms(median(runs.map(({ seconds }) => seconds))),
      ms(median(runs.map(({ cpuSeconds }) => cpuSeconds))),
      `${Math.round(median(runs.map(({ peakMB }) => peakMB)))} MB`,
    ]);
  }
  return table(['list', 'time', 'CPU', 'memory'], rows);
}

if (import.meta.main) {
  const [items = '1000000', findings = '200000', base = join(tmpdir(), 'wayward-bench-stores')] = process.argv.slice(2);
  console.log(await benchLists(Number(items), Number(findings), base));
}
