/**
 * Forms in which dates are read. Texts: `iso_utc` is an instant, all others are days as they are written. Numbers:
 * 20240131, 20240131235959, and time since 1970.
 */
export type DateForm =
  | 'day'
  | 'instant'
  | 'iso'
  | 'iso_utc'
  | 'compact'
  | 'dotted'
  | 'day_first'
  | 'month_first'
  | 'ymd'
  | 'ymdhms'
  | 'seconds'
  | 'milliseconds'
  | 'microseconds';

/**
 * A day that was read, and of an instant its day in UTC; `no_date` for what programs write when they know none; null
 * for what is no date. `slashed` is `a/b/year`, as yet in doubt.
 */
export type TextDay =
  | { readonly form: DateForm; readonly day: string; readonly utcDay: string | null }
  | { readonly form: 'slashed'; readonly day: string }
  | 'no_date'
  | null;

/** `2024-01-31`, whatever follows it; `infinity`; `0000-00-00`; a year of more than four digits. */
export function plainDay(written: string, form: DateForm = 'day'): Exclude<TextDay, { form: 'slashed' }> {
  if (/^[+]?infinity$|^-infinity$|^\+?\d{5,}-/.test(written)) return 'no_date';
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)(?!\d)/.exec(written) ?? [];
  if (year === '' || written.endsWith('BC')) return null;
  if (year === '0000' && month === '00') return 'no_date';
  return isDay(Number(year), Number(month), Number(day))
    ? { form, day: `${year}-${month}-${day}`, utcDay: null }
    : null;
}

/** Seconds since 1970 as a day of the zone. */
export function secondsDay(seconds: number, timeZone: string, form: DateForm): Exclude<TextDay, { form: 'slashed' }> {
  // Beyond what Temporal holds lies only what stands for "never".
  if (!(Math.abs(seconds) <= 8.64e12 - 86_400)) return Number.isNaN(seconds) ? null : 'no_date';
  const moment = Temporal.Instant.fromEpochMilliseconds(Math.floor(seconds) * 1000);
  const day = moment.toZonedDateTimeISO(timeZone).toPlainDate().toString();
  const utcDay = moment.toZonedDateTimeISO('UTC').toPlainDate().toString();
  if (day.startsWith('+')) return 'no_date';
  return day.startsWith('-') ? null : { form, day, utcDay };
}

const iso = /^(\d{4})-(\d\d)-(\d\d)(?:$|[T ](\d\d)?(?::(\d\d))?.*?(Z)?$)/;
const compact = /^(\d{4})(\d\d)(\d\d)(?:T?\d{0,6}Z?)?$/;
const dotted = /^(\d\d)\.(\d\d)\.(\d{4})(?!\d)/;
const slashed = /^(\d\d)\/(\d\d)\/(\d{4})(?!\d)/;

/** The start of a text, as `DateClass` says. What is no date in a form we know is null. */
export function readText(start: string, timeZone: string): TextDay {
  const text = start.trim();
  if (text === '' || /^-?infinity$/i.test(text)) return 'no_date';
  const [, year = '', month = '', day = '', hour, minute = '00', utc] = iso.exec(text) ?? [];
  if (year !== '') {
    const plain = plainDay(`${year}-${month}-${day}`, 'iso');
    // Date.UTC reads the year 24 as 1924.
    if (utc === undefined || hour === undefined || plain === null || Number(year) < 100) return plain;
    const seconds = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) / 1000;
    return secondsDay(seconds, timeZone, 'iso_utc');
  }
  const packed = compact.exec(text);
  if (packed !== null) return plainDay(`${packed[1]}-${packed[2]}-${packed[3]}`, 'compact');
  const points = dotted.exec(text);
  if (points !== null) return plainDay(`${points[3]}-${points[2]}-${points[1]}`, 'dotted');
  const slashes = slashed.exec(text);
  if (slashes === null) return null;
  if (slashes[3] === '0000' && slashes[1] === '00') return 'no_date';
  return { form: 'slashed', day: `${slashes[1]}/${slashes[2]}/${slashes[3]}` };
}

/** The last day of the year 9999 in seconds and milliseconds: "no end". */
export const endlessDays: readonly (readonly [number, number])[] = [
  [253_402_214_400, 253_402_300_799],
  [253_402_214_400_000, 253_402_300_799_999],
];

/**
 * From these on a number is time since 1970, up to the year 2286; an hour is added below, for what was rounded down.
 * No two of these overlap, nor days written as numbers.
 */
export const timeUnits: readonly { form: DateForm; perSecond: number; from: number; before: number }[] = [
  { form: 'seconds', perSecond: 1, from: 1e8 - 3600, before: 1e10 },
  { form: 'milliseconds', perSecond: 1e3, from: 1e11 - 3.6e6, before: 1e13 },
  { form: 'microseconds', perSecond: 1e6, from: 1e14 - 3.6e9, before: 1e16 },
];

/** 20240131, 20240131235959, or time since 1970 by its size; 0 is no date. */
export function readNumber(value: string | number | bigint, timeZone: string): TextDay {
  const number = Number(value);
  if (number === 0) return 'no_date';
  if (endlessDays.some(([from, to]) => number >= from && number <= to)) return 'no_date';
  const whole = String(Math.trunc(number));
  if (/^\d{8}$/.test(whole) && number < 99_996_400) return dayNumber(whole, 'ymd');
  if (/^(?:19|20)\d{12}$/.test(whole)) return dayNumber(whole, 'ymdhms');
  const size = Math.abs(number);
  const unit = timeUnits.find(({ from, before }) => size >= from && size < before);
  return unit === undefined ? null : secondsDay(number / unit.perSecond, timeZone, unit.form);
}

function dayNumber(digits: string, form: DateForm): TextDay {
  return plainDay(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`, form);
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= length;
}
