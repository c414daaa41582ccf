import { describe, expect, it } from 'vitest';
import type { Report } from '../../agent/contracts/report.ts';
import { buildReport } from '../../agent/report/model.ts';
import { large } from '../../fixtures/reporters/large.ts';
import { inventory, sample } from '../../fixtures/reporters/sample.ts';
import { detectors, finding, item, type StoredRun, safe, violation } from '../../fixtures/reporters/stored.ts';
import { collect, compliance, hashName, reportOf, riskLines } from './build.ts';
import { memoryStore } from './memory-store.ts';

describe('the report of a run', () => {
  it('sums coverage over its sources', async () => {
    const { coverage, total } = await reportOf(sample);
    expect(coverage.map(({ source }) => source)).toEqual(['partner', 'share']);
    expect(total).toMatchObject({ listed: 14, read: 8, partly: 1, unread: 2, excluded: 3, carried: 1, gaps: 1 });
    expect(total.excludedBy).toEqual({ kind: 2, symlink: 1 });
    expect(total.problemsBy).toEqual({ encrypted: 1, no_text_layer: 1, unreadable: 1, unsupported: 1, vanished: 1 });
  });

  it('counts what its streams give', async () => {
    for (const held of [sample, inventory, large(3000, { judged: true })]) await expectToAddUp(await reportOf(held));
  });

  it('counts findings of test values apart', async () => {
    const { findings, byCategory } = (await reportOf(sample)).summary;
    expect(findings).toEqual({ high: 9, medium: 1, low: 1, suppressed: 1 });
    expect(byCategory.find(({ category }) => category === 'user.financial.credit_card')).toMatchObject({
      findings: 2,
      matches: 7004,
      items: 2,
    });
  });

  it('puts the worst folders first', async () => {
    const { places } = (await reportOf(sample)).summary;
    expect(places.total).toBe(4);
    expect(places.top.map(({ place, worst, risk, violations }) => [place, worst, risk, violations])).toEqual([
      ['share/IT/dumps', 'critical', 79, 2],
      ['partner/out', 'high', 66, 1],
      ['share/Backup', 'high', 61, 4],
      ['share/Support', 'info', 4, 1],
    ]);
    expect(places.top[0]).toMatchObject({
      exposure: 'everyone',
      owners: ['share-admin'],
      oldest: '2022-11-30T23:10:00.000Z',
    });
  });

  it('puts folders with the most certain data first in an inventory', async () => {
    const { places, inventory: same } = (await reportOf(inventory)).summary;
    expect(places).toEqual(same);
    expect(places.top.map(({ place, matches }) => [place, matches]).slice(0, 3)).toEqual([
      ['share/Backup', 10_400],
      ['share/IT/dumps', 2114],
      ['share/CRM', 1860],
    ]);
  });

  it('tells misplaced from exposed', async () => {
    const { misplaced, exposed } = (await reportOf(sample)).summary;
    expect(exposed.top.map(({ place, violations }) => [place, violations])).toEqual([['share/IT/dumps', 1]]);
    expect(misplaced.top.map(({ place, violations }) => [place, violations])).toEqual([
      ['partner/out', 1],
      ['share/Backup', 2],
      ['share/IT/dumps', 1],
      ['share/Support', 1],
    ]);
  });

  it('counts what is past its date by year, certainly or perhaps', async () => {
    expect((await reportOf(sample)).summary.overdueByYear).toEqual([
      { year: '2024', overdue: 3, possibly: 0 },
      { year: '2025', overdue: 0, possibly: 1 },
    ]);
  });

  it('counts what each retention rule says, and the grade of the dates that decided', async () => {
    const [rule, hold] = (await reportOf(sample)).summary.retentionByRule;
    expect(rule).toMatchObject({
      rule: 'RET-ORDERS',
      citations: ['§147 AO (DE)'],
      overdue: 2,
      possibly: 1,
      mostDays: 912,
    });
    expect(rule?.grades).toEqual({ '': 1, B: 2 });
    expect(hold).toMatchObject({ rule: 'HOLD-1', overdue: 0, held: 1 });
  });

  it('knows files with the same content, and counts each of them once', async () => {
    const same = { contentHash: 'ab'.repeat(32), facts: { bytes: 1000 } };
    const files = ['a/1.txt', 'a/2.txt', 'b/3.txt'].map((path) => item('share', path, same));
    const empty = ['c/4.txt', 'c/5.txt'].map((path) => item('share', path, { ...same, facts: { bytes: 0 } }));
    const items = [...files, ...empty];
    const findings = items.flatMap((of) => [finding(of, 'email'), finding(of, 'phone')]);
    const held = { ...inventory, items: () => items, findings: () => findings, copies: () => [] };
    const { duplicates } = (await reportOf(held)).summary;
    expect(duplicates).toMatchObject({ sets: 1, extra: 2, extraBytes: 2000 });
    expect(duplicates.top[0]).toMatchObject({
      files: 3,
      categories: ['user.contact.email', 'user.contact.phone_number'],
      places: ['share/a/1.txt', 'share/a/2.txt', 'share/b/3.txt'],
    });
  });

  it('lists the same as its streams give, as far as lists go', async () => {
    const report = await reportOf(large(3000, { judged: true }));
    const verdicts = await collect(report.verdicts());
    const violations = verdicts.filter(({ result }) => result === 'violation');
    const { lists } = report;
    expect(lists.violations.seen).toBe(violations.length);
    const gravest = violations.map(({ risk }) => risk?.score ?? 0).sort((a, b) => b - a);
    expect(lists.violations.rows[0]?.risk?.score).toBe(gravest[0]);
    expect(lists.problems.seen).toBe((await collect(report.problems())).length);
  });

  it('keeps a folder together though others stand between its files', async () => {
    const paths = ['a/1.txt', 'a/b/2.txt', 'a/b/c/3.txt', 'a/b/d.txt', 'a/z.txt', 'a-b/4.txt', 'ab.txt'];
    const { places } = (await reportOf(runOf(paths))).summary;
    expect(Object.fromEntries(places.top.map(({ place, items }) => [place, items]))).toEqual({
      'share/a': 2,
      'share/a/b': 2,
      'share/a/b/c': 1,
      'share/a-b': 1,
      share: 1,
    });
    expect(places.total).toBe(5);
  });

  it('keeps at most a thousand folders, and says how many there are', async () => {
    const held = large(40_000, { judged: true });
    const { places } = (await reportOf(held)).summary;
    expect(places.top.length).toBe(1000);
    const folders = new Set<string>();
    const byFolder = new Map<string, number>();
    for await (const { result, of, risk } of (await reportOf(held)).verdicts()) {
      if (result !== 'violation' || of.count === 0) continue;
      folders.add(of.folder);
      byFolder.set(of.folder, Math.max(byFolder.get(of.folder) ?? 0, risk?.score ?? 0));
    }
    expect(places.total).toBe(folders.size);
    const worst = [...byFolder.values()].sort((a, b) => b - a).slice(0, 1000);
    expect(places.top.map(({ risk }) => risk)).toEqual(worst);
  });

  it('gives every finding its facts, and no fingerprint', async () => {
    const findings = await collect((await reportOf(sample)).findings());
    expect(findings.length).toBe(12);
    for (const one of findings) expect(one).not.toHaveProperty('fingerprints');
    expect(findings.find(({ detector }) => detector === 'pl.pesel')).toMatchObject({
      facts: { owner: 'hr' },
      folder: 'share/HR',
      place: 'share/HR/staff.xlsx',
    });
  });

  it('gives gaps first, then the problems of items', async () => {
    const problems = await collect((await reportOf(sample)).problems());
    expect(problems.map(({ status, place }) => [status, place])).toEqual([
      ['gap', 'share/HR/payroll'],
      ['partly', 'share/Backup/2019.zip!/mail.pst'],
      ['partly', 'share/Backup/2019.zip!/old/notes.one'],
      ['unread', 'share/Legal/case-17/scan.pdf'],
      ['unread', 'share/Support/draft.txt'],
    ]);
  });

  it('names an item that was not read even if its reason was lost', async () => {
    const of = item('share', 'a.txt', { status: 'unread' });
    const held = { ...sample, gaps: [], items: () => [of], findings: () => [], verdicts: () => [] };
    expect(await collect((await reportOf(held)).problems())).toMatchObject([
      { place: 'share/a.txt', status: 'unread', code: 'internal' },
    ]);
  });

  it('names the detectors that found something, also those it does not know', async () => {
    const { detectors: named } = await reportOf(sample, {
      detectors: new Map([['email', { title: 'E-mail', category: 'x' }]]),
    });
    expect(Object.keys(named)).toEqual([...detectors.keys()]);
    expect(named['email']).toEqual({ title: 'E-mail', category: 'user.contact.email' });
    expect(named['bank.iban']?.title).toBe('bank.iban');
  });

  it.each(['share_and_hash', 'hash'] as const)('shows no name that it must not show: %s', async (pathMode) => {
    const report = await reportOf(runOf(['Muster/Anna.txt', 'Muster/Bernd.zip']), { pathMode });
    const all = [
      ...(await collect(report.items())),
      ...(await collect(report.findings())),
      ...(await collect(report.verdicts())),
      ...(await collect(report.problems())),
      report.summary,
      report.coverage,
    ];
    const text = JSON.stringify(all);
    expect(text).not.toMatch(/Muster|Anna|Bernd|Inside/);
    if (pathMode === 'hash') expect(text).not.toContain('"share');
    const names = new Set((await collect(report.findings())).map(({ folder }) => folder));
    expect(names.size).toBe(1);
  });

  it('can be asked twice, and stopped half-way', async () => {
    const report = await reportOf(sample);
    for await (const one of report.verdicts()) {
      expect(one.of.source).toBe('partner');
      break;
    }
    expect(await collect(report.verdicts())).toEqual(await collect(report.verdicts()));
  });

  it('loses no finding and no verdict of a store whose streams do not fit', async () => {
    const held = large(100, { judged: true });
    const build = (broken: Partial<StoredRun>) =>
      buildReport(memoryStore({ ...held, ...broken }), held.run, {
        judged: true,
        policyTitle: null,
        detectors,
        pathMode: 'full',
        hashName,
        riskLines,
        records: [],
        compliance,
        policyPlaces: [],
      });
    await expect(build({ findings: () => [...held.findings()].reverse() })).rejects.toThrow(
      'of an item that the run did not see',
    );
    await expect(build({ verdicts: () => [...held.verdicts()].reverse() })).rejects.toThrow('out of order');
    await expect(build({ items: () => [] })).rejects.toThrow('of an item that the run did not see');
  });
});

