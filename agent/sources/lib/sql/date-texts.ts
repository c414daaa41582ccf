import type { RowTrigger } from '../../../contracts/table.ts';
import { endlessDays, timeUnits } from './date-forms.ts';

const month = '(0[1-9]|1[0-2])';
const dayOf = '(0[1-9]|[12][0-9]|3[01])';

/**
 * Forms in which texts tell a day, as regular expressions that every server reads alike. Without a question mark, which
 * in a query stands for a parameter.
 */
export const textForms = {
  iso: `^[0-9]{4}-${month}-${dayOf}($|[T ])`,
  iso_utc: `^[0-9]{4}-${month}-${dayOf}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]*){0,1}){0,1}(Z|[+]00:{0,1}00)$`,
  compact: `^[0-9]{4}${month}${dayOf}T{0,1}[0-9]{0,6}Z{0,1}$`,
  dotted: `^${dayOf}[.]${month}[.][0-9]{4}($|[^0-9])`,
  slashed: '^[0-9]{2}/[0-9]{2}/[0-9]{4}($|[^0-9])',
} as const;

/** Days that mean "no date" and that a column of dates can hold. */
export const noDays = ({ noDate }: RowTrigger) => noDate.filter((day) => /^[0-8]\d{3}-\d\d-\d\d$/.test(day));

/** What texts begin with that mean "no date", for each form in which a day may be written. */
export function noTexts(trigger: RowTrigger): string {
  const begin = (year: string, of: string, day: string) => [
    `${year}-${of}-${day}`,
    `${year}${of}${day}`,
    `${day}[.]${of}[.]${year}`,
    `${day}/${of}/${year}`,
    `${of}/${day}/${year}`,
  ];
  const named = noDays(trigger).flatMap((day) => {
    const [year = '', of = '', date = ''] = day.split('-');
    return begin(year, of, date);
  });
  const always = ['$', '-{0,1}infinity', ...begin('(9[0-9]{3}|0000)', '[0-9]{2}', '[0-9]{2}')];
  return `^(${[...always, ...named].join('|')})`;
}

/** Numbers that mean "no date", from and to, both included. */
export function noNumbers(trigger: RowTrigger): (readonly [number, number])[] {
  const ranges: (readonly [number, number])[] = [[0, 0], [99_991_231, 99_991_231], ...endlessDays];
  for (const day of noDays(trigger)) {
    ranges.push([Number(day.replaceAll('-', '')), Number(day.replaceAll('-', ''))]);
    for (const [start, end] of noInstants(trigger, day)) {
      for (const { perSecond, from, before } of timeUnits) {
        const [first, last] = [start * perSecond, end * perSecond - 1];
        // The first day of 1970 in microseconds would be all seconds of two thousand years. Days before it are negative.
        const isUnit = (time: number) => Math.abs(time) >= from && Math.abs(time) < before;
        if (isUnit(first) && isUnit(last)) ranges.push([first, last]);
      }
    }
  }
  return ranges;
}

/** A day that means "no date", in the trigger's zone and where it may have been written: seconds from and before. */
export function noInstants({ timeZone }: RowTrigger, day: string): (readonly [number, number])[] {
  return [...new Set(['UTC', timeZone])].map((zone) => {
    const start = Temporal.PlainDate.from(day).toZonedDateTime(zone);
    return [start.epochMilliseconds / 1000, start.add({ days: 1 }).epochMilliseconds / 1000];
  });
}

export interface Offset {
  /** Seconds since 1970 from which it holds. */
  readonly since: number;
  /** Seconds that are added to UTC. */
  readonly seconds: number;
}

/** How far the clock of a zone is from UTC, from 1970 on; servers need not know zones by name. */
export function offsetsOf(timeZone: string): readonly Offset[] {
  const start = Temporal.Instant.from('1970-01-01T00:00Z').toZonedDateTimeISO(timeZone);
  const offsets: Offset[] = [];
  for (let at: Temporal.ZonedDateTime | null = start; at !== null && at.year <= 2040; ) {
    const seconds = at.offsetNanoseconds / 1e9;
    if (offsets.at(-1)?.seconds !== seconds) offsets.push({ since: at.epochMilliseconds / 1000, seconds });
    at = at.getTimeZoneTransition('next');
  }
  return offsets;
}
