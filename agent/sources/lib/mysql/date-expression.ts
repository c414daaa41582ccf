import type { RowTrigger } from '../../../contracts/table.ts';
import { timeUnits } from '../sql/date-forms.ts';
import { noDays, noInstants, noNumbers, noTexts, offsetsOf, textForms } from '../sql/date-texts.ts';
import { type DateClass, endlessYear, groupChars, groupSeconds } from '../sql/row-dates.ts';
import type { DateType, MarkType, TriggerFound } from './date-columns.ts';
import { literal } from './names.ts';

/** The date that counts, of a row, as SQL. */
export interface DateExpression {
  readonly type: DateType;
  /** The column itself, where only one is asked for. */
  readonly column: string | null;
  /** NULL where a row has no date, or one that stands for none. */
  readonly sql: string;
}

/** Null where its columns are of no type of dates, or of types that do not go together. */
export function dateExpression({ columns }: TriggerFound, trigger: RowTrigger): DateExpression | null {
  const types = new Set(columns.map(({ type }) => type));
  const type = commonType(types, trigger.pick);
  if (type === null) return null;
  const dates = columns.map((column) => {
    const date = dated(column.sql, column.type ?? type, trigger);
    // A moment becomes the time of day of the zone, where it stands beside days and times of no zone.
    return column.type === 'moment' && type === 'time' ? localTime(date, trigger.timeZone) : date;
  });
  if (trigger.pick === 'only') return { type, column: columns[0]?.sql ?? null, sql: dates[0] ?? 'NULL' };
  return { type, column: null, sql: picked(trigger.pick, dates) };
}

function commonType(types: ReadonlySet<DateType | null>, pick: RowTrigger['pick']): DateType | null {
  const [first = null] = types;
  if (types.has(null)) return null;
  // The order of texts is not that of their days.
  if (types.size === 1) return first === 'text' && (pick === 'greatest' || pick === 'least') ? null : first;
  return types.has('text') || types.has('number') ? null : 'time';
}

/** GREATEST and LEAST of MySQL are NULL when one of theirs is: each then stands in for those that are none. */
function picked(pick: 'coalesce' | 'greatest' | 'least', dates: readonly string[]): string {
  if (pick === 'coalesce' || dates.length === 1) return `COALESCE(${dates.join(', ')})`;
  const filled = dates.map((date, index) => {
    return `COALESCE(${[date, ...dates.filter((_, other) => other !== index)].join(', ')})`;
  });
  return `${pick.toUpperCase()}(${filled.join(', ')})`;
}

/** A column, but NULL where its value means "no date": then the next one may count. */
function dated(column: string, type: DateType, trigger: RowTrigger): string {
  switch (type) {
    case 'date':
    case 'time':
      return `CASE WHEN ${column} < '${endlessYear}-01-01' AND ${column} <> '0000-00-00'${unlessNoDay(column, trigger)} THEN ${column} END`;
    case 'moment':
      return `CASE WHEN ${column} <> '0000-00-00'${unlessNoMoment(column, trigger)} THEN ${column} END`;
    case 'number': {
      const not = noNumbers(trigger).map(([from, to]) => `${column} NOT BETWEEN ${from} AND ${to}`);
      return `CASE WHEN ${not.join(' AND ')} THEN ${column} END`;
    }
    case 'text':
      return `CASE WHEN TRIM(${column}) NOT REGEXP ${literal(noTexts(trigger))} THEN TRIM(${column}) END`;
    default:
      return type satisfies never;
  }
}

/** ` AND …`: the day is none of those that mean "no date". */
export function unlessNoDay(column: string, trigger: RowTrigger): string {
  const list = noDays(trigger).map(literal);
  return list.length === 0 ? '' : ` AND DATE(${column}) NOT IN (${list.join(', ')})`;
}

/** The same of a moment, in the zone and where it was written. */
export function unlessNoMoment(column: string, trigger: RowTrigger): string {
  const ranges = noDays(trigger).flatMap((day) => noInstants(trigger, day));
  return ranges
    .map(([from, to]) => ` AND NOT (${secondsOf(column)} >= ${from} AND ${secondsOf(column)} < ${to})`)
    .join('');
}

