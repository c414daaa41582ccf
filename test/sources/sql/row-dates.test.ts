import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DateClass,
  type DateGroup,
  DayCounter,
  groupChars,
  groupSeconds,
} from '../../../agent/sources/lib/sql/row-dates.ts';

type Raw = DateGroup['raw'];

function count(of: DateClass, raws: readonly (Raw | Partial<DateGroup>)[], timeZone = 'UTC', noDate: string[] = []) {
  const counter = new DayCounter(of, { timeZone, noDate });
  for (const raw of raws) {
    const group = typeof raw === 'object' && raw !== null ? raw : { raw };
    counter.add({ raw: null, rows: 1, deleted: 0, firstKey: null, lastKey: null, ...group });
  }
  const { days, rows, noDate: none, notRead, forms } = counter.counts();
  expect(days.reduce((sum, day) => sum + day.rows, 0) + none + notRead).toBe(rows);
  return {
    days: Object.fromEntries(days.map(({ day, rows }) => [day, rows])),
    none,
    notRead,
    forms: Object.fromEntries(forms),
    counted: days,
  };
}

const seconds = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds / 1000;

describe('days of the database', () => {
  it('are taken as they stand', () => {
    const { days, none, notRead } = count('day', ['2024-02-29', '2024-02-29 23:59:59.9', '2024-03-01T00:00', null]);
    expect(days).toEqual({ '2024-02-29': 2, '2024-03-01': 1 });
    expect([none, notRead]).toEqual([1, 0]);
  });

  it('may stand for none', () => {
    const raws = ['infinity', '-infinity', '9999-12-31', '0000-00-00', '12024-01-01', '+5874897-12-31', '1970-01-01'];
    expect(count('day', raws, 'UTC', ['1970-01-01'])).toMatchObject({ days: {}, none: 7, notRead: 0 });
  });

  it('of no calendar or of long ago are told as not read', () => {
    const raws = ['2024-02-30', '2023-02-29', '0024-03-05', '1899-12-31', '0044-03-15 BC', 'x'];
    expect(count('day', raws)).toMatchObject({ days: {}, none: 0, notRead: 6 });
  });
});

describe('instants', () => {
  it('fall on the day of the zone, over the changes of its clock', () => {
    const raws = [
      '2024-03-30T22:59Z',
      '2024-03-30T23:00Z',
      '2024-03-31T21:59Z',
      '2024-03-31T22:00Z',
      '2024-10-27T23:00Z',
    ];
    expect(count('instant', raws.map(seconds), 'Europe/Berlin').days).toEqual({
      '2024-03-30': 1,
      '2024-03-31': 2,
      '2024-04-01': 1,
      '2024-10-28': 1,
    });
  });

  it('at the epoch are no date in any zone, where the epoch is none', () => {
    expect(count('instant', [0], 'America/New_York', ['1970-01-01'])).toMatchObject({ days: {}, none: 1 });
  });

  it('that never come are no date', () => {
    const never = [seconds('9999-12-31T00:00:00Z'), 1e15, Number.POSITIVE_INFINITY];
    expect(count('instant', never, 'America/New_York')).toMatchObject({ days: {}, none: 3 });
  });

  it('can be put into hours or quarters without crossing a midnight', () => {
    expect(groupSeconds('Europe/Berlin')).toBe(3600);
    expect(groupSeconds('Asia/Kolkata')).toBe(900);
    expect(groupSeconds('Australia/Lord_Howe')).toBe(900);
    expect([groupChars('UTC'), groupChars('Asia/Kathmandu')]).toEqual([13, 16]);
    const zones = [
      'Europe/Berlin',
      'Asia/Kolkata',
      'Asia/Kathmandu',
      'America/St_Johns',
      'Pacific/Apia',
      'Australia/Lord_Howe',
    ];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_208_988_800 }), fc.constantFrom(...zones), (second, zone) => {
        const step = groupSeconds(zone);
        const exact = count('instant', [second], zone).days;
        expect(count('instant', [Math.floor(second / step) * step], zone).days).toEqual(exact);
      }),
    );
  });
});

