import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Finding, PartDate } from '../../agent/contracts/finding.ts';
import type { Facts } from '../../agent/contracts/item.ts';
import type { Hold, Judged, Opinion, Rule } from '../../agent/contracts/rule.ts';
import type { StoredTable } from '../../agent/contracts/table.ts';
import { nowFrom } from '../../agent/judge/judge.ts';
import { resultOf, results } from '../../agent/judge/results.ts';
import { reasonSentences, statusSentences } from '../../agent/judge/sentences.ts';

/** One case of a fixture in `fixtures/rules/`: what is judged, by which section of a policy, and what must come out. */
export interface RuleCase {
  readonly name: string;
  /** An instant; the file's `now` when left out. */
  readonly now?: string;
  readonly zone?: string;
  /** Name of one of the file's policies; `base` when left out. */
  readonly policy?: string;
  /** Laid over that policy: mappings by key, lists of mappings by position, other lists as a whole; null removes. */
  readonly set?: unknown;
  readonly judged?: JudgedCase;
  /** Null: the rule says nothing. Lists and mappings must be contained; `lacks` are beginnings of reasons. */
  readonly expect:
    | (Partial<Omit<Opinion, 'status'>> & {
        readonly status: string;
        readonly result: string;
        readonly lacks?: string[];
      })
    | null;
}

export interface JudgedCase {
  readonly category?: string;
  readonly path?: string;
  readonly part?: string;
  readonly source?: string;
  readonly kind?: string;
  readonly subject?: Judged['subject'];
  readonly subjectAs?: Judged['subject'];
  readonly facts?: Partial<Facts>;
  readonly dates?: readonly (Partial<PartDate> & { readonly date: string; readonly from: string })[];
  readonly categoriesHere?: readonly string[];
  readonly holds?: readonly Hold[];
  readonly table?: StoredTable;
}

export interface RuleCases {
  readonly rule: string;
  readonly now: string;
  readonly zone: string;
  readonly policies: Readonly<Record<string, unknown>>;
  readonly cases: readonly RuleCase[];
}

export function readRuleCases(type: string): RuleCases {
  return parse(readFileSync(new URL(`../../fixtures/rules/${type}.yaml`, import.meta.url), 'utf8')) as RuleCases;
}

/**
 * What every rule must keep: its cases, the same answer twice from input that can't be changed, a result for each
 * status and a case for each result, and a sentence for all it says.
 */
export function acceptRule(rule: Rule<unknown>, file: RuleCases): void {
  describe(`rule ${rule.type}`, () => {
    const reached = new Set<string>();

    it.each(file.cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
      const settings = freeze(rule.settings.parse(merge(file.policies[one.policy ?? 'base'], one.set)));
      const judged = freeze(judgedOf(one.judged ?? {}));
      const now = freeze(nowFrom(one.now ?? file.now, one.zone ?? file.zone));
      const said = rule.judge(judged, settings, now);
      expect(rule.judge(judged, settings, now), 'the same input gives the same answer').toEqual(said);
      if (one.expect === null || said === null) {
        expect(said).toBe(one.expect);
        return;
      }
      const result = resultOf(rule.type, said.status, said.numbers);
      reached.add(`${said.status} ${result}`);
      expectOpinion(said, result, one.expect);
      expectSound(rule.type, said);
    });

    it('has a case for each status and result of the table', () => {
      const all = Object.entries(results[rule.type] ?? {}).flatMap(([status, row]) => {
        if (typeof row === 'string') return [`${status} ${row}`];
        return [row.result, ...Object.values(row.when)].map((result) => `${status} ${result}`);
      });
      // The core says these itself.
      const byCore = new Set(['exception allowed', 'needs_rescan unknown']);
      expect(all.filter((one) => !reached.has(one) && !byCore.has(one))).toEqual([]);
    });

    it('refuses a key that it does not know, and takes an empty section', () => {
      expect(() => rule.settings.parse({ no_such_key: true })).toThrow();
      expect(() => rule.settings.parse({})).not.toThrow();
    });
  });
}

