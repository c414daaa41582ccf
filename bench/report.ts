import { existsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { filledStore } from './lib/filled-store.ts';
import { measureWayward, median, table } from './lib/measure.ts';

/** Reports from a large store, and the page in a browser: `node bench/report.ts [items] [findings] [folder of stores]`. */
export async function benchReport(items: number, findings: number, base: string): Promise<string> {
  const { config, dir } = await filledStore(base, items, findings);
  const rows: string[][] = [];
  for (const [kind, extension] of [
    ['html', 'html'],
    ['terminal', 'txt'],
    ['retention', 'csv'],
    ['csv', 'csv'],
  ] as const) {
    const file = join(dir, `report.${extension}`);
    const runs = [];
    for (let n = 0; n < (kind === 'csv' ? 1 : 3); n++) {
      runs.push(await measureWayward(['report', kind, '--config', config, '--out', file]));
    }
    rows.push([
      kind,
      `${median(runs.map(({ seconds }) => seconds)).toFixed(1)} s`,
      `${median(runs.map(({ cpuSeconds }) => cpuSeconds)).toFixed(1)} s`,
      `${Math.round(median(runs.map(({ peakMB }) => peakMB)))} MB`,
      `${(statSync(file).size / 1e6).toFixed(1)} MB`,
    ]);
  }
  const paint = await firstPaint(join(dir, 'report.html'));
  const said =
    paint === null ? 'no Chromium to look at the page with' : `first paint of the page: ${Math.round(paint)} ms`;
  return `${table(['report', 'time', 'CPU', 'memory', 'size'], rows)}\n\n${said}`;
}

async function firstPaint(file: string): Promise<number | null> {
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  if (executablePath === undefined) return null;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const paints: number[] = [];
    for (let n = 0; n < 5; n++) {
      const page = await browser.newPage();
      await page.goto(pathToFileURL(file).href);
      const script = `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1`;
      paints.push((await page.evaluate(script)) as number);
      await page.close();
    }
    return median(paints);
  } finally {
    await browser.close();
  }
}

if (import.meta.main) {
  const [items = '1000000', findings = '200000', base = join(tmpdir(), 'wayward-bench-stores')] = process.argv.slice(2);
  console.log(await benchReport(Number(items), Number(findings), base));
}
