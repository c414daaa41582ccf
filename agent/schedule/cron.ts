import { createTask, parse } from 'node-cron';

/** When a job is to begin. */
export interface Cron {
  /** The first moment after another, both in epoch milliseconds; null when there is none within forty years. */
  next(after: number): number | null;
}

const mostDays = 366 * 40;

/**
 * A node-cron expression in a time zone. node-cron says which days and times of day are meant; which moment that is,
 * is said here, since clocks are put forward and back: a time that the day does not have is taken as much later as the
 * clock was put forward, and one that it has twice counts once, the first time. Only an expression for every hour
 * counts hours that pass, and so has that one twice.
 * @throws Error when it is no such expression
 */
export function readCron(expression: string, timeZone: string): Cron {
  const { second, minute, hour } = parse(expression);
  // On the walls of UTC every day has all its hours: there, it is asked about days alone.
  const task = createTask(expression, () => {}, { timezone: 'UTC' });
  const sorted = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b);
  const [hours, minutes, seconds] = [sorted(hour), sorted(minute), sorted(second)];
  const everyHour = hours.length === 24;
  const isMeant = ({ year, month, day }: Temporal.PlainDate): boolean =>
    task.match(new Date(Date.UTC(year, month - 1, day, hours[0], minutes[0], seconds[0])));

  function* momentsIn(day: Temporal.PlainDate, ofHour: number): Generator<number> {
    for (const ofMinute of minutes) {
      for (const ofSecond of seconds) {
        const wall = day.toPlainDateTime({ hour: ofHour, minute: ofMinute, second: ofSecond });
        yield wall.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
        if (everyHour) yield wall.toZonedDateTime(timeZone, { disambiguation: 'later' }).epochMilliseconds;
      }
    }
  }

  function firstOn(day: Temporal.PlainDate, from: number, after: number): number | null {
    const found: number[] = [];
    let until = 24;
    for (const ofHour of hours) {
      if (ofHour < from) continue;
      if (ofHour > until) break;
      found.push(...[...momentsIn(day, ofHour)].filter((moment) => moment > after));
      // A later hour on the wall may come first where the clock was put forward or back, by this much.
      if (found.length > 0) until = Math.min(until, ofHour + mostShift);
    }
    return found.length === 0 ? null : found.reduce((a, b) => Math.min(a, b));
  }

  return {
    next(after) {
      const start = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone);
      let day = start.toPlainDate();
      for (let n = 0; n < mostDays; n++) {
        const found = isMeant(day) ? firstOn(day, n === 0 ? start.hour - mostShift : 0, after) : null;
        if (found !== null) return found;
        day = day.add({ days: 1 });
      }
      return null;
    },
  };
}

/** Hours by which a clock is put forward or back, at most. */
const mostShift = 2;
