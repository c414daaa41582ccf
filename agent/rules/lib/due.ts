import type { DaySpan } from './path-dates.ts';
import type { Cutoff } from './retention-settings.ts';

/** The day from which the period is counted. */
export function cutOff(date: string, cutoff: Cutoff): string {
  const day = Temporal.PlainDate.from(date);
  if (cutoff === 'none') return date;
  if (cutoff === 'end_of_calendar_year') return `${date.slice(0, 4)}-12-31`;
  if (cutoff === 'end_of_month') return endOfMonth(day);
  if (cutoff === 'end_of_quarter') return endOfMonth(day.with({ day: 1, month: Math.ceil(day.month / 3) * 3 }));
  const [month = 12, end = 31] = cutoff.fiscal_year_end.split('-').map(Number);
  // The 29th of February ends a fiscal year on the 28th in other years.
  const ends = (year: number) =>
    Temporal.PlainDate.from({ year, month, day: end }, { overflow: 'constrain' }).toString();
  return ends(day.year) >= date ? ends(day.year) : ends(day.year + 1);
}

const endOfMonth = (day: Temporal.PlainDate) => day.with({ day: day.daysInMonth }).toString();

/**
 * The last day of a period, inclusive. The whole duration is added in one step and constrained to the month: two
 * months after 31 January is 31 March, a year after 29 February is 28 February. The day of the event is not counted.
 */
export function periodEnd(date: string, duration: string): string {
  const end = Temporal.PlainDate.from(date).add(duration, { overflow: 'constrain' });
  // Days are compared as they are written: four figures for the year.
  return end.year > 9999 ? never : end.toString();
}

/** The last day there is. */
export const never = '9999-12-31';

/** How many days a duration is at least and at most, wherever in the calendar it begins. */
export function lengthOf(duration: string): { readonly least: number; readonly most: number } {
  const { years, months, weeks, days } = Temporal.Duration.from(duration);
  const known = weeks * 7 + days;
  return { least: years * 365 + months * 28 + known, most: years * 366 + months * 31 + known };
}

export function spanEnd({ earliest, latest }: DaySpan, cutoff: Cutoff, duration: string): DaySpan {
  return {
    earliest: periodEnd(cutOff(earliest, cutoff), duration),
    latest: periodEnd(cutOff(latest, cutoff), duration),
  };
}

/** Of several duties to keep the longest counts, of several to delete the shortest. */
export function combine(spans: readonly DaySpan[], which: 'latest' | 'earliest'): DaySpan | null {
  if (spans.length === 0) return null;
  const pick = (days: string[]) => days.sort().at(which === 'latest' ? -1 : 0) ?? '';
  return { earliest: pick(spans.map(({ earliest }) => earliest)), latest: pick(spans.map(({ latest }) => latest)) };
}

/** A number of years for the risk formula and readers, to two places. */
export function yearsOf(days: number): number {
  return Math.round((days / 365.2425) * 100) / 100;
}
