import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../agent/store/sqlite.ts';
import { wayward } from '../test/support/cli.ts';
import { table } from './lib/measure.ts';

/** Caps with the real clock: `node bench/gentle.ts`. What a scan took of its source a second, against what it may. */

const MB = 1_000_000;

interface Tree {
  readonly files: number;
  /** Bytes of the nth file. */
  size(n: number): number;
}

/** Small files and some large ones, as shares have them. */
const mixed: Tree = { files: 400, size: (n) => (n % 50 === 0 ? 2 * MB : 20_000 + (n % 7) * 10_000) };
const small: Tree = { files: 1_200, size: () => 2_000 };

export async function benchGentle(): Promise<string> {
  const rows: string[][] = [];
  for (const rate of [2, 5]) rows.push(await measured(mixed, `max_mb_per_second: ${rate}`, rate, 'MB/s'));
  for (const rate of [50, 150]) rows.push(await measured(small, `max_files_per_second: ${rate}`, rate, 'files/s'));
  return table(['cap', 'read', 'time', 'measured', 'of the cap'], rows);
}

async function measured(tree: Tree, cap: string, rate: number, unit: 'MB/s' | 'files/s'): Promise<string[]> {
  const dir = mkdtempSync(join(tmpdir(), 'wayward-gentle-'));
  try {
    const bytes = plant(join(dir, 'share'), tree);
    const config = join(dir, 'wayward.yaml');
    writeFileSync(
      config,
      `version: 1\nstate: ./state\nsources: [{ name: share, kind: folder, path: ./share, acl: false, ${cap} }]\n`,
    );
    const { code, err } = await wayward(['scan', '--config', config, '--quiet']);
    if (code !== 0) throw new Error(err);
    await using store = await openStore(join(dir, 'state'), { readOnly: true });
    const run = await store.run();
    const seconds = (Date.parse(run?.finishedAt ?? '') - Date.parse(run?.startedAt ?? '')) / 1000;
    const done = (unit === 'MB/s' ? bytes / MB : tree.files) / seconds;
    const read = `${tree.files} files, ${(bytes / MB).toFixed(0)} MB`;
    const share = `${((100 * done) / rate).toFixed(1)} %`;
    return [`\`${cap}\``, read, `${seconds.toFixed(1)} s`, `${done.toFixed(2)} ${unit}`, share];
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function plant(share: string, { files, size }: Tree): number {
  const line = 'The meeting begins at nine; whoever comes late is asked to wait outside until the break.\n';
  let bytes = 0;
  for (let n = 0; n < files; n++) {
    const folder = join(share, `folder-${n % 20}`);
    mkdirSync(folder, { recursive: true });
    const text = `${n}\n${line.repeat(Math.ceil(size(n) / line.length))}`.slice(0, size(n));
    writeFileSync(join(folder, `${n}.txt`), text);
    bytes += text.length;
  }
  return bytes;
}

if (import.meta.main) console.log(await benchGentle());
