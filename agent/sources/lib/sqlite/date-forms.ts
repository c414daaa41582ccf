import type { RowTrigger } from '../../../contracts/table.ts';
import { type DateForm, timeUnits } from '../sql/date-forms.ts';
import { noDays, noNumbers, offsetsOf } from '../sql/date-texts.ts';
import { groupChars, groupSeconds } from '../sql/row-dates.ts';
import { literal } from './literal.ts';

/** `d` is a digit. */
const glob = (pattern: string) => literal(pattern.replaceAll('d', '[0-9]'));
const between = (from: number, low: string, high: string) => `substr(x, ${from}, 2) BETWEEN '${low}' AND '${high}'`;
const zones = "('Z', '+00:00', '+0000')";
const digits = "'0123456789'";

/** Conditions of an `x` that is a text. */
const isIso = `(x GLOB ${glob('dddd-dd-dd')} OR x GLOB ${glob('dddd-dd-dd[T ]*')}) AND ${between(6, '01', '12')} AND ${between(9, '01', '31')}`;
const isUtc =
  `x GLOB ${glob('dddd-dd-dd[T ]dd:dd*')} AND ${between(6, '01', '12')} AND ${between(9, '01', '31')} ` +
  `AND ${between(12, '00', '23')} AND ${between(15, '00', '59')} AND (substr(x, 17) IN ${zones} OR (${between(18, '00', '59')} ` +
  `AND substr(x, 17, 3) GLOB ${glob(':dd')} AND (substr(x, 20) IN ${zones} ` +
  `OR (substr(x, 20, 1) = '.' AND ltrim(substr(x, 21), ${digits}) IN ${zones}))))`;
const isCompact =
  `x GLOB ${glob('dddddddd*')} AND ${between(5, '01', '12')} AND ${between(7, '01', '31')} AND ` +
  `(substr(x, 9) IN ('', 'Z', 'T', 'TZ') OR (ltrim(substr(x, CASE substr(x, 9, 1) WHEN 'T' THEN 10 ELSE 9 END), ${digits}) IN ('', 'Z') ` +
  `AND length(rtrim(x, 'Z')) - CASE substr(x, 9, 1) WHEN 'T' THEN 9 ELSE 8 END <= 6))`;
const followed = (pattern: string) => `(x GLOB ${glob(pattern)} OR x GLOB ${glob(`${pattern}[^0-9]*`)})`;
const isDotted = `${followed('dd.dd.dddd')} AND ${between(1, '01', '31')} AND ${between(4, '01', '12')}`;
const isSlashed = followed('dd/dd/dddd');

/** Numbers: days as they stand, and time since 1970. */
const isYmd = 'n BETWEEN 19000101 AND 89991231 AND n % 100 BETWEEN 1 AND 31 AND n / 100 % 100 BETWEEN 1 AND 12';
const isYmdhms =
  'n BETWEEN 19000101000000 AND 20991231235959 AND n / 1000000 % 100 BETWEEN 1 AND 31 AND n / 100000000 % 100 BETWEEN 1 AND 12';

/** A column as text or number, but NULL where its value means "no date": then the next one may count. */
export function dated(column: string, trigger: RowTrigger): string {
  const numbers = noNumbers(trigger).map(([from, to]) => `${column} NOT BETWEEN ${from} AND ${to}`);
  const text = `trim(${column})`;
  const texts = noTexts(trigger).map((pattern) => `${text} GLOB ${pattern}`);
  return `CASE typeof(${column}) WHEN 'null' THEN NULL WHEN 'blob' THEN '?'
    WHEN 'text' THEN CASE WHEN NOT (${text} = '' OR lower(${text}) IN ('infinity', '-infinity') OR ${texts.join(' OR ')}) THEN ${text} END
    ELSE CASE WHEN ${numbers.join(' AND ')} THEN ${column} END END`;
}

/** What texts begin with that mean "no date". */
function noTexts(trigger: RowTrigger): string[] {
  const begin = (year: string, month: string, day: string) => [
    `${year}-${month}-${day}*`,
    `${year}${month}${day}*`,
    `${day}.${month}.${year}*`,
    `${day}/${month}/${year}*`,
    `${month}/${day}/${year}*`,
  ];
  const named = noDays(trigger).flatMap((day) => {
    const [year = '', month = '', of = ''] = day.split('-');
    return begin(year, month, of);
  });
  return [...begin('9ddd', 'dd', 'dd'), ...begin('0000', 'dd', 'dd'), ...named].map(glob);
}

