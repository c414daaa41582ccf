import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { readJsonl, startWayward, wayward } from '../support/cli.ts';

/** Of names of files in which the scan found somebody. */
const sealedCells = /^wayward: \d+ cells were sealed in .*\n/gm;

const config = fileURLToPath(new URL('../../fixtures/acme/wayward.yaml', import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'wayward-kill-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const env = { ...process.env, XDG_CONFIG_HOME: join(dir, 'config') };

const args = (state: string, report: string) => [
  ...['scan', '--config', config, '--state', join(dir, state), '--report', `jsonl=${join(dir, report)}`],
  ...['--now', '2026-06-30', '--quiet', '--workers', '2'],
];

/** A run's answer without what tells which run gave it, and which was before: fresh or carried, the run's own line. */
function answer(report: string): string[] {
  return readJsonl(join(dir, report))
    .filter(({ type }) => type !== 'run' && type !== 'comparison' && type !== 'difference')
    .map((line) =>
      JSON.stringify(line, (key, value) =>
        key === 'carried' || key === 'run' || key === 'opened_in' || key === 'bytes_read' || key === 'touched'
          ? undefined
          : value,
      ),
    );
}

/** The same moments each time: a failure can be looked at again. */
function* moments(seed: number): Generator<number> {
  for (let x = seed; ; ) {
    x = (x * 1103515245 + 12345) % 2147483648;
    yield x / 2147483648;
  }
}

describe('promise: nothing is lost', () => {
  it('killed at twenty random moments, the next run gives the answer of an undisturbed one', {
    timeout: 300_000,
  }, async () => {
    const started = performance.now();
    expect((await wayward(args('whole', 'whole.jsonl'), { env })).code).not.toBe(2);
    const whole = performance.now() - started;
    const expected = answer('whole.jsonl');
    expect(expected.length).toBeGreaterThan(100);

    const random = moments(7);
    let killed = 0;
    for (let round = 0; killed < 20 && round < 60; round++) {
      const { child, ended } = startWayward(args('killed', 'killed.jsonl'), { env });
      await sleep(whole * 0.9 * (random.next().value ?? 0));
      child.kill('SIGKILL');
      if ((await ended).signal !== 'SIGKILL') continue;
      killed++;
      // Every fourth time from the beginning, else on what the kill left behind.
      if (killed % 4 !== 0) continue;
      const { code, err } = await wayward(args('killed', 'killed.jsonl'), { env });
      expect(err.replace(sealedCells, '')).toBe('');
      expect(code).not.toBe(2);
      expect(answer('killed.jsonl')).toEqual(expected);
      rmSync(join(dir, 'killed'), { recursive: true, force: true });
    }
    expect(killed).toBe(20);
  });

  it('Ctrl-C stops by itself and keeps what was done', async () => {
    const { child, ended } = startWayward(args('stopped', 'stopped.jsonl'), { env });
    // The store is there: it has begun. Before that a signal ends it as any program, and nothing was done yet.
    while (!existsSync(join(dir, 'stopped/wayward.db')) && child.exitCode === null) await sleep(5);
    await sleep(100);
    child.kill('SIGINT');
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    const { code, signal } = await ended;
    clearTimeout(late);
    expect(signal).toBeNull();
    // A run that was quicker than the signal is a run all the same.
    expect([130, 0, 1, 4, 5]).toContain(code);
    await wayward(args('stopped', 'stopped.jsonl'), { env });
    expect(answer('stopped.jsonl')).toEqual(answer('whole.jsonl'));
  });
});