describe('texts', () => {
  it('are read in the forms that tell a day', () => {
    const raws = ['2024-03-05', '2024-03-05 11:12', '2024-03-05T11', '20240305', '20240305T1112', '20240305111213'];
    expect(count('text', [...raws, '05.03.2024', '05.03.2024 11'])).toMatchObject({
      days: { '2024-03-05': 8 },
      forms: { iso: 3, compact: 3, dotted: 2 },
    });
  });

  it('ending in Z are instants', () => {
    const raws = ['2024-03-05T22Z', '2024-03-05T23Z', '2024-03-05T23', '2024-03-05 23:30Z'];
    expect(count('text', raws, 'Europe/Berlin')).toMatchObject({
      days: { '2024-03-05': 2, '2024-03-06': 2 },
      forms: { iso: 1, iso_utc: 3 },
    });
  });

  it('with slashes are read when the column itself says which is the day', () => {
    expect(count('text', ['05/03/2024', '31/03/2024'])).toMatchObject({
      days: { '2024-03-05': 1, '2024-03-31': 1 },
      forms: { day_first: 2 },
    });
    expect(count('text', ['03/05/2024', '03/31/2024'])).toMatchObject({
      days: { '2024-03-05': 1, '2024-03-31': 1 },
      forms: { month_first: 2 },
    });
    expect(count('text', ['05/03/2024', '01/02/2024'])).toMatchObject({ days: {}, notRead: 2 });
    expect(count('text', ['31/03/2024', '03/31/2024'])).toMatchObject({ days: {}, notRead: 2 });
    expect(count('text', ['31/12/9999', '00/00/0000', '31/02/2024'])).toMatchObject({ days: {}, none: 2, notRead: 1 });
  });

  it('that are no date are told', () => {
    const raws = ['soon', '2024', '2024-13-01', '2024-03-05x', '5.3.2024', '123456789', '30.02.2024', '0024-01-01T00Z'];
    expect(count('text', raws)).toMatchObject({ days: {}, none: 0, notRead: raws.length });
    expect(count('text', ['', '  ', '0000-00-00', '00.00.0000', '9999-12-31', 'infinity', '31.12.9999'])).toMatchObject(
      {
        days: {},
        none: 7,
        notRead: 0,
      },
    );
  });
});

describe('numbers', () => {
  it('are days or time since 1970, by their size', () => {
    const moment = seconds('2024-03-05T12:00Z');
    const raws = [
      moment,
      moment * 1000,
      moment * 1e6,
      BigInt(moment) * 1000n,
      String(moment),
      20240305,
      20240305235959,
    ];
    expect(count('number', raws)).toMatchObject({
      days: { '2024-03-05': 7 },
      forms: { seconds: 2, milliseconds: 2, microseconds: 1, ymd: 1, ymdhms: 1 },
    });
  });

  it('of time are instants', () => {
    const midnight = seconds('2024-03-05T23:00Z');
    expect(count('number', [midnight, midnight * 1000 - 1], 'Europe/Berlin').days).toEqual({
      '2024-03-05': 1,
      '2024-03-06': 1,
    });
  });

  it('may stand for none', () => {
    const raws = [0, 99991231, 253402300799, 253402214400000, 253402300799999];
    expect(count('number', raws)).toMatchObject({ days: {}, none: raws.length, notRead: 0 });
  });

  it('of another kind are told', () => {
    const raws = [1, 42, 2024, 20241332, 1e18, -5, 31122024];
    expect(count('number', raws)).toMatchObject({ days: {}, none: 0, notRead: raws.length });
  });
});

describe('keys and marks', () => {
  it('are kept of each day: numbers by their size, all else by its letters', () => {
    const raw = '2024-03-05';
    const group = (rows: number, deleted: number, firstKey: string | null, lastKey: string | null) => ({
      raw,
      rows,
      deleted,
      firstKey,
      lastKey,
    });
    const numbers = count('day', [
      group(2, 1, '9', '10'),
      group(3, 0, '-8', '12345678901234567890'),
      group(1, 1, null, null),
    ]);
    expect(numbers.counted).toEqual([
      { day: raw, rows: 6, deleted: 2, firstKey: '-8', lastKey: '12345678901234567890' },
    ]);
    const letters = count('day', [group(1, 0, 'b', 'b'), group(1, 0, 'B', 'a')]);
    expect(letters.counted).toEqual([{ day: raw, rows: 2, deleted: 0, firstKey: 'B', lastKey: 'b' }]);
  });

  it('come out the same in whatever order the groups come', () => {
    const raw = fc.constantFrom('2024-03-05', '31/01/2024', '02/03/2024', 'x', null, '2024-01-01T23Z', '20240102');
    const key = fc.constantFrom('1', '2', '10', 'a', null);
    const groups = fc.array(
      fc.record({ raw, rows: fc.nat(5), deleted: fc.nat(5), firstKey: key, lastKey: fc.constant('7') }),
    );
    fc.assert(
      fc.property(groups, (all) => {
        expect(count('text', all.toReversed(), 'Europe/Berlin')).toEqual(count('text', all, 'Europe/Berlin'));
      }),
    );
  });
});