/** What tells the day of an `x`, and one text or number for all that is no date: for `DayCounter` of a `mixed` column. */
export function grouped(timeZone: string): string {
  const step = groupSeconds(timeZone);
  const chars = groupChars(timeZone);
  const n = 'CAST(x AS INTEGER)';
  const times = timeUnits.map(({ perSecond, from, before }) => {
    const size = step * perSecond;
    return `WHEN abs(n) >= ${from} AND abs(n) < ${before} THEN n - ((n % ${size}) + ${size}) % ${size}`;
  });
  const number = `CASE WHEN ${isYmd} THEN n WHEN ${isYmdhms} THEN n / 1000000 * 1000000 ${times.join(' ')} ELSE 1 END`;
  return `CASE WHEN x IS NULL THEN NULL WHEN typeof(x) <> 'text' THEN ${number.replaceAll(/\bn\b/g, n)}
    WHEN ${isUtc} THEN substr(x, 1, ${chars}) || 'Z' WHEN ${isIso} THEN substr(x, 1, 10) WHEN ${isCompact} THEN substr(x, 1, 8)
    WHEN ${isDotted} THEN substr(x, 1, 10) WHEN ${isSlashed} THEN substr(x, 1, 10) ELSE '?' END`;
}

/** Forms of which the day can be told of each value by itself. */
export const plainForms: ReadonlySet<DateForm> = new Set([
  ...(['iso', 'iso_utc', 'compact', 'dotted', 'ymd', 'ymdhms', 'seconds', 'milliseconds', 'microseconds'] as const),
]);

/** The day of an `x` of one of these forms in the zone, as text; NULL for all others. */
export function dayOf(forms: ReadonlySet<DateForm>, timeZone: string): string {
  const part = (year: number, month: number, day: number) =>
    `substr(x, ${year}, 4) || '-' || substr(x, ${month}, 2) || '-' || substr(x, ${day}, 2)`;
  const utc = "CAST(strftime('%s', substr(x, 1, 16)) AS INTEGER)";
  const texts: readonly (readonly [DateForm, string])[] = [
    ['iso_utc', `WHEN ${isUtc} THEN ${localDay(utc, timeZone)}`],
    ['iso', `WHEN ${isIso} THEN substr(x, 1, 10)`],
    ['compact', `WHEN ${isCompact} THEN ${part(1, 5, 7)}`],
    ['dotted', `WHEN ${isDotted} THEN ${part(7, 4, 1)}`],
    ['day_first', `WHEN ${isSlashed} THEN ${part(7, 4, 1)}`],
    ['month_first', `WHEN ${isSlashed} THEN ${part(7, 1, 4)}`],
  ];
  const numbers: readonly (readonly [DateForm, string])[] = [
    ['ymd', `WHEN ${isYmd} THEN ${part(1, 5, 7)}`],
    ['ymdhms', `WHEN ${isYmdhms} THEN ${part(1, 5, 7)}`],
    ...timeUnits.map(({ form, perSecond, from, before }) => {
      const seconds =
        perSecond === 1 ? 'n' : `((n - ((n % ${perSecond}) + ${perSecond}) % ${perSecond}) / ${perSecond})`;
      return [form, `WHEN abs(n) >= ${from} AND abs(n) < ${before} THEN ${localDay(seconds, timeZone)}`] as const;
    }),
  ];
  const met = (cases: readonly (readonly [DateForm, string])[]) =>
    cases.filter(([form]) => forms.has(form)).map(([, sql]) => sql);
  const [text, number] = [met(texts), met(numbers).map((sql) => sql.replaceAll(/\bn\b/g, 'CAST(x AS INTEGER)'))];
  const ofNumbers = number.length === 0 ? 'NULL' : `CASE ${number.join(' ')} END`;
  const ofTexts = text.length === 0 ? 'NULL' : `CASE ${text.join(' ')} END`;
  return `CASE typeof(x) WHEN 'text' THEN ${ofTexts} ELSE ${ofNumbers} END`;
}

/** Seconds since 1970 as a day of the zone, which SQLite does not know by name. */
function localDay(seconds: string, timeZone: string): string {
  const [start, ...later] = offsetsOf(timeZone);
  const first = start?.seconds ?? 0;
  if (later.length === 0) return `date(${seconds}${first === 0 ? '' : ` + ${first}`}, 'unixepoch')`;
  const cases = later.toReversed().map(({ since, seconds: offset }) => `WHEN ${seconds} >= ${since} THEN ${offset}`);
  return `date(${seconds} + CASE ${cases.join(' ')} ELSE ${first} END, 'unixepoch')`;
}

/** 1 for rows that carry the mark of deletion, else 0. Moments of deletion are marks; the end of time is none. */
export function isDeleted(column: string): string {
  const text = `lower(trim(${column}))`;
  return `CASE typeof(${column}) WHEN 'text' THEN
    ${text} IN ('1', 'y', 'yes', 't', 'true', 'x', 'd', 'deleted') OR (${text} GLOB ${glob('dddd-dd-dd*')} AND ${text} BETWEEN '0001' AND '9000')
    WHEN 'null' THEN 0 WHEN 'blob' THEN 0 ELSE ${column} <> 0 END`;
}
