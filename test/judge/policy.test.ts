import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Rule } from '../../agent/contracts/rule.ts';
import { canonical } from '../../agent/judge/compile.ts';
import { policySchema, sourcesNamed } from '../../agent/judge/policy.ts';
import { compile, mistakes, rules, schema } from './support.ts';

const match = { source: 'share', path: 'CRM/**' };
const approved_for = [{ categories: ['user'] }];
const rule = (id: string, more: object = {}) => ({
  id,
  scope: { categories: ['user.contact'], subjects: ['customer'], locations: ['share:CRM/**'], ...more },
  trigger: { sources: ['document:created'] },
  delete: { at_most: 'P1Y' },
});

describe('the policy', () => {
  it('needs no more than a version', () => {
    expect(mistakes({})).toEqual([]);
    expect(schema.safeParse({}).success).toBe(false);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['an unknown key', { locatoins: [] }, 'locatoins'],
    [
      'an unknown key of a rule',
      { locations: [{ id: 'L', match, approved_for, vaild_until: '2026-01-01' }] },
      'vaild_until',
    ],
    [
      'a day that does not exist',
      { locations: [{ id: 'L', match, approved_for, valid_until: '2026-02-30' }] },
      'locations.0.valid_until',
    ],
    ['a date without zeros', { locations: [{ id: 'L', match, approved_for, valid_until: '2026-1-1' }] }, 'YYYY-MM-DD'],
    ['a duration in words', { retention: [{ ...rule('R'), delete: { at_most: '6 years' } }] }, 'P6Y'],
    [
      'a duration in hours',
      { retention: [{ ...rule('R'), delete: { at_most: 'PT36H' } }] },
      'retention.0.delete.at_most',
    ],
    ['an empty duration', { retention: [{ ...rule('R'), delete: { at_most: 'P' } }] }, 'retention.0.delete.at_most'],
    [
      'a category that is none',
      { locations: [{ id: 'L', match, approved_for: [{ categories: ['E-Mail'] }] }] },
      'dotted keys',
    ],
    ['a place without a source', { retention: [rule('R', { locations: ['CRM/**'] })] }, 'source:path'],
    [
      'a path from the root',
      { locations: [{ id: 'L', match: { source: 'share', path: '/CRM' }, approved_for }] },
      'does not begin',
    ],
    [
      'a path with backslashes',
      { locations: [{ id: 'L', match: { source: 'share', path: 'CRM\\Exports' }, approved_for }] },
      'parted by /',
    ],
    ['atime as a trigger', { retention: [{ ...rule('R'), trigger: { sources: ['file:atime'] } }] }, 'never decide'],
    ['ctime as a trigger', { retention: [{ ...rule('R'), trigger: { sources: ['file:ctime'] } }] }, 'never decide'],
    [
      'a path pattern without a year',
      { retention: [{ ...rule('R'), trigger: { sources: [{ path_pattern: '**/{mm}/**' }] } }] },
      'names the year',
    ],
    [
      'a path pattern with an unknown field',
      { retention: [{ ...rule('R'), trigger: { sources: [{ path_pattern: '{year}/**' }] } }] },
      '{year} is no field',
    ],
    [
      'a fiscal year that ends on no day',
      { retention: [{ ...rule('R'), trigger: { sources: ['mail:sent'], cutoff: { fiscal_year_end: '02-30' } } }] },
      'retention.0.trigger.cutoff',
    ],
    ['a rule that says nothing', { retention: [{ ...rule('R'), delete: undefined }] }, 'R says nothing'],
    ['a rule without a trigger', { retention: [{ ...rule('R'), trigger: undefined }] }, 'needs a trigger'],
    [
      'a permanent rule that deletes',
      { retention: [{ ...rule('R'), disposition: 'permanent' }] },
      'permanent and deletes',
    ],
    [
      'a hold of nothing',
      { holds: [{ id: 'H', matter: 'm', issued_by: 'i', issued_on: '2026-01-01', scope: {} }] },
      'name paths',
    ],
    [
      'an exception of nothing but rules',
      {
        exceptions: [{ id: 'E', reason: 'r', approved_by: 'a', expires: '2026-01-01', scope: { rules: ['location'] } }],
      },
      'name paths',
    ],
    [
      'an exception without end',
      { exceptions: [{ id: 'E', reason: 'r', approved_by: 'a', scope: { paths: ['share:**'] } }] },
      'exceptions.0.expires',
    ],
    [
      'an exception from a rule that is none',
      {
        exceptions: [
          {
            id: 'E',
            reason: 'r',
            approved_by: 'a',
            expires: '2026-01-01',
            scope: { paths: ['share:**'], rules: ['retenton'] },
          },
        ],
      },
      'E names retenton',
    ],
    ['a time zone that is none', { timezone: 'Europe/Nowhere' }, 'timezone'],
    [
      'a third party that does not exist',
      { locations: [{ id: 'L', match, approved_for, third_party: 'tp:x' }] },
      'location L names the third party tp:x, which does not exist',
    ],
    [
      'a contract that ends before it is signed',
      { third_parties: [{ id: 'tp:x', name: 'X', contract: { ref: 'C', signed: '2026-01-02', ends: '2026-01-01' } }] },
      'before it is signed',
    ],
    ['risk weights that let exposure fall', { risk: { exposure: { owner: 0.5 } } }, 'owner ≤ need_to_know'],
  ])('refuses %s', (_, policy, message) => {
    const found = mistakes(policy).join('\n');
    expect(found).toContain(message);
  });

  it('names both owners of a duplicate id, across sections too', () => {
    const location = { id: 'X', match, approved_for };
    expect(mistakes({ locations: [location, location] })).toEqual([
      'locations.1.id: the id X is used twice: locations[0] and locations[1]',
    ]);
    expect(mistakes({ locations: [location], retention: [rule('X')] }).join()).toContain('X is used twice');
  });

  it('names both of two equally specific retention rules', () => {
    const said = mistakes({ retention: [rule('RET-A'), rule('RET-B')] });
    expect(said).toEqual([
      'retention.1.scope: RET-A and RET-B are equally specific for user.contact, customer, share:CRM/**: merge them, or make one of them narrower',
    ]);
    expect(mistakes({ retention: [rule('A', { categories: ['user.contact.*'] }), rule('B')] })).toHaveLength(1);
    expect(mistakes({ retention: [rule('A', { subjects: ['employee', 'customer'] }), rule('B')] })).toHaveLength(1);
  });

  it.each<[string, object]>([
    ['a narrower category', { categories: ['user.contact.email'] }],
    ['another subject', { subjects: ['employee'] }],
    ['no subject', { subjects: undefined }],
    ['another place', { locations: ['share:Sales/**'] }],
    ['no place', { locations: undefined }],
  ])('takes two rules that differ by %s', (_, more) => {
    expect(mistakes({ retention: [rule('A'), rule('B', more)] })).toEqual([]);
  });

  it('tells several mistakes at once, with the path to each', () => {
    const said = mistakes({
      timezone: 'X/Y',
      min_confidence: 'sure',
      locations: [{ id: 'L', match, approved_for: [{ categories: [] }] }],
    });
    expect(said.map((line) => line.split(':')[0])).toEqual([
      'timezone',
      'min_confidence',
      'locations.0.approved_for.0.categories',
    ]);
  });

  it('is told to editors as JSON Schema', () => {
    const json = z.toJSONSchema(schema, { io: 'input' }) as {
      properties: Record<string, unknown>;
      additionalProperties: unknown;
    };
    expect(Object.keys(json.properties)).toEqual(
      expect.arrayContaining(['locations', 'third_parties', 'retention', 'exposure', 'holds']),
    );
    expect(json.additionalProperties).toBe(false);
  });

  it('takes the section of a rule type that it never heard of, and refuses a claim on another’s key', () => {
    const other = (key: string): Rule<unknown> => ({
      type: 'other',
      settings: z.strictObject({ [key]: z.array(z.string()).default([]) }),
      needs: [],
      judge: () => null,
    });
    expect(
      policySchema(new Map([...rules, ['other', other('colours')]])).parse({ version: 1, colours: ['red'] })['colours'],
    ).toEqual(['red']);
    expect(() => policySchema(new Map([...rules, ['other', other('retention')]]))).toThrow(
      'two parts of the policy claim the key retention',
    );
  });

  it('knows the sources it names, and where', () => {
    const policy = schema.parse({
      version: 1,
      locations: [{ id: 'L', match, approved_for }],
      retention: [rule('R', { locations: ['backup:**', '*:x/**'] })],
      exceptions: [
        { id: 'E', reason: 'see ticket:12', approved_by: 'a', expires: '2026-01-01', scope: { paths: ['old:**'] } },
      ],
    });
    expect([...sourcesNamed(policy)].map(({ source, path }) => `${path.join('.')} ${source}`).sort()).toEqual([
      'exceptions.0.scope.paths.0 old',
      'locations.0.match.source share',
      'retention.0.scope.locations.0 backup',
    ]);
  });
});

