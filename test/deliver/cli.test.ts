import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { wayward } from '../support/cli.ts';
import { closedPort, httpPeer, ok, status } from '../support/http-peer.ts';
import { acmeWith } from './process.ts';

const dir = mkdtempSync(join(tmpdir(), 'wayward-outbox-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

let nth = 0;
/** Each in a folder of its own. */
async function place(destinations: string, more = '') {
  const own = join(dir, String(nth++));
  const with_ = acmeWith(own, destinations + more);
  const run = (command: string, ...args: string[]) => wayward(with_.args(command, ...args), { env: with_.env });
  const scan = (...args: string[]) => run('scan', '--now', '2026-06-30', '--quiet', ...args);
  return { own, run, scan };
}

const at = (port: number, more = '') => `
  - { name: siem, kind: endpoint, url: "http://127.0.0.1:${port}/", batch: 100 ${more} }
`;
const short = 'outbox: { deliver_for: 1500 ms }\n';

interface Shown {
  readonly destinations: readonly Record<string, unknown>[];
  readonly parked: readonly { readonly id: string; readonly reason: string }[];
}

describe('wayward scan, deliver, outbox', () => {
  it('a destination that is away makes no scan fail: the outbox says what waits and why, and delivers later', async () => {
    const port = await closedPort();
    const { run, scan } = await place(at(port), short);
    const scanned = await scan();
    expect(scanned.code).toBe(4);
    expect(scanned.err).toMatch(
      /^wayward: siem: \d+ events to deliver \(last attempt: connection refused\); "wayward deliver" sends them\n$/,
    );
    const shown = await run('outbox');
    expect(shown.code).toBe(0);
    expect(shown.out).toMatch(
      /^siem: \d+ waiting \(\d+ KiB\), the oldest from 2026-06-30T10:00:00Z; 0 parked; nothing delivered yet, \d+ failed attempts/,
    );
    const { destinations } = JSON.parse((await run('outbox', '--json')).out) as Shown;
    expect(destinations[0]).toMatchObject({
      destination: 'siem',
      configured: true,
      parked: 0,
      fillingUp: false,
      reason: 'connection_refused',
    });
    const late = await run('deliver', '--for', '300 ms');
    expect([late.code, late.out]).toEqual([4, 'siem: 0 delivered, 0 parked\n']);
  });

  it('the start of a run is told while it runs, and --no-deliver leaves all of it', async () => {
    await using peer = await httpPeer(ok);
    const { run, scan } = await place(at(peer.port));
    expect((await scan('--no-deliver')).err).toMatch(/events to deliver; "wayward deliver" sends them/);
    expect(peer.taken).toEqual([]);
    const sent = await run('deliver', '--json');
    expect(sent.code).toBe(0);
    expect(JSON.parse(sent.out)).toEqual([
      { destination: 'siem', delivered: expect.any(Number), parked: 0, reason: null },
    ]);
    const before = peer.taken.length;
    expect((await scan()).err).toBe('');
    const types = peer.taken
      .slice(before)
      .flatMap(({ text }) => (JSON.parse(text) as { type: string }[]).map(({ type }) => type));
    expect(types).toEqual(['wayward.scan_activity.started', 'wayward.scan_activity.completed']);
    // Not in the same batch: the start did not wait for the end.
    expect(peer.taken.length - before).toBe(2);
  });

  it('what was refused is listed with its reason, sent again when asked, or dropped with one', async () => {
    await using peer = await httpPeer(status(403));
    const { run, scan } = await place(at(peer.port), short);
    const scanned = await scan();
    expect(scanned.err).toMatch(/not accepted, and parked; "wayward outbox" says why/);
    const { destinations, parked } = JSON.parse((await run('outbox', '--json')).out) as Shown;
    expect(parked.length).toBeGreaterThan(0);
    expect(destinations[0]?.['parked']).toBe(parked.length);
    expect(new Set(parked.map(({ reason }) => reason))).toEqual(new Set(['http_403']));
    const [first, second] = parked;
    expect((await run('outbox')).out).toContain(`parked  siem  ${first?.id}`);

    const unknown = await run('outbox replay', 'e-none');
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('none of these is parked')]);
    const noReason = await run('outbox drop', first?.id ?? '');
    expect(noReason.code).toBe(2);
    const dropped = await run('outbox drop', first?.id ?? '', '--reason', 'a test');
    expect([dropped.code, dropped.out]).toEqual([0, '1 dropped\n']);
    expect((await run('outbox drop', first?.id ?? '', '--reason', 'again')).code).toBe(2);
    expect((await run('outbox replay', second?.id ?? '')).out).toMatch(/^1 to be sent again/);
    expect((await run('outbox replay')).out).toMatch(new RegExp(`^${parked.length - 2} to be sent again`));
    peer.answer(ok);
    expect((await run('deliver')).code).toBe(0);
    const trail = (await run('audit')).out;
    expect(trail).toMatch(new RegExp(`outbox_drop {2}${first?.id} {2}events=1 reason=a test`));
    expect(trail).toMatch(/outbox_replay {2}outbox {2}events=/);
    const ids = peer.taken.flatMap(({ text }) => (JSON.parse(text) as { id: string }[]).map(({ id }) => id));
    expect(ids).toContain(second?.id);
  });

  it('a full outbox is told before it is full and when it is, loses nothing, and has its own exit code', async () => {
    await using peer = await httpPeer(status(503));
    const { run, scan } = await place(at(peer.port), 'outbox: { deliver_for: 200 ms, max_size: 400 KiB }\n');
    const full = await scan();
    expect(full.code).toBe(4 | 8);
    expect(full.err).toMatch(/THE OUTBOX IS FULL: \d+ events found no room; nothing is lost/);
    expect((await run('outbox')).out).toMatch(/ ! siem: THE OUTBOX IS FULL/);
    expect((await run('audit')).out).toMatch(/outbox_fills_up {2}siem/);
    peer.answer(ok);
    let rounds = 0;
    for (let code = full.code; code !== 4 && rounds < 20; rounds++) {
      await run('deliver');
      code = (await scan()).code ?? 0;
    }
    await run('deliver');
    expect(rounds).toBeLessThan(20);
    const findings = peer.taken
      .filter((_, index) => index > 0)
      .flatMap(({ text }) => JSON.parse(text) as { type: string; data: { finding_info: { uid: string } } }[])
      .filter(({ type }) => type === 'wayward.data_security_finding.create');
    expect(new Set(findings.map(({ data }) => data.finding_info.uid)).size).toBeGreaterThan(460);
    expect((await run('audit')).out).toMatch(/outbox_has_room {2}siem/);
  });

  it('a destination that is set up wrongly is told before the scan', async () => {
    const { scan } = await place('  - { name: siem, kind: endpoint, url: "https://siem.example/", ca: ./none.pem }\n');
    const scanned = await scan();
    expect([scanned.code, scanned.err]).toEqual([
      2,
      expect.stringMatching(/destination siem: .*none\.pem cannot be read \(ENOENT\)/),
    ]);
  });

  it('says that there is nothing to deliver to', async () => {
    const { own, run } = await place(at(1));
    const { env, args } = acmeWith(join(own, 'none'), ' []\n');
    const ran = await wayward(args('deliver'), { env });
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('no "destinations:"')]);
    expect((await run('deliver', '--for', 'ever')).err).toContain('is no duration');
  });

  it('judging again tells what another policy changes, and no second end of the run', async () => {
    const own = join(dir, 'judge');
    const { args, env } = acmeWith(own, `  - { name: log, kind: file, path: ./log.jsonl }\n`);
    await wayward(args('scan', '--now', '2026-06-30', '--quiet'), { env });
    const log = join(own, 'acme/log.jsonl');
    expect(statSync(log).mode & 0o777).toBe(0o600);
    const before = lines(log).length;
    await wayward(args('judge', '--now', '2026-06-30'), { env });
    expect((await wayward(args('deliver'), { env })).code).toBe(0);
    expect(lines(log)).toHaveLength(before);
    // Ten years later much more has been kept too long.
    await wayward(args('judge', '--now', '2036-06-30'), { env });
    await wayward(args('deliver'), { env });
    const more = lines(log)
      .slice(before)
      .map((line) => JSON.parse(line) as { type_uid: number });
    expect(more.length).toBeGreaterThan(10);
    expect(new Set(more.map(({ type_uid: uid }) => uid)).has(600702)).toBe(false);
    expect(new Set(more.map(({ type_uid: uid }) => uid)).has(200602)).toBe(true);
  });
});

const lines = (path: string) => readFileSync(path, 'utf8').split('\n').slice(0, -1);
