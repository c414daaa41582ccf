import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from '../agent/contracts/finding.ts';
import type { ItemRecord } from '../agent/contracts/store.ts';
import { openStore } from '../agent/store/sqlite.ts';
import { finding, item, runStart } from '../test/store/make.ts';

/** What the store alone costs: `node bench/store.ts [items] [folders]`. Every tenth item holds two findings. */
const items = Number(process.argv[2] ?? 200_000);
const folders = Number(process.argv[3] ?? 2_000);
const perFolder = Math.ceil(items / folders);
const dir = mkdtempSync(join(tmpdir(), 'wayward-bench-'));

try {
  const store = await openStore(dir);
  const first = (await store.beginRun(runStart())).id;
  await timed('first commit', async () => {
    for (let f = 0; f < folders; f++) {
      const records = recordsOf(f, first);
      await store.commitUnit(first, 'share', unitOf(f), { records, unchanged: [], refreshed: [], gone: [], gaps: [] });
    }
    await store.endRun(first, 'finished', '2026-01-01T00:00:00Z');
  });
  const again = (await store.beginRun(runStart())).id;
  await timed('unchanged: known', async () => {
    for (let f = 0; f < folders; f++) await store.known('share', unitOf(f));
  });
  const ids: string[][] = [];
  for (let f = 0; f < folders; f++) ids.push([...(await store.known('share', unitOf(f))).values()].map(({ id }) => id));
  await timed('unchanged: commit', async () => {
    for (let f = 0; f < folders; f++) {
      const unchanged = ids[f] ?? [];
      await store.commitUnit(again, 'share', unitOf(f), { records: [], unchanged, refreshed: [], gone: [], gaps: [] });
    }
  });
  await timed('end of run', () => store.endRun(again, 'finished', '2026-01-02T00:00:00Z'));
  await timed('coverage', () => store.coverage(again));
  await timed('all items in order', async () => {
    let n = 0;
    for await (const _ of store.items(again)) n++;
    if (n !== folders * perFolder) throw new Error(`${n} items`);
  });
  await timed('all findings in order', async () => {
    for await (const _ of store.findings(again));
  });
  await store[Symbol.asyncDispose]();
  console.log(`size ${(statSync(join(dir, 'wayward.db')).size / 1e6).toFixed(0)} MB`);
  console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
} finally {
  rmSync(dir, { recursive: true });
}

function unitOf(f: number): string {
  return `department ${f % 40}/folder ${String(f).padStart(5, '0')}`;
}

function recordsOf(f: number, run: string): ItemRecord[] {
  return Array.from({ length: perFolder }, (_, i) => {
    const made = item({ run, unit: unitOf(f), name: `document ${String(i).padStart(4, '0')}.docx` });
    const findings: Finding[] = i % 10 === 0 ? [finding(made, 'email'), finding(made, 'bank.iban')] : [];
    return { item: made, findings };
  });
}

async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await work();
  console.log(`${what}: ${(performance.now() - start).toFixed(0)} ms`);
}
