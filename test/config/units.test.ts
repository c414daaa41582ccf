import { describe, expect, it } from 'vitest';
import { closest, editDistance } from '../../config/spelling.ts';
import { formatDuration, formatSize, parseDuration, parseSize } from '../../config/units.ts';

describe('sizes', () => {
  it.each([
    ['0', 0],
    ['1048576', 1_048_576],
    ['500 MB', 500_000_000],
    ['2 GiB', 2_147_483_648],
    ['2gib', 2_147_483_648],
    [' 1.5 KiB ', 1536],
    ['10 kB', 10_000],
    ['3 TB', 3e12],
  ])('%j is %d bytes', (text, bytes) => expect(parseSize(text)).toBe(bytes));

  it.each(['', 'MB', '-1', '1 XB', '1,5 GB', '5 min', '1e3', '0x10', '9999999999999999', '9000000 TiB', '1 G B'])(
    '%j is none',
    (text) => expect(parseSize(text)).toBeNull(),
  );

  it.each([0, 1, 1000, 1024, 1536, 500_000_000, 2 ** 31, 4 * 2 ** 30, 123_456_789])(
    '%d is written so that it reads the same',
    (bytes) => expect(parseSize(formatSize(bytes))).toBe(bytes),
  );

  it('is written with the unit in which it is whole', () => {
    expect([2 ** 30, 2e9, 1536, 7].map(formatSize)).toEqual(['1 GiB', '2 GB', '1536 B', '7 B']);
  });
});

describe('durations', () => {
  it.each([
    ['60 s', 60_000],
    ['5 min', 300_000],
    ['250ms', 250],
    ['1.5 h', 5_400_000],
  ])('%j is %d ms', (text, ms) => expect(parseDuration(text)).toBe(ms));

  // Without a unit, and with one that could be minutes, months or metres, nobody knows what was meant.
  it.each(['60', '5 m', '', 's', '1 day', 'PT5M'])('%j is none', (text) => expect(parseDuration(text)).toBeNull());

  it.each([1, 250, 6000, 60_000, 90_000, 3_600_000, 5_400_000])('%d is written so that it reads the same', (ms) =>
    expect(parseDuration(formatDuration(ms))).toBe(ms),
  );
});

describe('spelling', () => {
  it.each([
    ['pathh', 'path'],
    ['maxSize', 'max_size'],
    ['max-size', 'max_size'],
    ['organisation', 'organization'],
    ['soruces', 'sources'],
    ['exlude', 'exclude'],
  ])('%s was meant to be %s', (word, meant) => {
    expect(closest(word, ['path', 'max_size', 'organization', 'sources', 'exclude', 'include', 'name', 'kind'])).toBe(
      meant,
    );
  });

  it.each(['x', 'ab', 'foo', 'retention', 'colour'])('%s was meant to be none of them', (word) => {
    expect(closest(word, ['path', 'max_size', 'sources', 'is', 'to'])).toBeNull();
  });

  it('counts letters that are inserted, deleted, replaced or swapped', () => {
    expect(editDistance('', 'abc')).toBe(3);
    expect(editDistance('abc', 'abc')).toBe(0);
    expect(editDistance('abcd', 'acbd')).toBe(1);
    expect(editDistance('kitten', 'sitting')).toBe(3);
  });
});
