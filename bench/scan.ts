import { appendFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measured, measure, measureWayward, median, table } from './lib/measure.ts';
import { makeBigLog, makeFlatFolder, makeMixedShare, makeSmallFiles } from './share.ts';

/** End to end: a mixed share, a re-scan of small files that did not change, one very large folder and file. */
const base = join(tmpdir(), 'wayward-bench');
const env = { XDG_CONFIG_HOME: join(base, 'config') };
const rounds = 3;
const GB = 1_000_000_000;

async function made(name: string, make: (path: string) => unknown): Promise<string> {
  const path = join(base, name);
  if (!existsSync(path)) {
    mkdirSync(base, { recursive: true });
    await make(path);
  }
  return path;
}

function scanOf(target: string, state: string, workers: number) {
  return measureWayward(['scan', target, '--state', join(base, state), '--workers', String(workers), '--quiet'], env);
}

async function mixed(): Promise<readonly string[][]> {
  const share = await made('mixed-10000', (path) => makeMixedShare(path, 10_000));
  const bytes = await sizeOf(share);
  const rows: string[][] = [];
  for (const workers of [1, 2]) {
    const runs = [];
    for (let round = 0; round < rounds; round++) {
      rmSync(join(base, 'state-mixed'), { recursive: true, force: true });
      runs.push(await scanOf(share, 'state-mixed', workers));
    }
    const seconds = median(runs.map((run) => run.seconds));
    const peak = Math.max(...runs.map((run) => run.peakMB));
    rows.push([
      `10,000 mixed files (${(bytes / 1e6).toFixed(0)} MB), ${workers} worker${workers > 1 ? 's' : ''}`,
      `${seconds.toFixed(1)} s`,
      `${(10_000 / seconds).toFixed(0)} files/s, ${(bytes / 1e6 / seconds).toFixed(1)} MB/s`,
      `${peak.toFixed(0)} MB`,
    ]);
  }
  return rows;
}

async function rescan(): Promise<readonly string[][]> {
  const files = 200_000;
  const share = await made('small-200000', (path) => makeSmallFiles(path, files));
  rmSync(join(base, 'state-small'), { recursive: true, force: true });
  const first = await scanOf(share, 'state-small', 2);
  const find = [];
  const again = [];
  for (let round = 0; round < rounds; round++) {
    find.push(await measure('find', [share, '-printf', '%p %s %T@ %C@ %i %u %g %m\n']));
    again.push(await scanOf(share, 'state-small', 2));
  }
  const ratio = median(again.map((run) => run.seconds)) / median(find.map((run) => run.seconds));
  return [
    [
      '200,000 small files, first scan',
      `${first.seconds.toFixed(1)} s`,
      `${(files / first.seconds).toFixed(0)} files/s`,
      `${first.peakMB.toFixed(0)} MB`,
    ],
    ['the same, find -printf', `${median(find.map((run) => run.seconds)).toFixed(2)} s`, '1.0', ''],
    [
      'the same, re-scan, nothing changed',
      `${median(again.map((run) => run.seconds)).toFixed(2)} s`,
      `${ratio.toFixed(2)} × find`,
      `${Math.max(...again.map((run) => run.peakMB)).toFixed(0)} MB`,
    ],
  ];
}

/** A million files in ten thousand folders: nothing changed, then a thousand of them. CPU too: the machine may be shared. */
async function million(): Promise<readonly string[][]> {
  const [files, folders, changed] = [1_000_000, 10_000, 1_000];
  const share = await made('small-1000000', (path) => makeSmallFiles(path, files, folders));
  await scanOf(share, 'state-million', 2);
  const [find, again] = [[], []] as [Measured[], Measured[]];
  for (let round = 0; round < rounds; round++) {
    find.push(await measure('find', [share, '-printf', '%p %s %T@ %C@ %i %u %g %m\n']));
    again.push(await scanOf(share, 'state-million', 2));
  }
  for (let n = 0; n < changed; n++) {
    const folder = n * (folders / changed);
    const file = `${(folder * files) / folders}.txt`;
    appendFileSync(join(share, `d${Math.floor(folder / 50)}`, `f${folder}`, file), `changed ${n}\n`);
  }
  const some = await scanOf(share, 'state-million', 2);
  const listing = { seconds: median(find.map((run) => run.seconds)), cpu: median(find.map((run) => run.cpuSeconds)) };
  const row = (what: string, runs: readonly Measured[]) => {
    const [seconds, cpu] = [median(runs.map((run) => run.seconds)), median(runs.map((run) => run.cpuSeconds))];
    const ratio = `${(seconds / listing.seconds).toFixed(2)} × find; CPU ${cpu.toFixed(1)} s, ${(cpu / listing.cpu).toFixed(2)} × find's`;
    return [what, `${seconds.toFixed(1)} s`, ratio, `${Math.max(...runs.map((run) => run.peakMB)).toFixed(0)} MB`];
  };
  return [
    [
      '1,000,000 files in 10,000 folders, find -printf',
      `${listing.seconds.toFixed(1)} s`,
      `CPU ${listing.cpu.toFixed(1)} s`,
      '',
    ],
    row('the same, re-scan, nothing changed', again),
    row('the same, 1,000 files changed and read', [some]),
  ];
}

async function flat(): Promise<readonly string[][]> {
  const files = 1_000_000;
  const share = await made('flat-1000000', (path) => makeFlatFolder(path, files));
  rmSync(join(base, 'state-flat'), { recursive: true, force: true });
  const first = await scanOf(share, 'state-flat', 2);
  const again = [];
  for (let round = 0; round < rounds; round++) again.push(await scanOf(share, 'state-flat', 2));
  const row = (what: string, seconds: number, peak: number) => [
    what,
    `${seconds.toFixed(1)} s`,
    `${(files / seconds).toFixed(0)} files/s`,
    `${peak.toFixed(0)} MB`,
  ];
  return [
    row('1,000,000 files in one folder, first scan', first.seconds, first.peakMB),
    row(
      'the same, re-scan, nothing changed',
      median(again.map((run) => run.seconds)),
      Math.max(...again.map((run) => run.peakMB)),
    ),
  ];
}

async function large(): Promise<readonly string[][]> {
  const rows: string[][] = [];
  for (const [name, bytes] of [
    ['log-4MB', 4_000_000],
    ['log-4GB', 4 * GB],
  ] as const) {
    const file = await made(`${name}.log`, (path) => makeBigLog(path, bytes));
    rmSync(join(base, 'state-large'), { recursive: true, force: true });
    const run = await scanOf(file, 'state-large', 1);
    const size = statSync(file).size;
    rows.push([
      `one ${name.slice(4)} log`,
      `${run.seconds.toFixed(1)} s`,
      `${(size / 1e6 / run.seconds).toFixed(0)} MB/s`,
      `${run.peakMB.toFixed(0)} MB`,
    ]);
  }
  return rows;
}

async function sizeOf(dir: string): Promise<number> {
  const { readdir, stat } = await import('node:fs/promises');
  let bytes = 0;
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return bytes;
}

export async function benchScan(): Promise<string> {
  const rows = [...(await mixed()), ...(await rescan()), ...(await million()), ...(await flat()), ...(await large())];
  return table(['what', 'time', 'rate', 'peak memory'], rows);
}

/** `node bench/scan.ts million`: that row alone. */
if (import.meta.main) {
  const alone = process.argv[2] === 'million';
  console.log(alone ? table(['what', 'time', 'rate', 'peak memory'], await million()) : await benchScan());
}
