import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  categoryUnder,
  longestPrefix,
  parsePlace,
  pathMatches,
  placesHold,
  specificity,
} from '../../agent/judge/match.ts';

describe('places', () => {
  it.each<[string, string, boolean]>([
    ['CRM/**', 'CRM/a.csv', true],
    ['CRM/**', 'CRM/a/b/.hidden/c.csv', true],
    ['CRM/**', 'CRM', false],
    ['CRM/**', 'CRM2/a.csv', false],
    ['CRM/**', 'crm/a.csv', false],
    ['CRM/*', 'CRM/a/b.csv', false],
    ['**', 'a', true],
    ['**', 'line\nbreak/x.csv', true],
    ['**/HR/**', 'HR/x', true],
    ['**/HR/**', 'a/b/HR/x/y', true],
    ['**/*.csv', 'x.csv', true],
    ['a?.txt', 'ab.txt', true],
    ['a?.txt', 'a/.txt', false],
    ['{Sales,Vertrieb}/**', 'Vertrieb/x', true],
    ['Kunden (alt)/**', 'Kunden (alt)/x', true],
    ['Kunden (alt)/**', 'Kunden alt/x', false],
    ['A|B/**', 'A/x', false],
    ['A|B/**', 'A|B/x', true],
    ['!CRM/**', 'Sales/x', false],
    ['!CRM/**', '!CRM/x', true],
    ['+(a)/**', '+(a)/x', true],
    ['Straße/Żaneta/**', 'Straße/Żaneta/da richiamare 📞.txt', true],
    ['100% $/**', '100% $/x', true],
  ])('%s and %j: %s', (glob, path, expected) => {
    expect(pathMatches(glob, path)).toBe(expected);
  });

  it('name a source, or any', () => {
    expect(parsePlace('share:a:b/**')).toEqual({ source: 'share', path: 'a:b/**' });
    expect(placesHold(['share:CRM/**'], 'backup', 'CRM/x')).toBe(false);
    expect(placesHold(['*:CRM/**'], 'backup', 'CRM/x')).toBe(true);
  });

  it('a folder holds whatever lies below it', () => {
    const name = fc.stringMatching(/^[^/*?[\]{}\\!()|\0]{1,12}$/u).filter((text) => text !== '.' && text !== '..');
    fc.assert(
      fc.property(name, fc.array(name, { minLength: 1, maxLength: 4 }), (folder, below) => {
        expect(pathMatches(`${folder}/**`, [folder, ...below].join('/'))).toBe(true);
        expect(pathMatches(`${folder}/**`, `x${[folder, ...below].join('/')}`)).toBe(false);
      }),
    );
  });

  it('are the closer described the more folders they name', () => {
    const order = ['share:A/B/**', 'share:A/*.csv', 'share:A/**', 'share:**/B/**', 'share:**', '*:**'];
    const sorted = [...order].sort((a, b) => specificity(parsePlace(b)) - specificity(parsePlace(a)));
    expect(sorted).toEqual(order);
  });
});

describe('categories', () => {
  it.each<[string, string, boolean]>([
    ['user.contact', 'user.contact', true],
    ['user.contact', 'user.contact.email', true],
    ['user.contact', 'user.contactless', false],
    ['user.contact', 'user', false],
    ['user.financial.*', 'user.financial.bank_account', true],
    ['user.financial.*', 'user.financial', true],
    ['user.financial.*', 'user.financially', false],
  ])('%s covers %s: %s', (prefix, category, expected) => {
    expect(categoryUnder(prefix, category)).toBe(expected);
  });

  it('are taken by the longest prefix', () => {
    expect(longestPrefix(['user', 'user.contact', 'user.contact.email'], 'user.contact.email')).toBe(
      'user.contact.email',
    );
    expect(longestPrefix(['user.contact.*', 'user'], 'user.contact.phone_number')).toBe('user.contact.*');
    expect(longestPrefix(['system'], 'user')).toBeNull();
  });
});
