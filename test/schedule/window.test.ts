import { describe, expect, it } from 'vitest';
import { readWindow } from '../../agent/schedule/window.ts';

const berlin = 'Europe/Berlin';
const ms = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds;
const wall = (moment: number) =>
  Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(berlin).toString({ timeZoneName: 'never' });

describe('a window of hours', () => {
  it('goes over midnight', () => {
    const window = readWindow('22:00-06:00', berlin);
    const open = (time: string) => window.isOpen(ms(`2026-06-10T${time}:00+02:00`));
    expect(['21:59', '22:00', '23:59', '00:00', '05:59', '06:00', '12:00'].map(open)).toEqual([
      ...[false, true, true, true, true, false, false],
    ]);
    expect(wall(window.opens(ms('2026-06-10T12:00:00+02:00')))).toBe('2026-06-10T22:00:00+02:00');
    expect(wall(window.closes(ms('2026-06-10T23:00:00+02:00')))).toBe('2026-06-11T06:00:00+02:00');
    expect(wall(window.opens(ms('2026-06-10T23:00:00+02:00')))).toBe('2026-06-10T23:00:00+02:00');
  });

  it('lies within a day', () => {
    const window = readWindow('12:00-13:30', berlin);
    expect(window.isOpen(ms('2026-06-10T13:29:59+02:00'))).toBe(true);
    expect(window.isOpen(ms('2026-06-10T13:30:00+02:00'))).toBe(false);
    expect(wall(window.opens(ms('2026-06-10T14:00:00+02:00')))).toBe('2026-06-11T12:00:00+02:00');
  });

  it('is an hour shorter when clocks are put forward, and an hour longer when they are put back', () => {
    const window = readWindow('22:00-06:00', berlin);
    const length = (day: string) => (window.closes(ms(`${day}T23:00:00+01:00`)) - ms(`${day}T22:00:00+01:00`)) / 3.6e6;
    expect(length('2026-03-28')).toBe(7);
    expect(window.closes(ms('2026-10-24T23:00:00+02:00')) - ms('2026-10-24T22:00:00+02:00')).toBe(9 * 3.6e6);
  });

  it('closes once in the night that has its end twice', () => {
    const window = readWindow('22:00-02:30', berlin);
    expect(window.isOpen(ms('2026-10-25T02:29:00+02:00'))).toBe(true);
    expect(window.isOpen(ms('2026-10-25T02:31:00+02:00'))).toBe(false);
    expect(window.isOpen(ms('2026-10-25T02:15:00+01:00'))).toBe(false);
  });

  it('opens once in the night that lacks its beginning', () => {
    const window = readWindow('02:30-05:00', berlin);
    expect(wall(window.opens(ms('2026-03-29T00:00:00+01:00')))).toBe('2026-03-29T03:30:00+02:00');
    // All of it lies in the hour that is not there: it is an hour later.
    const gone = readWindow('02:15-02:45', berlin);
    expect(wall(gone.opens(ms('2026-03-29T00:00:00+01:00')))).toBe('2026-03-29T03:15:00+02:00');
  });

  it('says when so much work is done', () => {
    const window = readWindow('22:00-06:00', berlin);
    const done = (from: string, hours: number) => wall(window.after(ms(from), hours * 3.6e6));
    expect(done('2026-06-10T23:00:00+02:00', 3)).toBe('2026-06-11T02:00:00+02:00');
    expect(done('2026-06-10T23:00:00+02:00', 7)).toBe('2026-06-11T06:00:00+02:00');
    expect(done('2026-06-10T23:00:00+02:00', 8)).toBe('2026-06-11T23:00:00+02:00');
    expect(done('2026-06-10T12:00:00+02:00', 17)).toBe('2026-06-12T23:00:00+02:00');
  });
});
