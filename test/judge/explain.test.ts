import { describe, expect, it } from 'vitest';
import type { Finding } from '../../agent/contracts/finding.ts';
import { explainFinding, explainVerdict } from '../../agent/judge/explain.ts';
import { results } from '../../agent/judge/results.ts';
import { inWords, statusSentences } from '../../agent/judge/sentences.ts';
import { findingOf } from '../kits/rule.ts';
import { compile, itemOf, judge } from './support.ts';

describe('explaining', () => {
  it('has a sentence for each status of each rule type', () => {
    const without = Object.entries(results).flatMap(([type, rows]) =>
      Object.keys(rows).filter(
        (status) => (statusSentences[`${type} ${status}`] ?? statusSentences[status]) === undefined,
      ),
    );
    expect(without).toEqual([]);
  });

  it('tells of how many customers of the register it is', () => {
    const register = { matches: 9, supported: 4, customers: 8, customersIsEstimate: true };
    expect(explainFinding(findingOf({ register }), 'E-mail address').join('\n')).toContain(
      'In the customer register: 9 of them (4 with another value of the same customer beside), of about 8 different customers.',
    );
    expect(explainFinding(findingOf({}), 'E-mail address').join()).not.toContain('register');
    const more = { matches: 2, supported: 0, customers: 2, customersIsEstimate: false };
    expect(explainFinding(findingOf({ count: 1, register: more }), 'E-mail address').join('\n')).toContain(
      'In the customer register: 2 matches, those below medium confidence included (0 with',
    );
  });

  it('tells why a verdict was given, with its numbers, its law and its risk', () => {
    const policy = compile({
      locations: [
        {
          id: 'LOC-CRM',
          match: { source: 'share', path: 'CRM/**' },
          approved_for: [{ categories: ['user'] }],
          require: { encryption_at_rest: { expected: true, attested: { by: 'IT', on: '2026-01-15' } } },
        },
      ],
      retention: [
        {
          id: 'RET-1',
          trigger: { sources: ['document:created'], cutoff: 'end_of_calendar_year' },
          delete: { at_most: 'P6Y', basis: { kind: 'law', ref: 'Act 1', jurisdiction: 'DE' } },
        },
      ],
    });
    const dates = [{ part: '', event: 'created', date: '2015-05-05', grade: 'B', from: 'ooxml:created' }];
    const [location, retention] = judge(policy, itemOf({ dates }), [findingOf({})]);
    const told = [location, retention]
      .flatMap((verdict) => (verdict === undefined ? [] : explainVerdict(verdict)))
      .join('\n');
    expect(told).toContain('Encryption at rest was attested as present on 2026-01-15 by IT; nobody can observe it');
    expect(told).not.toMatch(/\bis encrypted\b/);
    expect(told).toContain('Retention: violation, severity low. It has stayed longer than it may. [RET-1]');
    expect(told).toContain('The period is counted from 2015-05-05 (ooxml:created, grade B).');
    expect(told).toContain('It may be kept for 6 years at most.');
    expect(told).toContain('The last day was 2021-12-31, 1521 days ago.');
    expect(told).toContain('So since 2022-01-01.');
    expect(told).toContain('It rests on: Act 1 (DE).');
    expect(told).toMatch(
      /Risk \d+ of 100 \(formula v1\): impact 0\.\d+ × likelihood 0\.\d+, 10 persons by fingerprints\./,
    );
    expect(told).toContain('third party 0');
  });

  it('leaves nothing out that it has no words for', () => {
    const finding = findingOf({ because: [{ code: 'never_heard_of', weight: -1.5, note: '2 of 3' }] as never });
    expect(explainFinding(finding, 'E-mail address').join('\n')).toContain('−1.50  never_heard_of (2 of 3)');
    const [verdict] = judge(compile({}), itemOf(), [findingOf({})]);
    if (verdict === undefined) throw new Error('no verdict');
    const odd = explainVerdict({
      ...verdict,
      type: 'other',
      status: 'odd_one',
      because: ['new_code=1 2', 'constructor=x'],
    });
    expect(odd.join('\n')).toContain('odd one.');
    expect(odd.join('\n')).toContain('new_code=1 2');
    expect(odd.join('\n')).toContain('constructor=x');
  });

  it('tells what was found, where, and how sure', () => {
    const lines = explainFinding(findingOf({ part: 'a.csv', columns: ['email'] as never }), 'E-mail address');
    expect(lines[0]).toBe('E-mail address (email, user.contact.email) in share/CRM/list.csv!/a.csv.');
    expect(lines[1]).toBe('Found 12 times (10 different values); confidence high, 97 of 100.');
    expect(explainFinding(findingOf({}), 'E-mail address', 'hidden')[0]).toContain('in hidden.');
  });

  it('tells what the count of a column means for its table', () => {
    const told = (column: Finding['column']) =>
      explainFinding(findingOf({ count: 12, ...(column === undefined ? {} : { column }) }), 'E-mail address').join(
        '\n',
      );
    expect(told(undefined)).not.toContain('cells');
    expect(told({ countIsEstimate: false, cells: 1200, estimate: 12 })).toContain(
      'Looked at 1,200 cells that are not empty; the whole table was read.',
    );
    expect(told({ countIsEstimate: true, cells: 1200, estimate: 4_800_000 })).toMatch(
      /about 4,800,000 in the whole table\.\nSome cells were counted by form/,
    );
    expect(told({ countIsEstimate: false, cells: 1200, estimate: null })).toContain('is not known.');
  });

  it('says durations in words', () => {
    expect([inWords('P1Y6M'), inWords('P90D'), inWords('P1W')]).toEqual(['1 year 6 months', '90 days', '1 week']);
  });
});
