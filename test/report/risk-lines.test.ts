import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RiskLine } from '../../agent/contracts/risk-line.ts';
import { severities, type Verdict } from '../../agent/contracts/rule.ts';
import { assess, bandOf, riskLinesBy, type Situation } from '../../agent/judge/risk.ts';
import { riskSettings } from '../../agent/judge/weights.ts';
import { databases } from '../../fixtures/reporters/databases.ts';
import { hostile } from '../../fixtures/reporters/hostile.ts';
import { large } from '../../fixtures/reporters/large.ts';
import { inventory, sample } from '../../fixtures/reporters/sample.ts';
import {
  coverageOf,
  finding,
  item,
  type SeenFinding,
  type StoredRun,
  table,
  verdict,
} from '../../fixtures/reporters/stored.ts';
import { hashName, reportOf } from './build.ts';

const sum = (lines: readonly RiskLine[], of: (line: RiskLine) => number) => lines.reduce((n, line) => n + of(line), 0);
const by = (lines: object) =>
  riskLinesBy(riskSettings.parse({ lines }), (...about) => `rl-${hashName(about.join('\0'))}`);
const linesOf = async (held: StoredRun, lines: object = {}) => {
  return (await reportOf(held, { riskLines: by(lines) })).riskLines;
};

describe('risk lines', () => {
  it.each(Object.entries({ sample, databases, hostile, large: large(3000, { judged: true }) }))(
    'hold every violation once, in at most as many lines as wanted: %s',
    async (_, held) => {
      for (const most of [10, 25, 50]) {
        for (const folders of [0, 1, 2]) {
          const report = await reportOf(held, { riskLines: by({ most, folders }) });
          const { lines, before } = report.riskLines;
          expect(sum(lines, ({ findings }) => findings)).toBe(report.summary.byResult.violation);
          expect(lines.length).toBeLessThanOrEqual(most);
          expect(sum(lines, ({ places }) => places)).toBe(before);
          expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
        }
      }
    },
  );

  it('are worst first, of a place, a kind of data and a violation', async () => {
    const { lines } = await linesOf(sample);
    const told = lines.map((line) => `${line.severity} ${line.place} ${line.category} ${line.type} ${line.status}`);
    expect(told).toMatchInlineSnapshot(`
      [
        "critical share/IT user.financial exposure exposed",
        "high partner/out user.financial location contract_expired",
        "high share/Backup user.financial retention overdue",
        "high share/Backup user.financial location unknown_location",
        "high share/Backup user.contact location unknown_location",
        "high share/Backup user.contact retention overdue",
        "medium share/IT user.contact location unknown_location",
        "medium share/Support user.contact location unknown_location",
      ]
    `);
    const [first] = lines;
    expect(first).toMatchObject({ items: 1, findings: 1, scope: 'place', places: 1 });
    expect((await linesOf(inventory)).lines).toEqual([]);
  });

  it('take a table for a place of its own, and a file at the root of a source for its source', async () => {
    const crm = table('crm', 'public/customers', {});
    const root = item('share', 'list.csv');
    const found = [
      finding(crm, 'email', { part: '#email' as never, column: { cells: 1, estimate: 1, countIsEstimate: false } }),
      finding(root, 'email'),
    ];
    const { lines } = await linesOf(runOf(found, [crm, root]));
    expect(lines.map(({ place }) => place).sort()).toEqual(['crm/public/customers', 'share']);
  });

  it('keep their ids whatever else is found, and when they are gathered', async () => {
    const paths = Array.from({ length: 40 }, (_, n) => `folder-${String(n).padStart(2, '0')}/a.csv`);
    const few = await linesOf(runFrom(paths.slice(0, 8)));
    const many = await linesOf(runFrom(paths), { most: 10 });
    const known = new Map(few.lines.map(({ place, id }) => [place, id]));
    const again = many.lines.filter(({ place }) => known.has(place));
    expect(again.length).toBeGreaterThan(0);
    for (const { place, id } of again) expect(id).toBe(known.get(place));
    const rest = many.lines.filter(({ scope }) => scope === 'source');
    expect(rest).toEqual([expect.objectContaining({ place: 'share (other places)', places: 31, items: 31 })]);
  });

  it('count a person of each item once, whatever kinds of data it has of them', async () => {
    const [one, two] = [item('share', 'CRM/a.csv'), item('share', 'CRM/b.csv')];
    const found = [
      finding(one, 'email', { count: 300, distinct: 200 }),
      finding(one, 'phone', { count: 90, distinct: 80 }),
      finding(two, 'email', { count: 50, distinct: 50 }),
    ];
    const { lines } = await linesOf(runOf(found, [one, two]));
    expect(lines).toEqual([expect.objectContaining({ persons: 250, items: 2, findings: 3, matches: 440 })]);
  });

  const situation: fc.Arbitrary<Situation> = fc.record({
    sensitivity: fc.constantFrom(1, 2, 3, 4),
    identifiability: fc.constantFrom(0.25, 0.5, 0.75, 1),
    persons: fc.integer({ min: 1, max: 1_000_000 }),
    personsFrom: fc.constantFrom('fingerprints', 'occurrences'),
    reach: fc.constantFrom('owner', 'need_to_know', 'group', 'everyone', 'public', 'unknown'),
    notApproved: fc.boolean(),
    encryptionAbsent: fc.boolean(),
    noContract: fc.boolean(),
    yearsOverdue: fc.double({ min: 0, max: 30, noNaN: true }),
  });
  const rank = ({ severity }: { severity: (typeof severities)[number] }) => severities.indexOf(severity);

  it('are never below any of their violations, stay within bounds, and never fall when one is added', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(situation, { minLength: 2, maxLength: 8 }), async (of) => {
        const all = await lineOf(of);
        const fewer = await lineOf(of.slice(1));
        for (const one of of) {
          const { risk, severity } = assess(one);
          expect(all.risk.score).toBeGreaterThanOrEqual(risk.score);
          expect(rank(all)).toBeLessThanOrEqual(rank({ severity }));
        }
        expect(all.risk.score).toBeGreaterThanOrEqual(fewer.risk.score);
        expect(rank(all)).toBeLessThanOrEqual(rank(fewer));
        expect(all.risk.score).toBeLessThanOrEqual(100);
        expect([1, 2, 3, 4, 5]).toContain(all.impact);
        expect([1, 2, 3, 4, 5]).toContain(all.likelihood);
      }),
    );
  });

  it('print every factor, so that the score can be computed again', async () => {
    const line = await lineOf([
      {
        sensitivity: 3,
        identifiability: 1,
        persons: 412,
        personsFrom: 'fingerprints',
        reach: 'group',
        notApproved: true,
        encryptionAbsent: false,
        noContract: false,
        yearsOverdue: 20 / 12,
      },
    ]);
    const { factors, impact, likelihood, score } = line.risk;
    const { sensitivity = 0, identifiability = 0, volume = 0, ...odds } = factors;
    expect(Object.keys(odds).sort()).toEqual(['encryption', 'exposure', 'location', 'retention', 'thirdParty']);
    expect(impact).toBeCloseTo(0.75 * ((sensitivity * identifiability) / 4) + 0.25 * volume, 3);
    expect(likelihood).toBeCloseTo(1 - Object.values(odds).reduce((product, f) => product * (1 - f), 1), 3);
    expect(score).toBe(Math.round(100 * impact * likelihood));
    expect([line.impact, line.likelihood]).toEqual([4, 4]);
  });

  it('know five bands', () => {
    expect([0, 0.19, 0.2, 0.39, 0.4, 0.6, 0.8, 1].map(bandOf)).toEqual([1, 1, 2, 2, 3, 4, 5, 5]);
  });
});

