import { describe, expect, it } from 'vitest';
import type { ComplianceNotice, FindingNotice, ScanNotice } from '../../agent/contracts/delivery.ts';
import { openStore } from '../../agent/store/sqlite.ts';
import { finding, item, runStart, stream, verdict } from '../store/make.ts';
import { announcerFor, drain, runOf, said, type Thing, testStore } from './support.ts';

const a: Thing = { name: 'a.csv', unit: 'HR', findings: [{ detector: 'email' }, { detector: 'phone' }] };
const b: Thing = { name: 'b.csv', findings: [{ detector: 'email' }] };
const approved = { result: 'allowed', status: 'approved', severity: null, risk: null } as const;

describe('what destinations are told', () => {
  it('is everything at first: starts and ends, findings with their verdicts, rules in sources', async () => {
    await using made = await testStore();
    const { store } = made;
    const run = await runOf(store, announcerFor(store), [a, b]);
    const events = await drain(store);
    expect(events.map(said)).toEqual([
      'scan started',
      'finding create',
      'finding create',
      'finding create',
      'compliance create',
      'scan completed',
    ]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(6);
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
    const found = events[1]?.notice as FindingNotice;
    expect(found).toMatchObject({ run: run.id, about: { place: 'share/HR/a.csv', title: 'E-mail address' } });
    expect(found.verdicts[0]).toMatchObject({ type: 'location', status: 'not_approved', rule: 'LOC-1' });
    expect(JSON.stringify(events)).not.toMatch(/fingerprints":|contentHash/);
    expect(events[4]?.notice as ComplianceNotice).toMatchObject({
      status: 'fail',
      counts: { violation: 3 },
      about: { rule: 'LOC-1', source: 'share' },
      coverage: { listed: 2, read: 2 },
    });
    expect(events[5]?.notice as ScanNotice).toMatchObject({
      findings: 3,
      coverage: { listed: 2 },
      verdicts: { byResult: { violation: 3 }, bySeverity: { high: 3 } },
      changes: { create: 3, update: 0, close: 0, left: 0 },
    });
  });

  it('is nothing of what is as it was, though days have passed', async () => {
    await using made = await testStore();
    const { store } = made;
    const later = (days: number): Thing => ({
      ...a,
      findings: a.findings.map((one) => ({
        ...one,
        verdict: { numbers: { daysOverdue: days }, because: [`past_due=2024-12-31 ${days}`] },
      })),
    });
    await runOf(store, announcerFor(store), [later(100)]);
    await drain(store);
    await runOf(store, announcerFor(store), [later(101)]);
    expect((await drain(store)).map(said)).toEqual(['scan started', 'scan completed']);
  });

  it('is what changed, what is allowed now, what is gone, and what is there again', async () => {
    await using made = await testStore();
    const { store } = made;
    const announcer = announcerFor(store);
    const round = async (things: readonly Thing[]) => {
      await runOf(store, announcer, things);
      const events = await drain(store);
      return events.filter(({ notice }) => notice.kind === 'finding');
    };
    const [first] = await round([b]);
    const [more] = await round([{ ...b, findings: [{ detector: 'email', finding: { count: 99 } }] }]);
    const [now] = await round([{ ...b, findings: [{ detector: 'email', finding: { count: 99 }, verdict: approved }] }]);
    const [open] = await round([{ ...b, findings: [{ detector: 'email', finding: { count: 99 } }] }]);
    const [gone] = await round([]);
    const [again] = await round([b]);
    const [silent] = await round([{ ...b, findings: [{ detector: 'email', verdict: null }] }]);
    const all = [first, more, now, open, gone, again, silent];
    const notices = all.flatMap((event) => (event?.notice.kind === 'finding' ? [event.notice] : []));
    expect(notices.map(({ activity, closed }) => [activity, closed])).toEqual([
      ['create', null],
      ['update', null],
      ['close', 'allowed'],
      ['update', null],
      ['close', 'gone'],
      ['create', null],
      ['close', 'no_opinion'],
    ]);
    expect(new Set(all.map((event) => event?.id)).size).toBe(7);
    // Of what is gone nothing is known but what was told.
    expect(gone?.notice).toMatchObject({ found: null, about: { place: 'share/b.csv', detector: 'email' } });
    expect(new Set(notices.slice(0, 5).map(({ since }) => since)).size).toBe(1);
  });

  it('is told of a rule when its standing changes, and when nothing falls under it any more', async () => {
    await using made = await testStore();
    const { store } = made;
    const announcer = announcerFor(store);
    const round = async (things: readonly Thing[]) => {
      await runOf(store, announcer, things);
      const events = await drain(store);
      return events.flatMap(({ notice }) =>
        notice.kind === 'compliance' ? [[notice.activity, notice.status, notice.about.rule]] : [],
      );
    };
    const allowedThing = { ...b, findings: [{ detector: 'email', verdict: approved }] };
    expect(await round([b])).toEqual([['create', 'fail', 'LOC-1']]);
    expect(await round([allowedThing])).toEqual([['update', 'pass', 'LOC-1']]);
    expect(await round([allowedThing])).toEqual([]);
    expect(await round([])).toEqual([['close', 'pass', 'LOC-1']]);
  });

  it('is not that something is gone where nobody looked', async () => {
    await using made = await testStore();
    const { store } = made;
    const other: Thing = { ...b, source: 'archive' };
    await runOf(store, announcerFor(store), [b, other], ['share', 'archive']);
    expect((await drain(store)).map(said).filter((one) => one.startsWith('compliance'))).toHaveLength(2);
    await runOf(store, announcerFor(store), [b], ['share']);
    expect((await drain(store)).map(said)).toEqual(['scan started', 'scan completed']);
  });

  it('shows names as each destination may see them, under the same ids', async () => {
    await using made = await testStore();
    const { store } = made;
    const wanted = [{ name: 'siem' }, { name: 'partner', paths: 'hash' }, { name: 'night', kinds: ['scan'] }] as const;
    await runOf(store, announcerFor(store, wanted), [a, b]);
    const [siem, partner, night] = [
      await drain(store, 'siem'),
      await drain(store, 'partner'),
      await drain(store, 'night'),
    ];
    expect(partner.map(({ id }) => id)).toEqual(siem.map(({ id }) => id));
    expect(JSON.stringify(siem)).toContain('a.csv');
    expect(JSON.stringify(partner)).not.toMatch(/a\.csv|b\.csv|HR|"share"/);
    expect(night.map(said)).toEqual(['scan started', 'scan completed']);
    // A rule's end is told by what this one may see, too.
    await runOf(store, announcerFor(store, wanted), []);
    expect((await drain(store, 'partner')).map(said).filter((one) => one === 'compliance close')).toHaveLength(1);
  });

  it('begins anew for a destination that joins later', async () => {
    await using made = await testStore();
    const { store } = made;
    await runOf(store, announcerFor(store), [b]);
    await runOf(store, announcerFor(store, [{ name: 'siem' }, { name: 'late' }]), [b]);
    expect((await drain(store, 'late')).map(said)).toEqual([
      'scan started',
      'finding create',
      'compliance create',
      'scan completed',
    ]);
  });

  it('is only what a destination has use for; but the end of what it was told is told', async () => {
    await using made = await testStore();
    const { store } = made;
    const wants = (notice: { kind: string; verdicts?: unknown }) =>
      notice.kind === 'finding' && JSON.stringify(notice.verdicts).includes('"critical"');
    const announcer = announcerFor(store, [{ wants: wants as never }]);
    const critical = (severity: 'critical' | 'low'): Thing => ({
      ...b,
      findings: [{ detector: 'email', verdict: { severity } }],
    });
    const round = async (things: readonly Thing[]) => {
      await runOf(store, announcer, things);
      return (await drain(store)).map((event) => `${said(event)} ${event.urgency}`);
    };
    expect(await round([critical('low')])).toEqual([]);
    expect(await round([critical('critical')])).toEqual(['finding create urgent']);
    expect(await round([critical('low')])).toEqual(['finding update routine']);
    expect(await round([critical('critical')])).toEqual(['finding update urgent']);
    expect(await round([])).toEqual(['finding close routine']);
    expect(await round([critical('critical')])).toEqual(['finding create urgent']);
  });
});

describe('all or nothing', () => {
  const manyThings = (n: number): Thing[] =>
    Array.from({ length: n }, (_, at) => ({ ...b, name: `${String(at).padStart(5, '0')}.csv`, unit: 'many' }));

  it('a judgement that breaks off tells nothing, and the next tells all', async () => {
    await using made = await testStore();
    const { store } = made;
    const announcer = announcerFor(store);
    const run = await store.beginRun(runStart(), announcer.started);
    const records = manyThings(1500).map(({ name, unit = '' }) => {
      const one = item({ run: run.id, unit, name });
      return { item: one, findings: [finding(one, 'email')] };
    });
    await store.commitUnit(run.id, 'share', 'many', { records, unchanged: [], refreshed: [], gone: [], gaps: [] });
    await store.endRun(run.id, 'finished', '2026-06-30T02:00:00Z', announcer.ended);
    const verdicts = records.flatMap(({ findings }) => findings.map((one) => verdict(one)));
    const broken = announcer.judged(true);
    await expect(
      store.judge(run.id, stream(verdicts), 'p1', async (desk, of) => {
        await broken(desk, of);
        throw new Error('killed here');
      }),
    ).rejects.toThrow('killed here');
    expect((await drain(store)).map(said)).toEqual(['scan started']);
    expect((await store.outbox.state())[0]).toMatchObject({ waiting: 0, waitingBytes: 0 });
    await store.judge(run.id, stream(verdicts), 'p1', announcer.judged(true));
    expect(await drain(store)).toHaveLength(1502);
  });

  it('what a killed process had queued and not published is gone when the store is opened again', async () => {
    await using made = await testStore();
    const { store, dir } = made;
    const announcer = announcerFor(store);
    await runOf(store, announcer, manyThings(700));
    await store[Symbol.asyncDispose]();
    {
      await using again = await openStore(dir);
      const run = await again.run();
      const judged = announcerFor(again).judged(true);
      // The process ends here: nothing is published, and nothing tidied up.
      const { promise, resolve } = Promise.withResolvers<void>();
      const changed = manyThings(700).map(({ name, unit = '' }) => {
        const one = item({ run: run?.id ?? '', unit, name });
        return verdict(finding(one, 'email'), { severity: 'low' });
      });
      void again.judge(run?.id ?? '', stream(changed), 'p2', async (desk, of) => {
        await judged(desk, of);
        resolve();
        await new Promise(() => {});
      });
      await promise;
    }
    await using reopened = await openStore(dir);
    const events = await drain(reopened);
    expect(events).toHaveLength(703);
    expect(events.filter((event) => said(event) === 'finding update')).toEqual([]);
  });

  it('an announcement gives the same ids when it is made again after that', async () => {
    const idsOf = async (broken: boolean) => {
      await using made = await testStore();
      const { store } = made;
      const announcer = announcerFor(store);
      if (broken) {
        const run = await runOf(store, undefined, [a, b]);
        await expect(
          store.judge(run.id, stream([]), 'p1', async () => {
            throw new Error('killed here');
          }),
        ).rejects.toThrow();
      }
      await runOf(store, announcer, [a, b]);
      return (await drain(store)).map(({ item: of }) => of);
    };
    expect(await idsOf(true)).toEqual(await idsOf(false));
  });
});

describe('runs', () => {
  it('that were stopped or have failed say so; those that were killed are told with the next start', async () => {
    await using made = await testStore();
    const { store, dir } = made;
    const announcer = announcerFor(store);
    const stopped = await store.beginRun(runStart(), announcer.started);
    await store.endRun(stopped.id, 'stopped', '2026-06-30T01:00:00Z', announcer.ended);
    await store.beginRun(runStart(), announcer.started);
    await store[Symbol.asyncDispose]();
    await using again = await openStore(dir);
    const next = announcerFor(again);
    await again.beginRun(runStart(), next.started);
    const events = await drain(again);
    expect(events.map(said)).toEqual(['scan started', 'scan stopped', 'scan started', 'scan failed', 'scan started']);
    expect(events.map(({ item: of }) => of)).toEqual(Array(5).fill('runs'));
    expect(new Set(events.map(({ id }) => id)).size).toBe(5);
  });

  it('without a policy end without a judgement', async () => {
    await using made = await testStore();
    const { store } = made;
    const announcer = announcerFor(store, [{}], 2 ** 30, null);
    const run = await store.beginRun(runStart(), announcer.started);
    const one = item({ run: run.id, name: 'a' });
    const records = [{ item: one, findings: [finding(one, 'email')] }];
    await store.commitUnit(run.id, 'share', '', { records, unchanged: [], refreshed: [], gone: [], gaps: [] });
    await store.endRun(run.id, 'finished', '2026-06-30T01:00:00Z', announcer.ended);
    const events = await drain(store);
    expect(events.map(said)).toEqual(['scan started', 'scan completed']);
    expect(events[1]?.notice).toMatchObject({ findings: 1, verdicts: null, coverage: { listed: 1 } });
  });
});

describe('a full outbox', () => {
  it('drops nothing: what finds no room is told when there is', async () => {
    await using made = await testStore();
    const { store } = made;
    const things = Array.from({ length: 60 }, (_, at) => ({ ...b, name: `${at}.csv` }));
    const announcer = announcerFor(store, [{ name: 'siem' }, { name: 'other' }], 60_000);
    await runOf(store, announcer, things);
    const [other, state] = await store.outbox.state();
    expect(other?.left).toBeGreaterThan(0);
    expect(state?.left).toBeGreaterThan(0);
    expect(state?.waitingBytes).toBeLessThan(60_000 + 20_000);
    const first = await drain(store);
    const end = first.at(-1)?.notice as ScanNotice;
    // There is always room for the end of a run.
    expect(end).toMatchObject({ kind: 'scan', activity: 'completed', changes: { left: state?.left } });
    const told = new Set(first.map(({ notice }) => notice.kind === 'finding' && notice.about.finding));
    const seen = [first.length];
    for (let round = 0; round < 10 && told.size < 60; round++) {
      await runOf(store, announcer, things);
      const more = (await drain(store)).filter(({ notice }) => notice.kind === 'finding');
      for (const { notice } of more) told.add(notice.kind === 'finding' && notice.about.finding);
      seen.push(more.length);
    }
    // false is one of them.
    expect(told.size).toBe(61);
    expect((await store.outbox.state()).find(({ destination }) => destination === 'siem')?.left).toBe(0);
    // The one that nobody empties holds what it held, and the rest still waits to be made.
    expect((await store.outbox.state()).find(({ destination }) => destination === 'other')?.left).toBeGreaterThan(0);
  });
});