function expectOpinion(said: Opinion, result: string, wanted: NonNullable<RuleCase['expect']>): void {
  const {
    status,
    result: wantedResult,
    because = [],
    lacks = [],
    citations,
    numbers = {},
    dates = {},
    ...exact
  } = wanted;
  expect({ status: said.status, result }, said.because.join('\n')).toEqual({ status, result: wantedResult });
  for (const one of because) expect(said.because).toContain(one);
  for (const one of lacks) expect(said.because.filter((given) => given.startsWith(one))).toEqual([]);
  if (citations !== undefined) expect(said.citations).toEqual(citations);
  expect(said.numbers).toMatchObject(numbers);
  expect(said.dates).toMatchObject(dates);
  expect(said).toMatchObject(exact);
}

/** Plain data, with a sentence for each of its codes and no number that is none. */
export function expectSound(type: string, said: Opinion): void {
  expect(JSON.parse(JSON.stringify(said)), 'it is plain data').toEqual(said);
  expect(statusSentences[`${type} ${said.status}`] ?? statusSentences[said.status]).toBeDefined();
  const codes = said.because.map((one) => one.split('=')[0] ?? '');
  expect(codes.filter((code) => reasonSentences[code] === undefined)).toEqual([]);
  expect(said.because.filter((one) => /undefined|NaN|\[object/.test(one))).toEqual([]);
  for (const value of Object.values(said.numbers)) expect(Number.isFinite(value)).toBe(true);
  for (const [name, value] of Object.entries(said.dates)) expect(value, name).toMatch(/^\d{4}-\d\d-\d\d$/);
}

/** A judged finding that nothing is wrong with, and what the case says otherwise. */
export function judgedOf(of: JudgedCase): Judged {
  const source = of.source ?? 'share';
  const part = of.part ?? '';
  const subject = of.subject ?? 'customer';
  return {
    finding: findingOf({
      source,
      path: of.path ?? 'CRM/list.csv',
      part,
      category: of.category ?? 'user.contact.email',
    }),
    facts: { ...plainFacts, ...of.facts },
    dates: (of.dates ?? []).map((date) => ({
      part: '',
      event: 'created',
      grade: 'B',
      ...date,
    })) as unknown as PartDate[],
    categoriesHere: of.categoriesHere ?? [of.category ?? 'user.contact.email'],
    subject,
    subjectEvidence: subject === 'unknown' ? 'none' : 'place=share:**',
    subjectAs: of.subjectAs ?? (subject === 'unknown' ? 'customer' : subject),
    holds: of.holds ?? [],
    ...(of.table === undefined ? {} : { table: of.table }),
    source: { name: source, kind: of.kind ?? 'folder' },
    confidence: 'high',
  };
}

export const plainFacts: Facts = {
  bytes: 1200,
  mtime: '2026-01-15T10:00:00Z',
  birthtime: '2026-01-15T10:00:00Z',
  owner: 'ann',
  group: 'sales',
  mode: 0o640,
  exposure: 'group',
  exposureFrom: 'mode',
  links: 1,
};

/** A finding without a value, as all are. */
export function findingOf(
  of: {
    readonly [key in keyof Finding]?: Finding[key] | string;
  },
): Finding {
  return {
    id: 'f-00000000000000aa',
    source: 'share',
    path: 'CRM/list.csv',
    part: '',
    detector: 'email',
    category: 'user.contact.email',
    confidence: 'high',
    score: 97,
    count: 12,
    counts: { high: 12, medium: 0, low: 0, suppressed: 0 },
    distinct: 10,
    distinctIsEstimate: false,
    because: [],
    at: [],
    columns: [],
    subjects: { customer: 0, employee: 0 },
    fingerprints: [],
    ...of,
  } as unknown as Finding;
}

function merge(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (Array.isArray(base) && Array.isArray(over) && over.every(isMapping)) {
    return Array.from({ length: Math.max(base.length, over.length) }, (_, at) => merge(base[at], over[at]));
  }
  if (isMapping(base) && isMapping(over)) {
    const keys = [...new Set([...Object.keys(base), ...Object.keys(over)])];
    return Object.fromEntries(
      keys
        .map((key) => [key, merge(base[key], over[key])])
        .filter(([, value]) => value !== null && value !== undefined),
    );
  }
  return over;
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) freeze(inner);
    Object.freeze(value);
  }
  return value;
}
