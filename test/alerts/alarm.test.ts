import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AlertNotice } from '../../agent/contracts/delivery.ts';
import type { Finding } from '../../agent/contracts/finding.ts';
import type { Severity, Verdict } from '../../agent/contracts/rule.ts';
import type { ItemRecord, Store, StoredItem } from '../../agent/contracts/store.ts';
import { Alarm } from '../../agent/deliver/alarm.ts';
import { alertLevel, alertSettings, isWorse } from '../../agent/judge/alerts.ts';
import { createNames, type PathMode } from '../../agent/report/names.ts';
import { openStore } from '../../agent/store/sqlite.ts';
import { announcerFor, drain, ids, runOf, testStore } from '../deliver/support.ts';
import { done, finding, item, runStart, verdict } from '../store/make.ts';

let of: Awaited<ReturnType<typeof testStore>>;
let store: Store;
let now = 0;
let woken = 0;
/** What the rules say of findings, by detector; nothing of others. */
let said: Record<string, Severity | 'allowed'> = {};

beforeEach(async () => {
  of = await testStore();
  store = of.store;
  now = Date.UTC(2026, 5, 30, 2);
  woken = 0;
  said = { email: 'critical' };
});
afterEach(() => of[Symbol.asyncDispose]());

const clock = () => new Date(now).toISOString();

function verdictOf(found: Finding): Verdict[] {
  const severity = said[found.detector];
  if (severity === undefined) return [];
  if (severity === 'allowed') return [verdict(found, { result: 'allowed', status: 'approved', severity: null })];
  return [verdict(found, { severity })];
}

function alarm({
  paths = 'full',
  more = {},
  mostBytes = 2 ** 30,
}: {
  paths?: PathMode;
  more?: object;
  mostBytes?: number;
} = {}) {
  const settings = alertSettings.parse({ remind: ['PT1H', 'PT4H'], ...more });
  return new Alarm({
    ...{ store, mostBytes, clock, isWorse },
    listeners: [{ name: 'dpo', names: createNames(paths, ids.name) }],
    titles: new Map([['email', { title: 'E-mail address' }]]),
    sourceKinds: new Map([['share', 'folder']]),
    policy: { title: 'Test policy', hash: 'p1' },
    procedure: null,
    remind: settings.remind.map((span) => Temporal.Duration.from(span).total('milliseconds')),
    judge: async (_, findings) => findings.flatMap(verdictOf),
    level: (found, facts, verdicts) => alertLevel(settings, found, facts, verdicts),
    alertId: ids.alert,
    candidates: () => [],
    raised: () => {
      woken++;
    },
  });
}

const record = (run: string, name: string, change: Partial<StoredItem> = {}, detectors = ['email']): ItemRecord => {
  const one = item({ run, name, unit: 'd' }, change);
  return { item: one, findings: detectors.map((detector) => finding(one, detector)) };
};

const begin = async () => (await store.beginRun(runStart({ startedAt: clock() }))).id;
const notices = async () => (await drain(store, 'dpo')).map(({ notice }) => notice as AlertNotice);

/** Commits through the alarm, ends the run, and judges it. */
async function pass(records: (run: string) => ItemRecord[], which = alarm()) {
  const run = await begin();
  const known = [...(await store.known('share', 'd')).entries()];
  const made = records(run);
  const gone = known.flatMap(([path, { id }]) => (made.some((one) => one.item.path === path) ? [] : [id]));
  await which.watching(store, { id: run }).commitUnit(run, 'share', 'd', done({ records: made, gone }));
  await store.endRun(run, 'finished', clock());
  const judging = await which.judging(run);
  await store.judge(
    run,
    (async function* () {
      for await (const found of store.findings(run)) {
        const one = (await store.item(found.item)) as StoredItem;
        const verdicts = verdictOf(found);
        await judging.judged(one, [found], verdicts);
        yield* verdicts;
      }
    })(),
  );
  await judging.end();
  now += 86_400_000;
  return run;
}

