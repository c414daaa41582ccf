import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { table } from './lib/measure.ts';

/**
 * What watching costs: `node bench/watch.ts`. Watches of the system (lines `inotify wd:` of /proc/PID/fdinfo), memory
 * and the time until all are there; and for comparison chokidar over the same files, which takes a watch for each file.
 */

const program = fileURLToPath(import.meta.url);

export async function benchWatch(): Promise<string> {
  const rows: string[][] = [];
  rows.push(await measured('10,000 files in 100 folders', 100, 100, 'folders'));
  rows.push(await measured('10,000 files in 100 folders', 100, 100, 'chokidar'));
  rows.push(await measured('100,000 files in 10,000 folders', 10_000, 10, 'folders'));
  rows.push(await measured('100,000 folders, a file in each', 100_000, 1, 'folders'));
  return table(['tree', 'by', 'watches', 'memory more than at rest', 'ready after'], rows);
}

async function measured(name: string, folders: number, files: number, by: 'folders' | 'chokidar'): Promise<string[]> {
  const dir = mkdtempSync(join(tmpdir(), 'wayward-watch-'));
  try {
    for (let n = 0; n < folders; n++) {
      const folder = join(dir, `${n % 100}`, `${Math.floor(n / 100)}`);
      mkdirSync(folder, { recursive: true });
      for (let f = 0; f < files; f++) writeFileSync(join(folder, `f${f}.txt`), 'x');
    }
    const { watches, megabytes, seconds } = await inProcess(dir, by);
    const told = by === 'folders' ? 'a watch for each folder' : 'chokidar';
    return [name, told, watches.toLocaleString('en'), `${Math.round(megabytes)} MB`, `${seconds.toFixed(1)} s`];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function inProcess(dir: string, by: string): Promise<{ watches: number; megabytes: number; seconds: number }> {
  const child = spawn(process.execPath, ['--expose-gc', program, dir, by], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  while (!text.includes('\n')) {
    if (child.exitCode !== null) throw new Error('it has ended');
    await sleep(50);
  }
  const { megabytes, seconds } = JSON.parse(text) as { megabytes: number; seconds: number };
  const watches = readdirSync(`/proc/${child.pid}/fdinfo`)
    .map((fd) => readFileSync(`/proc/${child.pid}/fdinfo/${fd}`, 'utf8').match(/^inotify wd:/gm)?.length ?? 0)
    .reduce((sum, n) => sum + n, 0);
  child.kill('SIGKILL');
  return { watches, megabytes, seconds };
}

async function child(dir: string, by: string): Promise<void> {
  const before = resident();
  const began = performance.now();
  if (by === 'chokidar') {
    const { watch } = await import('chokidar');
    const watcher = watch(dir);
    await new Promise((done) => watcher.once('ready', () => done(null)));
  } else {
    const { default: folder } = await import('../agent/sources/folder.ts');
    const { signal } = new AbortController();
    const open = await folder.open(folder.settings.parse({ path: dir, acl: false }), {
      ...{ signal, ownPaths: [], forReading: false },
    });
    const quiet = { changed: () => {}, gone: () => {}, trouble: (what: object) => console.error(what) };
    await open.watch?.({ settleMs: 1000, mostFolders: 1_000_000, compareMs: 3_600_000 }, quiet, signal);
  }
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(`${JSON.stringify({ megabytes: resident() - before, seconds })}\n`);
  setInterval(() => {}, 1000);
}

function resident(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 1e6;
}

const [dir, by] = process.argv.slice(2);
if (process.argv[1] === program) {
  if (dir !== undefined && by !== undefined) await child(dir, by);
  else process.stdout.write(`${await benchWatch()}\n`);
}
