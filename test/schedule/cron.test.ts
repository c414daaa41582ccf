import { describe, expect, it } from 'vitest';
import { readCron } from '../../agent/schedule/cron.ts';

/** The next `count` beginnings after a moment, as they read on a wall clock of the place. */
function next(expression: string, timeZone: string, after: string, count = 3): string[] {
  const cron = readCron(expression, timeZone);
  const found: string[] = [];
  for (let at = Temporal.Instant.from(after).epochMilliseconds; found.length < count; ) {
    const moment = cron.next(at);
    if (moment === null) return [...found, 'never'];
    found.push(
      Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone).toString({ timeZoneName: 'never' }),
    );
    at = moment;
  }
  return found;
}

const berlin = 'Europe/Berlin';

describe('a schedule in a time zone', () => {
  it('is read as node-cron reads it', () => {
    expect(next('0 22 * * 1-5', berlin, '2026-06-04T12:00:00Z')).toEqual([
      '2026-06-04T22:00:00+02:00',
      '2026-06-05T22:00:00+02:00',
      '2026-06-08T22:00:00+02:00',
    ]);
    expect(next('0 3 L * *', 'UTC', '2026-01-31T04:00:00Z', 2)).toEqual([
      '2026-02-28T03:00:00+00:00',
      '2026-03-31T03:00:00+00:00',
    ]);
    expect(next('0 3 * * sun#1', 'UTC', '2026-06-01T00:00:00Z', 2)).toEqual([
      '2026-06-07T03:00:00+00:00',
      '2026-07-05T03:00:00+00:00',
    ]);
    expect(next('*/20 30 9 * * *', 'UTC', '2026-06-01T09:30:20Z', 3)).toEqual([
      '2026-06-01T09:30:40+00:00',
      '2026-06-02T09:30:00+00:00',
      '2026-06-02T09:30:20+00:00',
    ]);
    expect(next('0 0 29 2 *', 'UTC', '2026-06-01T00:00:00Z', 1)).toEqual(['2028-02-29T00:00:00+00:00']);
  });

  it('runs once in the night that has no half past two', () => {
    expect(next('30 2 * * *', berlin, '2026-03-28T00:00:00Z', 3)).toEqual([
      '2026-03-28T02:30:00+01:00',
      // Clocks go from two to three: an hour later on the wall, as many hours after the last as always.
      '2026-03-29T03:30:00+02:00',
      '2026-03-30T02:30:00+02:00',
    ]);
  });

  it('runs once in the night that has it twice', () => {
    expect(next('30 2 * * *', berlin, '2026-10-24T00:00:00Z', 3)).toEqual([
      '2026-10-24T02:30:00+02:00',
      '2026-10-25T02:30:00+02:00',
      '2026-10-26T02:30:00+01:00',
    ]);
    // Asked in between: it has been.
    expect(next('30 2 * * *', berlin, '2026-10-25T00:45:00Z', 1)).toEqual(['2026-10-26T02:30:00+01:00']);
    expect(next('30 2 * * *', berlin, '2026-10-25T01:15:00Z', 1)).toEqual(['2026-10-26T02:30:00+01:00']);
  });

  it('counts hours that pass when it is for every hour', () => {
    expect(next('0 * * * *', berlin, '2026-03-28T23:59:00Z', 4)).toEqual([
      '2026-03-29T01:00:00+01:00',
      '2026-03-29T03:00:00+02:00',
      '2026-03-29T04:00:00+02:00',
      '2026-03-29T05:00:00+02:00',
    ]);
    expect(next('30 * * * *', berlin, '2026-10-24T23:00:00Z', 4)).toEqual([
      '2026-10-25T01:30:00+02:00',
      '2026-10-25T02:30:00+02:00',
      '2026-10-25T02:30:00+01:00',
      '2026-10-25T03:30:00+01:00',
    ]);
    expect(next('*/15 * * * *', berlin, '2026-10-25T00:40:00Z', 6)).toEqual([
      '2026-10-25T02:45:00+02:00',
      '2026-10-25T02:00:00+01:00',
      '2026-10-25T02:15:00+01:00',
      '2026-10-25T02:30:00+01:00',
      '2026-10-25T02:45:00+01:00',
      '2026-10-25T03:00:00+01:00',
    ]);
  });

  it('knows clocks that are put forward by half an hour, or at midnight', () => {
    expect(next('15 2 * * *', 'Australia/Lord_Howe', '2026-10-03T00:00:00Z', 2)).toEqual([
      '2026-10-04T02:45:00+11:00',
      '2026-10-05T02:15:00+11:00',
    ]);
    expect(next('30 0 * * *', 'Africa/Cairo', '2026-04-23T00:00:00Z', 2)).toEqual([
      '2026-04-24T01:30:00+03:00',
      '2026-04-25T00:30:00+03:00',
    ]);
  });

  it('goes through a year of half past two, once a day', () => {
    for (const zone of [berlin, 'America/New_York', 'Australia/Lord_Howe', 'Antarctica/Troll', 'UTC']) {
      const days = next('30 2 * * *', zone, '2026-01-01T12:00:00Z', 366).map((time) => time.slice(0, 10));
      expect(new Set(days).size).toBe(366);
    }
  });
});
