import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { severities } from '../../agent/contracts/rule.ts';
import {
  assess,
  identifiabilityOf,
  type Reach,
  reachOf,
  type Situation,
  sensitivityOf,
} from '../../agent/judge/risk.ts';
import { riskSettings } from '../../agent/judge/weights.ts';
import { plainFacts } from '../kits/rule.ts';

const calm: Situation = {
  sensitivity: 1,
  identifiability: 1,
  persons: 1,
  personsFrom: 'fingerprints',
  reach: 'owner',
  notApproved: false,
  encryptionAbsent: false,
  noContract: false,
  yearsOverdue: 0,
};

describe('risk formula v1', () => {
  it.each<[string, Partial<Situation>, number, number, number, string]>([
    ['1 e-mail address, owner only, approved', { identifiability: 0.75 }, 0.16, 0.1, 2, 'info'],
    [
      '5,000 contacts, all staff, not approved',
      { persons: 5000, reach: 'everyone', notApproved: true },
      0.37,
      0.86,
      32,
      'medium',
    ],
    [
      '412 IBANs, large group, not approved, 20 months overdue',
      { sensitivity: 3, persons: 412, reach: 'group', notApproved: true, yearsOverdue: 20 / 12 },
      0.69,
      0.71,
      49,
      'medium',
    ],
    [
      '10,000 health records, all staff, not approved, 36 months overdue',
      { sensitivity: 4, persons: 10_000, reach: 'everyone', notApproved: true, yearsOverdue: 3 },
      0.95,
      0.9,
      86,
      'critical',
    ],
    [
      '200 passports, need-to-know, approved, 6 months overdue',
      { sensitivity: 3, persons: 200, reach: 'need_to_know', yearsOverdue: 0.5 },
      0.68,
      0.24,
      16,
      'low',
    ],
    [
      '50,000 customer rows, approved, in time',
      { sensitivity: 3, persons: 50_000, reach: 'need_to_know' },
      0.8,
      0.2,
      16,
      'low',
    ],
    [
      'the same, encryption required but absent',
      { sensitivity: 3, persons: 50_000, reach: 'need_to_know', encryptionAbsent: true },
      0.8,
      0.44,
      35,
      'medium',
    ],
    [
      '100 IDs, public, no contract',
      { sensitivity: 3, persons: 100, reach: 'public', noContract: true },
      0.66,
      1,
      66,
      'high',
    ],
  ])('%s', (_, of, impact, likelihood, score, severity) => {
    const { risk, severity: said } = assess({ ...calm, ...of });
    expect([risk.impact, risk.likelihood].map((value) => Math.round(value * 100) / 100)).toEqual([impact, likelihood]);
    expect([risk.score, said, risk.formula]).toEqual([score, severity, 'v1']);
  });

  const reaches: readonly Reach[] = ['owner', 'need_to_know', 'group', 'everyone', 'public'];
  const situation: fc.Arbitrary<Situation> = fc.record({
    sensitivity: fc.double({ min: 1, max: 4, noNaN: true }),
    identifiability: fc.double({ min: 0.25, max: 1, noNaN: true }),
    persons: fc.nat(10_000_000),
    personsFrom: fc.constantFrom('fingerprints', 'occurrences'),
    reach: fc.constantFrom(...reaches, 'unknown'),
    notApproved: fc.boolean(),
    encryptionAbsent: fc.boolean(),
    noContract: fc.boolean(),
    yearsOverdue: fc.double({ min: 0, max: 80, noNaN: true }),
  });

  it('stays between 0 and 100', () => {
    fc.assert(
      fc.property(situation, (of) => {
        const { risk } = assess(of);
        expect(risk.score).toBeGreaterThanOrEqual(0);
        expect(risk.score).toBeLessThanOrEqual(100);
        expect(Number.isInteger(risk.score)).toBe(true);
      }),
    );
  });

  const worse: { readonly [factor: string]: (of: Situation, by: number) => Situation } = {
    sensitivity: (of, by) => ({ ...of, sensitivity: Math.min(4, of.sensitivity + by) }),
    identifiability: (of, by) => ({ ...of, identifiability: Math.min(1, of.identifiability + by) }),
    persons: (of, by) => ({ ...of, persons: of.persons + Math.round(by * 1000) }),
    notApproved: (of) => ({ ...of, notApproved: true }),
    encryptionAbsent: (of) => ({ ...of, encryptionAbsent: true }),
    noContract: (of) => ({ ...of, noContract: true }),
    yearsOverdue: (of, by) => ({ ...of, yearsOverdue: of.yearsOverdue + by * 10 }),
    reach: (of, by) => {
      const at = reaches.indexOf(of.reach);
      return at === -1 ? of : { ...of, reach: reaches[Math.min(4, at + Math.ceil(by * 4))] ?? of.reach };
    },
  };
  it.each(Object.keys(worse))('never falls when %s grows', (factor) => {
    fc.assert(
      fc.property(situation, fc.double({ min: 0, max: 1, noNaN: true }), (of, by) => {
        const before = assess(of);
        const after = assess(worse[factor]?.(of, by) ?? of);
        expect(after.risk.score).toBeGreaterThanOrEqual(before.risk.score);
        expect(severities.indexOf(after.severity)).toBeLessThanOrEqual(severities.indexOf(before.severity));
      }),
    );
  });

  it('never takes unknown exposure for less than need-to-know', () => {
    fc.assert(
      fc.property(situation, (of) => {
        const unknown = assess({ ...of, reach: 'unknown' }).risk.score;
        expect(unknown).toBeGreaterThanOrEqual(assess({ ...of, reach: 'need_to_know' }).risk.score);
      }),
    );
    expect(riskSettings.safeParse({ exposure: { unknown: 0.1 } }).success).toBe(false);
  });

  it('raises the severity by floors, names them, and leaves the score', () => {
    const said = (of: Partial<Situation>) => {
      const { risk, severity } = assess({ ...calm, ...of });
      return [severity, risk.floor, risk.score];
    };
    expect(said({ noContract: true })).toEqual(['medium', 'third_party_without_contract', 7]);
    expect(said({ reach: 'public' })).toEqual(['high', 'public', 20]);
    expect(said({ sensitivity: 4, reach: 'public', identifiability: 0.5 })).toEqual([
      'critical',
      'public_special_category',
      39,
    ]);
    expect(said({ sensitivity: 4, reach: 'public', persons: 10_000 })).toEqual(['critical', null, 95]);
  });

  it('says that it used the policy’s weights when it did', () => {
    expect(assess(calm, riskSettings.parse({ location: 0.5 })).risk.formula).toContain('policy');
    expect(assess(calm, riskSettings.parse({ need_to_know_groups: ['dpo'] })).risk.formula).toBe('v1');
  });
});