describe('the hash of a policy', () => {
  const hash = (policy: Record<string, unknown>, zone = 'UTC') => compile(policy, zone).hash;

  it('does not depend on the order of keys or on defaults that are written out', () => {
    expect(hash({ title: 'A', min_confidence: 'medium' })).toBe(hash({ min_confidence: 'medium', title: 'A' }));
    expect(hash({ title: 'A', min_confidence: 'medium' })).toBe(hash({ title: 'A' }));
    expect(hash({ title: 'A' })).toMatch(/^[0-9a-f]{64}$/);
  });

  it('changes with what decides: a word, the order of a list, the time zone', () => {
    const two = (...ids: string[]) => hash({ locations: ids.map((id) => ({ id, match, approved_for })) });
    expect(two('A', 'B')).not.toBe(two('B', 'A'));
    expect(hash({ title: 'A' })).not.toBe(hash({ title: 'B' }));
    expect(hash({ title: 'A' }, 'UTC')).not.toBe(hash({ title: 'A' }, 'Europe/Paris'));
  });

  it('is of canonical JSON', () => {
    expect(canonical({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}');
  });

  it('refuses a rule type without results', () => {
    const other: Rule<unknown> = { type: 'other', settings: z.strictObject({}), needs: [], judge: () => null };
    expect(() => compile({})).not.toThrow();
    expect(() => policySchema(new Map([['other', other]]))).not.toThrow();
  });
});
