import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { openStore } from '../../agent/store/sqlite.ts';
import { startWayward, wayward } from '../support/cli.ts';
import { ibans } from '../support/ibans.ts';

const root = mkdtempSync(join(tmpdir(), 'wayward-alerts-'));
// Everyone may read what lies in it.
chmodSync(root, 0o755);
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Many processes, one after the other. */
const slow = { timeout: 300_000 };

let places = 0;
function place(files = 40, perSecond = 8) {
  const dir = join(root, String(++places));
  mkdirSync(join(dir, 'share'), { recursive: true });
  for (const [at, iban] of ibans(files).entries()) {
    writeFileSync(join(dir, 'share', `f${at}.txt`), `Kunde, Kontonummer IBAN: ${iban}\n`, { mode: 0o644 });
  }
  const config = join(dir, 'wayward.yaml');
  writeFileSync(
    config,
    `
version: 1
state: ./state
organization: { timezone: Europe/Berlin }
sources: [{ name: share, kind: folder, path: ./share, max_files_per_second: ${perSecond} }]
policy:
  version: 1
  title: Test policy
  alerts:
    severity: none
    when: [{ id: OPEN-BANK, categories: [user.financial], exposure: everyone }]
    procedure: SOP 4
  incidents: { regimes: [gdpr, california] }
destinations:
  - { name: log, kind: file, path: ./events.jsonl, events: [alert, scan] }
`,
  );
  const run = (...args: string[]) => wayward([...args, '--config', config]);
  const events = () => {
    const text = readFileSync(join(dir, 'events.jsonl'), 'utf8');
    return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Sent]));
  };
  return { dir, config, run, events, state: join(dir, 'state') };
}

interface Sent {
  readonly class_uid: number;
  readonly activity_name: string;
  readonly finding_info?: { readonly uid: string };
  readonly unmapped: { readonly wayward: { readonly alert?: { readonly id: string; readonly activity: string } } };
}
const alertsIn = (events: readonly Sent[]) => events.flatMap(({ unmapped }) => unmapped.wayward.alert ?? []);

