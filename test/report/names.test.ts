import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNames, shownName, visible } from '../../agent/report/names.ts';
import { fromBytes } from '../../agent/sources/lib/file-name.ts';
import { hostileNames } from '../../fixtures/reporters/hostile.ts';
import { hashName } from './build.ts';

describe('how a name is shown', () => {
  it.each([
    ['HR/staff.xlsx', 'HR/staff.xlsx'],
    ['Müller & Söhne/Straße 日本語 العربية.txt', 'Müller & Söhne/Straße 日本語 العربية.txt'],
    ['a\nb\tc\x1b[31m\x7f', 'a\\x0ab\\x09c\\x1b[31m\\x7f'],
    ['back\\slash', 'back\\\\slash'],
    ['invoice\u202efdp.exe', 'invoice\\u202efdp.exe'],
    ['C1 \x9b', 'C1 \\u009b'],
    ['zero\u200bwidth', 'zero\\u200bwidth'],
    ['no\u00a0break', 'no\\u00a0break'],
    ['tag \u{e0041}', 'tag \\u{e0041}'],
    ['half \ud800 pair', 'half \\ud800 pair'],
    ['family 👪', 'family 👪'],
    ['\u0301lone/\u0301mark', '\\u0301lone/\\u0301mark'],
    ['e\u0301', 'e\u0301'],
  ])('%j is shown as %s', (name, shown) => {
    expect(shownName(name)).toBe(shown);
  });

  it('shows bytes that were not UTF-8 as they were', () => {
    expect(shownName(fromBytes(Buffer.from('M\xe4rz \xff.txt', 'latin1')))).toBe('M\\xe4rz \\xff.txt');
  });

  it('never shows two names alike', () => {
    const char = fc.constantFrom(
      'a',
      'x',
      'u',
      '\\',
      '{',
      '}',
      '4',
      '1',
      '\x1b',
      '\n',
      '\u202e',
      '\uefe4',
      '\x9b',
      '\u{e0041}',
      '/',
    );
    const name = fc.array(char, { maxLength: 12 }).map((chars) => chars.join(''));
    fc.assert(
      fc.property(name, (given) => void expect(restored(shownName(given))).toBe(given)),
      { numRuns: 3000 },
    );
  });

  it('shows any string on one line, with nothing that is not seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const shown of [shownName(text), visible(text)]) expect(shown).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{DI}]/u);
      }),
      { numRuns: 3000 },
    );
    for (const name of hostileNames) expect(shownName(name)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{DI}]/u);
  });
});

/** The way back, as docs/reports.md tells it. */
function restored(shown: string): string {
  return shown.replace(/\\(?:(\\)|x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]+)\})/g, (_, slash, byte, unit, point) => {
    if (slash !== undefined) return '\\';
    if (byte === undefined) return String.fromCodePoint(Number.parseInt(unit ?? point, 16));
    const code = Number.parseInt(byte, 16);
    return String.fromCharCode(code < 0x80 ? code : 0xef00 + code);
  });
}

describe('places', () => {
  it('are source, path and part', () => {
    const names = createNames('full', hashName);
    expect(names.place('share', 'HR/old.zip', 'mail.eml!/list.csv')).toBe('share/HR/old.zip!/mail.eml!/list.csv');
    expect(names.place('share', '', '')).toBe('share');
    expect(names.folder('share', 'HR/payroll/a.txt')).toBe('share/HR/payroll');
    expect(names.folder('share', 'a.txt')).toBe('share');
  });

  it('keep their path exactly where names are shown', () => {
    const names = createNames('full', hashName);
    for (const name of hostileNames) expect(names.path('share', name)).toBe(name);
  });

  it('are the source, hashes and a well-known extension', () => {
    const names = createNames('share_and_hash', hashName);
    expect(names.place('share', 'HR/Anna Muster.xlsx', '')).toMatch(/^share\/[0-9a-f]{12}\/[0-9a-f]{12}\.xlsx$/);
    expect(names.place('share', 'HR/A.Muster', '')).toMatch(/^share\/[0-9a-f]{12}\/[0-9a-f]{12}$/);
    expect(names.place('share', 'x.zip', 'Muster/list.CSV')).toMatch(
      /^share\/[0-9a-f]{12}\.zip!\/[0-9a-f]{12}\/[0-9a-f]{12}\.csv$/,
    );
  });

  it('are hashes alone', () => {
    const names = createNames('hash', hashName);
    expect(names.place('share', 'HR/staff.xlsx', 'a.csv')).toMatch(
      /^[0-9a-f]{12}\/[0-9a-f]{12}\/[0-9a-f]{12}!\/[0-9a-f]{12}$/,
    );
  });

  it.each(['full', 'share_and_hash', 'hash'] as const)('keep the shape of the tree: %s', (mode) => {
    const names = createNames(mode, hashName);
    const [a, b, c] = ['HR/a.txt', 'HR/b.txt', 'Sales/a.txt'].map((path) => names.place('share', path, ''));
    expect(a?.startsWith(`${names.folder('share', 'HR/z.doc')}/`)).toBe(true);
    expect(b?.startsWith(`${names.folder('share', 'HR/z.doc')}/`)).toBe(true);
    expect(c?.startsWith(`${names.folder('share', 'Sales/z.doc')}/`)).toBe(true);
    expect(new Set([a, b, c]).size).toBe(3);
    // The same name in two folders is not the same hash.
    if (mode !== 'full') expect(a?.split('/').at(-1)).not.toBe(c?.split('/').at(-1));
  });

  it('do not depend on what was shown before', () => {
    const paths = ['HR/a.txt', 'HR/x/b.zip', 'Sales/a.txt', 'HR/a.txt'];
    const used = createNames('share_and_hash', hashName);
    for (const path of paths) {
      const fresh = createNames('share_and_hash', hashName);
      expect(used.place('share', path, 'in/side')).toBe(fresh.place('share', path, 'in/side'));
    }
  });
});