describe('the inputs of the formula', () => {
  it('take the longest prefix of a category', () => {
    expect(sensitivityOf('user.contact.email')).toBe(1);
    expect(sensitivityOf('user.financial.bank_account')).toBe(3);
    expect(sensitivityOf('user.health_and_medical.record_id')).toBe(4);
    expect(sensitivityOf('user.demographic.date_of_birth')).toBe(1);
    expect(sensitivityOf('user.demographic.religious_belief')).toBe(4);
    expect(sensitivityOf('system.operations')).toBe(1);
    expect(sensitivityOf('user.contactless')).toBe(1);
  });

  it('can be replaced line by line in the policy', () => {
    const weights = riskSettings.parse({ sensitivity: { 'user.contact.email.*': 2 }, identifiability: { user: 0.25 } });
    expect(sensitivityOf('user.contact.email', weights)).toBe(2);
    expect(sensitivityOf('user.contact.phone_number', weights)).toBe(1);
    expect(identifiabilityOf('user.unheard_of', [], weights)).toBe(0.25);
  });

  it('identify directly when two kinds lie together and one of them names people', () => {
    expect(identifiabilityOf('user.contact.email', ['user.contact.email'])).toBe(0.75);
    expect(identifiabilityOf('user.contact.email', ['user.contact.email', 'user.name'])).toBe(1);
    expect(identifiabilityOf('user.demographic.date_of_birth', ['user.device.ip_address'])).toBe(0.25);
    expect(identifiabilityOf('user.demographic.date_of_birth', ['user.name'])).toBe(1);
  });

  it('know a group as a large one unless the policy says otherwise', () => {
    const weights = riskSettings.parse({ need_to_know_groups: ['sales'], public_places: ['share:www/**'] });
    expect(reachOf(plainFacts, 'share', 'a')).toBe('group');
    expect(reachOf(plainFacts, 'share', 'a', weights)).toBe('need_to_know');
    expect(reachOf({ ...plainFacts, exposureFrom: 'acl' }, 'share', 'a', weights)).toBe('group');
    expect(reachOf({ ...plainFacts, exposure: 'everyone' }, 'share', 'a', weights)).toBe('everyone');
    expect(reachOf(plainFacts, 'share', 'www/index.html', weights)).toBe('public');
  });
});