/** One finding and one violation in each of these files, in this order. */
function runOf(paths: readonly string[]): StoredRun {
  const items = paths.map((path) =>
    item('share', path, {
      status: 'partly',
      problems: [{ code: 'encrypted', detail: null, part: 'Inside/Anna.doc' }],
      dates: [{ part: safe('Inside'), event: 'created', date: '2020-01-01', grade: 'B', from: 'zip:mtime' }],
    }),
  );
  const findings = items.map((of) =>
    finding(of, 'email', { part: safe(of.path.endsWith('.zip') ? 'Inside/Anna.csv' : '') }),
  );
  return {
    ...sample,
    coverage: sample.coverage.filter(({ source }) => source === 'share'),
    gaps: [{ source: 'share', path: 'Muster/Bernd', problem: { code: 'unreadable', detail: null } }],
    items: () => items,
    findings: () => findings,
    verdicts: () => findings.map((of) => violation(of, 'location', 'unknown_location', 30)),
  };
}

async function expectToAddUp(report: Report): Promise<void> {
  const { summary } = report;
  const findings = (await collect(report.findings())).filter(({ count }) => count > 0);
  const verdicts = await collect(report.verdicts());
  const problems = await collect(report.problems());
  const sum = (counts: Iterable<number>) => [...counts].reduce((total, n) => total + n, 0);
  const { high, medium, low } = summary.findings;
  expect(high + medium + low).toBe(findings.length);
  expect(summary.itemsWithFindings).toBe(new Set(findings.map((one) => one.item)).size);
  for (const by of [summary.byCategory, summary.byDetector]) {
    expect(sum(by.map((one) => one.findings))).toBe(findings.length);
    expect(sum(by.map(({ matches }) => matches))).toBe(sum(findings.map(({ count }) => count)));
  }
  expect(sum(Object.values(summary.byResult))).toBe(verdicts.length);
  expect(sum(summary.byStatus.map((one) => one.verdicts))).toBe(verdicts.length);
  expect(sum(summary.byRule.map((one) => one.verdicts))).toBe(verdicts.length);
  expect(sum(Object.values(summary.bySeverity))).toBe(verdicts.filter(({ result }) => result === 'violation').length);
  expect(sum(Object.values(summary.byExposure))).toBe(summary.itemsWithFindings);
  expect(sum(summary.byYear.map(({ items }) => items))).toBe(summary.itemsWithFindings);
  expect(sum(summary.byProblem.map((one) => one.problems))).toBe(problems.length);
  const { top, total } = summary.inventory;
  expect(total).toBe(new Set(findings.map(({ folder }) => folder)).size);
  if (total <= 50) expect(sum(top.map((place) => place.findings))).toBe(findings.length);
}
