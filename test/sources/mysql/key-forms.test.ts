import { describe, expect, it } from 'vitest';
import { numberOf, OtherForm, within } from '../../../agent/sources/lib/mysql/key-forms.ts';

describe('a range of keys', () => {
  it('is written as keys of its form are', () => {
    expect(within('k', 'whole', { from: -5n, to: 7n })).toBe('k >= -5 AND k <= 7');
    expect(within('k', 'hex', { from: 0xabn, to: 0xffn })).toBe("k >= '000000ab' AND k < '00000100'");
    expect(within('k', 'HEX', { from: 0xabn, to: 0xfen })).toBe("k >= '000000AB' AND k < '000000FF'");
    expect(within('k', 'bytes', { from: 1n, to: 1n })).toBe("k >= X'0000000000000001' AND k < X'0000000000000002'");
  });

  it('is open where no key lies beyond, and empty where none can be', () => {
    expect(within('k', 'hex', { from: 0n, to: 16n ** 8n - 1n })).toBe('TRUE AND TRUE');
    expect(within('k', 'hex', { from: -9n, to: 16n ** 9n })).toBe('TRUE AND TRUE');
    expect(within('k', 'hex', { from: 16n ** 8n, to: 16n ** 9n })).toBe('FALSE AND TRUE');
    expect(within('k', 'bytes', { from: -9n, to: -1n })).toBe('TRUE AND FALSE');
  });
});

describe('a key', () => {
  it('has a number, or is of another form', () => {
    expect(numberOf('hex', '0000ff00-0000-4000-8000-000000000000')).toBe(0xff00n);
    expect(numberOf('HEX', 'FF000000')).toBe(0xff000000n);
    expect(numberOf('whole', '18446744073709551615')).toBe(2n ** 64n - 1n);
    expect(numberOf('hex', null)).toBeNull();
    for (const [form, key] of [
      ['hex', 'FF000000'],
      ['HEX', 'ff000000'],
      ['hex', '123'],
      ['bytes', 'FF'],
      ['hex', 'anna@acme.example'],
    ] as const)
      expect(() => numberOf(form, key), key).toThrow(OtherForm);
  });
});