/** The one line of files of one folder, each with one of these violations. */
async function lineOf(of: readonly Situation[]): Promise<RiskLine> {
  const items = of.map((_, n) => item('share', `CRM/${n}.csv`));
  const found = items.map((one) => finding(one, 'email'));
  const held = runOf(found, items, (one) => {
    const { risk, severity } = assess(of[found.indexOf(one)] as Situation);
    return verdict(one, 'location', 'unknown_location', { result: 'violation', risk, severity });
  });
  const { lines } = await linesOf(held);
  expect(lines.length).toBe(1);
  return lines[0] as RiskLine;
}

function runFrom(paths: readonly string[]): StoredRun {
  const items = paths.map((path) => item('share', path));
  return runOf(
    items.map((one) => finding(one, 'email')),
    items,
  );
}

function runOf(
  found: readonly SeenFinding[],
  items: ReturnType<StoredRun['items']>,
  say: (of: SeenFinding) => Verdict = unlisted,
): StoredRun {
  const all = [...items];
  return {
    ...sample,
    coverage: [coverageOf('share', all, [])],
    gaps: [],
    items: () => all,
    findings: () => found,
    verdicts: () => found.map(say),
    copies: () => [],
  };
}

function unlisted(of: SeenFinding): Verdict {
  const situation = { ...calm, persons: of.distinct };
  return verdict(of, 'location', 'unknown_location', { result: 'violation', ...assess(situation) });
}

const calm: Situation = {
  sensitivity: 1,
  identifiability: 0.75,
  persons: 1,
  personsFrom: 'fingerprints',
  reach: 'group',
  notApproved: true,
  encryptionAbsent: false,
  noContract: false,
  yearsOverdue: 0,
};