/** Seconds since 1970 of a TIMESTAMP, whatever the zone of the session. */
export function secondsOf(column: string): string {
  return `UNIX_TIMESTAMP(${column})`;
}

/** A time in UTC as the clock of a zone shows it. The server need not know the zone. */
export function localTime(time: string, timeZone: string): string {
  const offsets = offsetsOf(timeZone);
  const [first, ...later] = offsets;
  const add = (seconds: number) => `INTERVAL ${seconds} SECOND`;
  if (later.length === 0)
    return first === undefined || first.seconds === 0 ? time : `(${time} + ${add(first.seconds)})`;
  const cases = later.toReversed().map(({ since, seconds }) => {
    return `WHEN ${time} >= ${literal(plainTime(since))} THEN ${time} + ${add(seconds)}`;
  });
  return `(CASE ${cases.join(' ')} ELSE ${time} + ${add(first?.seconds ?? 0)} END)`;
}

function plainTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** How rows are put together, for `DayCounter`, of an `x` that is the date that counts. */
export function groupOf(type: DateType, timeZone: string): { readonly of: DateClass; readonly sql: string } {
  const step = groupSeconds(timeZone);
  switch (type) {
    case 'date':
    case 'time':
      return { of: 'day', sql: 'CAST(DATE(x) AS CHAR)' };
    case 'moment':
      return { of: 'instant', sql: `FLOOR(${secondsOf('x')}) DIV ${step} * ${step}` };
    case 'number':
      return { of: 'number', sql: groupedNumber(step) };
    case 'text':
      return { of: 'text', sql: groupedText(groupChars(timeZone)) };
    default:
      return type satisfies never;
  }
}

/** Days as they stand, time rounded down, and one number for all that is neither. */
function groupedNumber(step: number): string {
  const times = timeUnits.map(({ perSecond, from, before }) => {
    const size = step * perSecond;
    return `WHEN ABS(x) >= ${from} AND ABS(x) < ${before} THEN FLOOR(x - MOD(MOD(x, ${size}) + ${size}, ${size}))`;
  });
  return `CASE WHEN x IS NULL THEN NULL
    WHEN x BETWEEN 19000101 AND 89991231 AND MOD(FLOOR(x), 100) <= 31 AND MOD(FLOOR(x) DIV 100, 100) <= 12 THEN FLOOR(x)
    WHEN x BETWEEN 19000101000000 AND 20991231235959 THEN FLOOR(x) DIV 1000000 * 1000000
    ${times.join(' ')} ELSE 1 END`;
}

/** What tells the day of a text, and one text for all that is no date. */
function groupedText(chars: number): string {
  const is = (form: string) => `x REGEXP ${literal(form)}`;
  return `CASE WHEN x IS NULL THEN NULL
    WHEN ${is(textForms.iso_utc)} THEN CONCAT(LEFT(x, ${chars}), 'Z')
    WHEN ${is(textForms.iso)} THEN LEFT(x, 10)
    WHEN ${is(textForms.compact)} THEN LEFT(x, 8)
    WHEN ${is(textForms.dotted)} OR ${is(textForms.slashed)} THEN LEFT(x, 10)
    ELSE '?' END`;
}

/** 1 for rows that carry the mark of deletion, else 0. */
export function isDeleted({ sql, type }: { readonly sql: string; readonly type: MarkType }): string {
  switch (type) {
    case 'date':
      // "Deleted at the end of time" is how some write "not deleted".
      return `COALESCE(${sql} < '${endlessYear}-01-01' AND ${sql} <> '0000-00-00', 0)`;
    case 'number':
      return `COALESCE(${sql} + 0 <> 0, 0)`;
    case 'text':
      return `COALESCE(LOWER(TRIM(${sql})) IN ('1', 'y', 'yes', 't', 'true', 'x', 'd', 'deleted'), 0)`;
    default:
      return type satisfies never;
  }
}