async function until<T>(what: () => T | false | null | undefined): Promise<T> {
  for (;;) {
    try {
      const found = what();
      if (found) return found;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    await sleep(50);
  }
}

describe('wayward alerts', () => {
  it(
    'tells while the scan runs; who has seen it says so meanwhile; a kill loses nothing and tells nothing twice',
    slow,
    async () => {
      const { config, run, events, state } = place(100, 3);
      const { child, ended } = startWayward(['scan', '--quiet', '--config', config]);
      await until(() => alertsIn(events()).length >= 2);
      const open = JSON.parse((await run('alerts', '--json')).out) as {
        id: string;
        place: string;
        reasons: string[];
      }[];
      expect(open.length).toBeGreaterThanOrEqual(2);
      expect(open[0]).toMatchObject({ reasons: ['OPEN-BANK'], place: expect.stringMatching(/^share\/f\d+\.txt$/) });
      const first = open.at(-1)?.id ?? '';
      // The scan holds the store.
      expect(child.exitCode).toBeNull();
      const seen = await run('alerts', 'ack', first.slice(0, 10), '--by', 'dpo', '--note', 'asked the owner');
      expect([seen.code, seen.out]).toEqual([0, `${first} acknowledged\n`]);
      child.kill('SIGKILL');
      await ended;

      expect((await run('scan', '--quiet')).code).toBe(0);
      const told = alertsIn(events());
      const raised = told.filter(({ activity }) => activity === 'raised').map(({ id }) => id);
      // At least once: what was sent when it was killed may have come again, as the same event.
      const ids = new Set(events().map((event) => JSON.stringify(event)));
      expect(new Set(raised).size).toBe(100);
      expect([...ids].filter((line) => line.includes('"activity":"raised"'))).toHaveLength(100);
      const acked = told.filter(({ activity }) => activity === 'acknowledged').map(({ id }) => id);
      expect([...new Set(acked)]).toEqual([first]);
      await using store = await openStore(state, { readOnly: true });
      const all = await store.alerts.all();
      expect(all).toHaveLength(100);
      expect(all.every(({ deliveredAt, raised: times }) => deliveredAt !== null && times === 1)).toBe(true);
      const acknowledged = all.filter((alert) => alert.acknowledged !== null);
      expect(acknowledged.map((alert) => alert.acknowledged)).toMatchObject([{ by: 'dpo', note: 'asked the owner' }]);
    },
  );

  it('lists what waits for somebody, and takes a word for all of it', slow, async () => {
    const { run, events } = place(3, 1000);
    expect((await run('alerts')).err).toContain('no fingerprint key');
    await run('scan', '--quiet');
    const shown = await run('alerts');
    expect(shown.out).toMatch(/^al-[0-9a-f]{16} {2}\w+ {2}.*IBAN.* in share\/f\d\.txt, readable by: everyone$/m);
    expect(shown.out).toMatch(/not acknowledged, next told \d{4}-/);
    expect((await run('alerts', 'ack')).err).toContain('name an alert, or give --all');
    expect((await run('alerts', 'ack', 'al-ffffffff')).err).toContain('there is no alert al-ffffffff');
    const all = await run('alerts', 'ack', '--all', '--json', '--by', 'dpo\u001b[2J');
    expect(JSON.parse(all.out)).toHaveLength(3);
    expect(all.out).not.toContain('\u001b');
    expect((await run('alerts')).out).toBe('No alert waits for anybody.\n3 acknowledged: --all shows them.\n');
    expect((await run('alerts', '--all')).out.match(/acknowledged \d{4}.* by dpo/g)).toHaveLength(3);
    const again = JSON.parse((await run('alerts', '--all', '--json')).out) as { id: string }[];
    expect((await run('alerts', 'ack', again[0]?.id ?? '')).out).toContain('was acknowledged');
    expect((await run('audit')).out.match(/alert_acknowledged/g)).toHaveLength(3);
    // A name can say as much as a file: of what is sent, only as much as the policy lets be seen.
    await run('deliver');
    expect(JSON.stringify(events())).not.toMatch(/\/f\d{1,2}\.txt/);
    const told = alertsIn(events()).map(({ activity }) => activity);
    expect(told.sort()).toEqual([...Array(3).fill('acknowledged'), ...Array(3).fill('raised')]);
  });
});

describe('wayward incidents', () => {
  it('keeps what people suspected, decided and did, with the clocks that begin when one is sure', slow, async () => {
    const { run, dir } = place(1, 1000);
    await run('scan', '--quiet');
    const [alert] = JSON.parse((await run('alerts', '--json')).out) as { id: string }[];
    const opened = await run('incidents', 'open', '--alert', alert?.id ?? '', '--by', 'anna', '--json');
    expect(opened.code).toBe(0);
    const { id } = JSON.parse(opened.out) as { id: string };
    expect(JSON.parse(opened.out)).toMatchObject({ state: 'suspected', alert: alert?.id, awareAt: null, clocks: [] });
    expect((await run('incidents')).out).toMatch(/^inc-[0-9a-f]{10} {2}suspected {2}International bank account/);
    expect((await run('incidents', 'notified', id, 'gdpr_authority', '--at', '2026-01-01T00:00')).err).toContain(
      'no clock runs',
    );

    const confirm = (at: string, reason: string) =>
      run('incidents', 'confirm', id, '--aware-at', at, '--reason', reason);
    expect((await confirm('2999-01-01T00:00', 'x')).err).toContain('lies ahead');
    expect((await confirm('yesterday', 'x')).err).toContain('no moment');
    expect((await confirm('2026-01-05T09:15', ' ')).err).toContain('empty');
    const confirmed = await confirm('2026-01-05T09:15', '=copied out');
    expect(confirmed.out).toContain('sure of it since 2026-01-05T08:15:00Z (2026-01-05 09:15 Europe/Berlin)');
    expect(confirmed.out).toContain('until 2026-01-08T08:15:00Z (2026-01-08 09:15 Europe/Berlin)  LATE');
    expect(confirmed.out).toContain('[ca_attorney_general]');
    expect((await confirm('2026-01-06T09:15', 'x')).code).toBe(2);

    for (const args of [
      ['notified', id, 'gdpr_authority', '--at', '2026-01-07T16:00', '--ref', 'LDA 4711'],
      ['notified', id, 'ca_residents', '--at', '2026-02-20T00:00Z'],
      ['measure', id, 'share closed, passwords changed', '--at', '2026-01-05T10:00'],
      ['note', id, 'the owner, "Anna", was asked'],
      ['assess', id, 'affected_subjects_count', '400'],
      ['assess', id, 'affected_subjects_count', '412'],
    ]) {
      expect((await run('incidents', ...args)).code).toBe(0);
    }
    expect((await run('incidents', 'assess', id, 'nonsense', '1')).err).toContain('affected_subjects_count');
    const shown = JSON.parse((await run('incidents', 'show', id.slice(0, 8), '--json')).out) as {
      clocks: { id: string; deadline: string; answeredAt: string; late: boolean }[];
      fields: object;
    };
    const clock = (name: string) => shown.clocks.find((one) => one.id === name);
    expect(clock('gdpr_authority')).toMatchObject({ answeredAt: '2026-01-07T15:00:00Z', late: false });
    expect(clock('ca_residents')).toMatchObject({ deadline: '2026-02-04T08:15:00Z', late: true });
    expect(clock('ca_attorney_general')).toMatchObject({ deadline: '2026-03-07T00:00:00Z', answeredAt: null });
    expect(clock('gdpr_persons')).toMatchObject({ deadline: null, late: false });
    expect(shown.fields).toEqual({ affected_subjects_count: '412' });

    const second = await run('incidents', 'open', '--title', 'A laptop is missing');
    const other = /inc-[0-9a-f]+/.exec(second.out)?.[0] ?? '';
    expect((await run('incidents', 'dismiss', other, '--reason', 'found again')).out).toContain('dismissed');
    expect((await run('incidents', 'open')).err).toContain('--title is empty');

    expect((await run('incidents', 'export', '--to', join(dir, 'register.csv'))).out).toContain('2 written');
    const csv = readFileSync(join(dir, 'register.csv'), 'utf8');
    expect(csv.startsWith('\ufeffref_id,name,status,discovered_on,aware_at')).toBe(true);
    expect(csv.trimEnd().split('\r\n')).toHaveLength(3);
    expect(csv).toContain("'=copied out");
    expect(csv).toContain('LDA 4711');
    expect(JSON.parse((await run('incidents', 'export', '--format', 'json')).out)).toHaveLength(2);
    const trail = (await run('audit')).out;
    for (const action of ['opened', 'confirmed', 'dismissed', 'measure', 'note', 'notified', 'assessed']) {
      expect(trail).toContain(`incident_${action}`);
    }
    // Ids and codes: what people wrote stands in the register alone.
    expect(trail).not.toMatch(/laptop|copied|Anna/);
  });
});