describe('an alert', () => {
  it('is raised in the transaction that records the finding, while the run goes on, and before all else that waits', async () => {
    await runOf(store, announcerFor(store, [{ name: 'dpo' }]), [{ name: 'x', findings: [{ detector: 'phone' }] }]);
    const run = await begin();
    const watching = alarm().watching(store, { id: run });
    await watching.commitRecords(run, [record(run, 'a.csv'), record(run, 'b.csv', {}, ['phone'])]);
    expect(woken).toBe(1);
    expect((await store.run(run))?.state).toBe('running');
    const [first] = await store.outbox.next('dpo', { events: 10, bytes: 2 ** 20, onePerItem: true });
    expect(first?.urgency).toBe('urgent');
    expect(first?.notice).toMatchObject({
      ...{ kind: 'alert', activity: 'raised', run },
      about: { place: 'share/d/a.csv', title: 'E-mail address' },
      alert: { why: 'new', reasons: ['severity'], severity: 'critical', raised: 1, reminded: 0, acknowledged: null },
      evidence: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    // Whatever reads goes on as before.
    expect([...(await watching.known('share', 'd')).keys()]).toEqual(['d/a.csv', 'd/b.csv']);
    // Committed again, as after a kill: told once.
    await watching.commitRecords(run, [record(run, 'a.csv')]);
    expect(woken).toBe(1);
    expect((await notices()).filter(({ kind }) => kind === 'alert')).toHaveLength(1);
  });

  it('is neither raised nor recorded when the finding is not', async () => {
    const run = await begin();
    const watching = alarm().watching(store, { id: run });
    const wrong = record(run, 'a.csv', { status: 'nonsense' as 'read' });
    await expect(watching.commitRecords(run, [record(run, 'b.csv'), wrong])).rejects.toThrow();
    expect(await store.alerts.all()).toEqual([]);
    expect(woken).toBe(0);
  });

  it('is raised once, and again only when it has become worse, or is so again after it was over', async () => {
    await pass((run) => [record(run, 'a.csv')]);
    await pass((run) => [record(run, 'a.csv')]);
    expect((await notices()).map(({ alert: { why } }) => why)).toEqual(['new']);

    const [known] = await store.alerts.all();
    await alarm().acknowledge(known!, { at: clock(), by: 'dpo', note: '' });
    const open = { facts: { ...record('r', 'a.csv').item.facts, exposure: 'everyone' as const } };
    await pass((run) => [record(run, 'a.csv', open)]);
    expect((await notices()).map(({ activity, alert: { why, raised } }) => [activity, why, raised])).toEqual([
      ['acknowledged', 'new', 1],
      ['raised', 'worse', 2],
    ]);
    // Worse is not what was acknowledged.
    expect((await store.alerts.all())[0]).toMatchObject({ acknowledged: null, detectedAt: known?.detectedAt });

    said = { email: 'allowed' };
    await pass((run) => [record(run, 'a.csv', open)]);
    expect((await store.alerts.all())[0]?.endedAt).not.toBeNull();
    expect(await notices()).toEqual([]);
    said = { email: 'critical' };
    await pass((run) => [record(run, 'a.csv', open)]);
    expect((await notices()).map(({ alert: { why, endedAt } }) => [why, endedAt])).toEqual([['again', null]]);
    await pass(() => []);
    expect((await store.alerts.all())[0]?.endedAt).not.toBeNull();
  });

  it('is raised when more people can read a file that did not change, and when the policy calls it so', async () => {
    const when = [{ id: 'OPEN', categories: ['user.contact'] }];
    said = { email: 'allowed' };
    const run = await pass((id) => [record(id, 'a.csv')], alarm({ more: { when } }));
    expect(await notices()).toEqual([]);
    expect(run).toMatch(/^r-/);
    const next = await begin();
    const { item: one } = record(next, 'a.csv');
    const refreshed = { id: one.id, signature: 's2', facts: { ...one.facts, exposure: 'everyone' as const } };
    await alarm({ more: { when } })
      .watching(store, { id: next })
      .commitPart(next, 'share', 'd', done({ refreshed: [refreshed] }));
    expect((await notices()).map(({ alert }) => alert.reasons)).toEqual([['OPEN']]);
    await store.endRun(next, 'finished', clock());

    // By another policy, without reading: with the judgement.
    said = { email: 'critical' };
    const judging = await alarm().judging(next);
    for await (const found of store.findings(next)) {
      await judging.judged((await store.item(found.item)) as StoredItem, [found], verdictOf(found));
    }
    await judging.end();
    expect((await notices()).map(({ alert: { why, reasons } }) => [why, reasons])).toEqual([['worse', ['severity']]]);
  });

  it('is told again, later and later, until somebody has acknowledged it; a kill in between loses nothing', async () => {
    await pass((run) => [record(run, 'a.csv')]);
    now -= 86_400_000;
    await notices();
    const hours = async (n: number) => {
      now += n * 3_600_000;
      // As the next process finds it.
      await store[Symbol.asyncDispose]();
      store = await openStore(of.dir);
      await alarm().remind();
      return (await notices()).map(({ activity, alert: { reminded } }) => `${activity} ${reminded}`);
    };
    expect(await hours(0.9)).toEqual([]);
    expect(await hours(0.1)).toEqual(['reminder 1']);
    expect(await hours(3.9)).toEqual([]);
    expect(await hours(0.2)).toEqual(['reminder 2']);
    expect(await hours(4)).toEqual(['reminder 3']);
    expect(await store.alerts.next()).not.toBeNull();
    const [alert] = await store.alerts.all();
    await alarm().acknowledge(alert!, { at: clock(), by: 'dpo', note: 'seen' });
    expect(await hours(100)).toEqual(['acknowledged 3']);
    expect(await store.alerts.next()).toBeNull();
  });

  it('shows names as the destination may see them, and keeps the evidence as it was', async () => {
    await pass((run) => [record(run, 'a.csv')], alarm({ paths: 'hash' }));
    const [notice] = await notices();
    expect(JSON.stringify(notice)).not.toMatch(/a\.csv|share\//);
    expect(notice?.about.place).toMatch(/^[0-9a-f]{12}\/[0-9a-f]{12}\/[0-9a-f]{12}$/);
    expect(JSON.stringify(notice)).not.toContain('"fingerprints":');
    const [alert] = await store.alerts.all();
    expect(alert?.evidence.about.path).toBe('d/a.csv');
  });

  it('finds room where nothing else does, and when it was first delivered is kept', async () => {
    await pass((run) => [record(run, 'a.csv')], alarm({ mostBytes: 1 }));
    expect((await store.alerts.all())[0]?.deliveredAt).toBeNull();
    expect(await notices()).toHaveLength(1);
    expect((await store.alerts.all())[0]?.deliveredAt).toBe('2026-06-30T03:00:00Z');
  });

  it('stays open for what a run did not look at', async () => {
    await pass((run) => [record(run, 'a.csv')]);
    const run = await begin();
    await store.commitUnit(run, 'other', '', done());
    await store.endRun(run, 'finished', clock());
    const judging = await alarm().judging(run);
    await judging.end();
    expect((await store.alerts.all())[0]?.endedAt).toBeNull();
  });
});
