import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutboxEvent } from '../../agent/contracts/delivery.ts';
import { openStore } from '../../agent/store/sqlite.ts';
import { startWayward, wayward } from '../support/cli.ts';
import { acmeWith, startReceiver, stopReceivers } from './process.ts';
import { randomOf } from './support.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'wayward-killed-'));
});
afterEach(() => {
  stopReceivers();
  rmSync(dir, { recursive: true, force: true });
});

const siem = (port: number) => `
  - name: siem
    kind: endpoint
    url: http://127.0.0.1:${port}/events
    batch: 5
    token: \${TOKEN}
    signature: { key_id: main, secret: "\${HMAC}" }
`;

async function waiting(): Promise<readonly OutboxEvent[]> {
  await using store = await openStore(join(dir, 'state'));
  return store.outbox.next('siem', { events: 100_000, bytes: 2 ** 40, onePerItem: false });
}

/** As it arrived, by the reference receiver's own command. */
async function received() {
  const { out, code } = await wayward(['received', '--state', join(dir, 'received'), '--export']);
  expect(code).toBe(0);
  const lines = out.split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as { id: string; subject: string; sequence: string });
}

function expectAll(arrived: Awaited<ReturnType<typeof received>>, produced: readonly OutboxEvent[]): void {
  expect(arrived.map(({ id }) => id).sort()).toEqual(produced.map(({ id }) => id).sort());
  const last = new Map<string, string>();
  for (const { subject, sequence } of arrived) {
    expect(sequence > (last.get(subject) ?? '')).toBe(true);
    last.set(subject, sequence);
  }
}

describe('killed while it delivers', () => {
  it('the agent, at up to twenty random moments: everything arrives, once, in order', {
    timeout: 300_000,
  }, async () => {
    const receiver = await startReceiver(dir);
    const { args, env } = acmeWith(dir, siem(receiver.port));
    const scanned = await wayward(args('scan', '--now', '2026-06-30', '--quiet', '--no-deliver'), { env });
    expect(scanned.code).toBe(4);
    const produced = await waiting();
    expect(produced.length).toBeGreaterThan(400);

    const random = randomOf(5);
    let killed = 0;
    let partly = 0;
    for (let left = produced.length; killed < 20 && left > 0; ) {
      const { child, ended } = startWayward(args('deliver'), { env });
      // Starting takes longer than sending: some are killed before the first batch, most between two.
      const before = (await received()).length;
      while ((await received()).length === before && child.exitCode === null && random() > 0.1);
      await sleep(40 * random());
      child.kill('SIGKILL');
      if ((await ended).signal !== 'SIGKILL') break;
      killed++;
      const now = (await waiting()).length;
      if (now < left) partly++;
      left = now;
    }
    expect(killed).toBeGreaterThan(3);
    expect(partly).toBeGreaterThan(1);
    const last = await wayward(args('deliver'), { env });
    expect(last.code).toBe(0);
    expect(last.err).toBe('');
    expect(await waiting()).toEqual([]);
    expectAll(await received(), produced);
    receiver.child.kill('SIGTERM');
    expect((await receiver.ended).code).toBe(0);
  });

  it('the receiver, again and again: nothing that it has answered for is lost', { timeout: 300_000 }, async () => {
    let receiver = await startReceiver(dir);
    const { port } = receiver;
    const { args, env } = acmeWith(dir, siem(port));
    await wayward(args('scan', '--now', '2026-06-30', '--quiet', '--no-deliver'), { env });
    const produced = await waiting();
    const { child, ended } = startWayward(args('deliver'), { env });
    const random = randomOf(9);
    for (let times = 0; times < 4 && child.exitCode === null; times++) {
      const before = (await received()).length;
      while ((await received()).length === before && child.exitCode === null);
      await sleep(30 * random());
      receiver.child.kill('SIGKILL');
      await receiver.ended;
      receiver = await startReceiver(dir, port);
    }
    const { code, err } = await ended;
    expect([code, err]).toEqual([0, '']);
    expectAll(await received(), produced);
    receiver.child.kill('SIGTERM');
    await receiver.ended;
  });

  it('the scan itself: what it was to tell is told by the next one', { timeout: 300_000 }, async () => {
    const receiver = await startReceiver(dir);
    const { args, env } = acmeWith(dir, siem(receiver.port));
    const scan = args('scan', '--now', '2026-06-30', '--quiet');
    const random = randomOf(21);
    const started = performance.now();
    const other = ['--state', join(dir, 'other'), '--no-deliver'];
    const first = await wayward([...scan, ...other], { env });
    expect(first.code).toBe(4);
    const whole = performance.now() - started;
    for (let times = 0; times < 6; times++) {
      const { child, ended } = startWayward(scan, { env });
      await sleep(whole * (0.3 + 0.7 * random()));
      child.kill('SIGKILL');
      await ended;
    }
    expect((await wayward(scan, { env })).code).toBe(4);
    const { out } = await wayward(['received', '--state', join(dir, 'received'), '--export']);
    const events = out
      .split('\n')
      .slice(0, -1)
      .map(
        (line) =>
          JSON.parse(line) as { id: string; source: string; type: string; data: { finding_info?: { uid: string } } },
      );
    expect(new Set(events.map(({ id, source }) => `${source} ${id}`)).size).toBe(events.length);
    const creates = events.filter(({ type }) => type === 'wayward.data_security_finding.create');
    // Each finding once, whichever run came to tell of it.
    const byFinding = Map.groupBy(creates, ({ data }) => data.finding_info?.uid ?? '');
    expect([...byFinding.values()].every((of) => of.length === 1)).toBe(true);
    expect(byFinding.size).toBeGreaterThan(400);
    const count = (type: string) => events.filter((event) => event.type === `wayward.scan_activity.${type}`).length;
    // Every start that was told has an end that was told.
    expect(count('started')).toBe(count('completed') + count('failed') + count('stopped'));
    receiver.child.kill('SIGTERM');
    await receiver.ended;
  });
});
