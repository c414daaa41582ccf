import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Detector } from '../agent/contracts/detector.ts';
import type { Tally } from '../agent/contracts/finding.ts';
import { createDetection } from '../agent/detect/detection.ts';
import { createEngine, type Engine } from '../agent/detect/engine.ts';
import { createFingerprint } from '../agent/detect/fingerprint.ts';
import { loadPlugins } from '../agent/registry.ts';
import { measure, median, table } from './lib/measure.ts';
import { patternsOf } from './lib/patterns.ts';
import { writeDense, writeSparse } from './lib/texts.ts';

/**
 * How fast one thread finds candidates, checks them and weighs them, against ripgrep looking for the same shapes with
 * one thread and no check. Both read the same file from the page cache, in turn.
 */
const rounds = 3;
const MB = 1_000_000;
const fingerprint = createFingerprint(new Uint8Array(32));

function texts(): readonly (readonly [name: string, path: string])[] {
  const base = join(tmpdir(), 'wayward-bench');
  mkdirSync(base, { recursive: true });
  const made = (name: string, size: number, write: (path: string, bytes: number) => void) => {
    const path = join(base, name);
    if (!existsSync(path)) write(path, size);
    return path;
  };
  return [
    ['prose, few values', made('sparse-200.txt', 200 * MB, writeSparse)],
    ['customers as CSV', made('dense-50.csv', 50 * MB, writeDense)],
  ];
}

/** Reads a file as running text in chunks, as the text extractor does. */
function detectFile(engine: Engine, path: string): readonly Tally[] {
  const detection = createDetection(engine, { fingerprint });
  const file = openSync(path, 'r');
  const chunk = new Uint8Array(1 << 18);
  for (let first = true; ; first = false) {
    const size = readSync(file, chunk);
    if (size === 0) break;
    const text = chunk.subarray(0, size);
    detection.add('', { type: 'prose', text, at: [], continues: !first, ...(first ? { firstLine: 1 } : {}) });
  }
  closeSync(file);
  return detection.finish();
}

export async function benchDetect(): Promise<string> {
  const detectors = [
    ...(await loadPlugins<Detector>(new URL('../detectors/', import.meta.url), { recursive: true })).values(),
  ];
  const engine = createEngine({ detectors, countries: [] });
  const rows: string[][] = [];
  for (const [name, path] of texts()) {
    const patterns = `${path}.patterns`;
    writeFileSync(patterns, patternsOf(detectors));
    const size = statSync(path).size / MB;
    const ours: number[] = [];
    const rg: number[] = [];
    let matches = 0;
    for (let round = 0; round < rounds; round++) {
      rg.push(
        (await measure('rg', ['-j1', '--no-unicode', '--dfa-size-limit', '1G', '-o', '-f', patterns, path])).seconds,
      );
      const started = performance.now();
      const tallies = detectFile(engine, path);
      ours.push((performance.now() - started) / 1000);
      matches = tallies.flatMap(({ groups }) => groups).reduce((sum, { count }) => sum + count, 0);
    }
    const [a, b] = [median(ours), median(rg)];
    rows.push([
      `${name}, ${size.toFixed(0)} MB`,
      `${(size / a).toFixed(0)} MB/s`,
      `${(size / b).toFixed(0)} MB/s`,
      `${(b / a).toFixed(2)}`,
      `${(matches / size).toFixed(0)}`,
    ]);
  }
  return table(
    ['text', `wayward, ${detectors.length} detectors`, 'rg -j1 -o -f, same shapes', 'ratio', 'matches per MB'],
    rows,
  );
}

if (import.meta.main) console.log(await benchDetect());
