import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Limits, Setup } from '../../agent/work/messages.ts';
import { threadScanner } from '../../agent/work/pool.ts';
import { tree } from '../support/tree.ts';

const MiB = 1024 * 1024;
const limits: Limits = {
  cpu: 60_000,
  cpuPerMiB: 6_000,
  stall: 60_000,
  memory: 1024 * MiB,
  bytes: 4096 * MiB,
  ratio: 200,
  depth: 8,
  members: 100_000,
};

function setupOf(path: string, less: Partial<Limits> = {}): Setup {
  return {
    sources: [
      {
        name: 'share',
        kind: 'folder',
        settings: { path, include: ['**'], exclude: [], follow_symlinks: false, acl: false },
      },
    ],
    countries: [],
    detectors: { only: ['email'], disable: [], custom: [] },
    limits: { ...limits, ...less },
    excludeKinds: ['media', 'program', 'font'],
    key: Buffer.alloc(32, 7),
  };
}

const { signal } = new AbortController();
const mail = 'Contact: synthetic.person@acme-kunden.de\n';

describe('worker pool', () => {
  it('gives the outcome of each order, whatever the order they end in', async () => {
    using share = tree(
      Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`${n}.txt`, n % 3 === 0 ? mail : 'nothing here'])),
    );
    await using scanner = threadScanner(setupOf(share.dir), 2);
    const found: string[] = [];
    for (let n = 0; n < 30; n++) {
      const outcome = await scanner.scan({ source: 'share', path: `${n}.txt`, size: 40 }, signal);
      if (outcome.tallies.length > 0) found.push(`${n}`);
      expect(outcome.status).toBe('read');
    }
    expect(found).toEqual(Array.from({ length: 10 }, (_, n) => `${n * 3}`));
  });

  it('ends a thread that uses more CPU time than the item may, and goes on', async () => {
    // Reading 64 MB takes longer than 1 ms of CPU: the limit, not the file, is what is extreme here.
    using share = tree({ 'big.txt': mail.repeat(1_600_000), 'small.txt': mail });
    await using scanner = threadScanner(setupOf(share.dir, { cpu: 1, cpuPerMiB: 0 }), 1);
    const outcome = await scanner.scan({ source: 'share', path: 'big.txt', size: 64 * MiB }, signal);
    expect(outcome).toMatchObject({ status: 'unread', problems: [{ code: 'timeout', detail: 'time', part: '' }] });
    const next = await scanner.scan({ source: 'share', path: 'small.txt', size: mail.length }, signal);
    expect(next.status).toBe('read');
  });

  it('ends a thread that takes more memory than the item may', async () => {
    using share = tree({ 'small.txt': mail });
    execFileSync('sh', ['-c', `head -c 200000000 /dev/zero | tr '\\0' 'a' > ${join(share.dir, 'line.json')}`]);
    await using scanner = threadScanner(setupOf(share.dir, { memory: 20 * MiB }), 1);
    const outcome = await scanner.scan({ source: 'share', path: 'line.json', size: 200_000_000 }, signal);
    expect(outcome).toMatchObject({ status: 'unread', problems: [{ code: 'memory' }] });
  });

  it('stops at once when it is told to', async () => {
    using share = tree({ 'big.txt': mail.repeat(1_600_000) });
    await using scanner = threadScanner(setupOf(share.dir), 1);
    const stop = new AbortController();
    const scan = scanner.scan({ source: 'share', path: 'big.txt', size: 64 * MiB }, stop.signal);
    setTimeout(() => stop.abort(), 50);
    await expect(scan).rejects.toThrow();
  });

  it('an item that cannot be opened is unread with its reason', async () => {
    using share = tree();
    await using scanner = threadScanner(setupOf(share.dir), 1);
    const outcome = await scanner.scan({ source: 'share', path: 'gone.txt', size: 1 }, signal);
    expect(outcome).toMatchObject({ status: 'unread', problems: [{ code: 'vanished' }] });
  });
});
