import { describe, expect, it } from 'vitest';
import type { RowTrigger } from '../../../agent/contracts/table.ts';
import { noNumbers } from '../../../agent/sources/lib/sql/date-texts.ts';

describe('numbers that mean "no date"', () => {
  const trigger = (...noDate: string[]): RowTrigger => ({
    ...{
      text: 'at',
      pick: 'only',
      columns: [{ table: null, column: 'at' }],
      via: null,
      timeZone: 'UTC',
      deleted: null,
    },
    noDate,
  });
  const has = (value: number, ...noDate: string[]) =>
    noNumbers(trigger(...noDate)).some(([from, to]) => value >= from && value <= to);

  it.each([
    ['a day as a number', 20_010_203, true],
    ['its first second', Date.UTC(2001, 1, 3) / 1000, true],
    ['its last millisecond', Date.UTC(2001, 1, 4) - 1, true],
    ['the millisecond after it', Date.UTC(2001, 1, 4), false],
  ])('hold %s', (_, value, held) => {
    expect(has(value, '2001-02-03')).toBe(held);
  });

  it('hold days before 1970, which are negative', () => {
    const start = Date.UTC(1900, 0, 1);
    for (const unit of [0.001, 1, 1000]) expect(has(start * unit, '1900-01-01')).toBe(true);
    expect(has(Date.UTC(1900, 0, 2) / 1000, '1900-01-01')).toBe(false);
  });

  it('hold nothing but nought of the first day of 1970: its microseconds are the seconds of later years', () => {
    expect(has(0, '1970-01-01')).toBe(true);
    expect(has(Date.UTC(2024, 0, 1) / 1000, '1970-01-01')).toBe(false);
  });
});
