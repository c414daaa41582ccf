import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { wayward } from '../support/cli.ts';

/** Of names of files in which the scan found somebody. */
const sealedCells = /^wayward: \d+ cells were sealed in .*\n/gm;

const config = fileURLToPath(new URL('../../fixtures/acme/wayward.yaml', import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'wayward-same-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const kinds = ['jsonl', 'csv', 'html'];

async function reports(name: string, workers: number): Promise<string[]> {
  const files = kinds.map((kind) => join(dir, `${name}.${kind}`));
  const args = [
    'scan',
    '--config',
    config,
    '--state',
    join(dir, name),
    '--now',
    '2026-06-30',
    '--workers',
    String(workers),
    '--quiet',
  ];
  const { code, err } = await wayward([...args, ...kinds.flatMap((kind, at) => ['--report', `${kind}=${files[at]}`])], {
    env: { ...process.env, XDG_CONFIG_HOME: join(dir, 'config') },
  });
  expect(err.replace(sealedCells, '')).toBe('');
  expect([0, 1, 4, 5]).toContain(code);
  // The head of the audit trail hashes when each entry was made, by the real clock.
  return files.map((file) => readFileSync(file, 'utf8').replace(/<dd>\d+:[\da-f]{64}<\/dd>/, ''));
}

describe('promise: the same input gives the same output', () => {
  it('byte for byte, inline and with four threads', async () => {
    const inline = await reports('inline', 0);
    const threads = await reports('threads', 4);
    for (const [at, kind] of kinds.entries()) expect(threads[at] === inline[at], `${kind} reports differ`).toBe(true);
    expect(inline[0]?.length).toBeGreaterThan(10_000);
  });
});
