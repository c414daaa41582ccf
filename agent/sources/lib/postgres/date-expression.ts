import type { RowTrigger } from '../../../contracts/table.ts';
import { timeUnits } from '../sql/date-forms.ts';
import { noDays, noNumbers, noTexts, textForms } from '../sql/date-texts.ts';
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
    return column.type === 'timestamptz' && type === 'timestamp'
      ? `(${date} AT TIME ZONE ${literal(trigger.timeZone)})`
      : date;
  });
  if (trigger.pick === 'only') return { type, column: columns[0]?.sql ?? null, sql: dates[0] ?? 'NULL' };
  return { type, column: null, sql: `${trigger.pick}(${dates.join(', ')})` };
}

function commonType(types: ReadonlySet<DateType | null>, pick: RowTrigger['pick']): DateType | null {
  const [first = null] = types;
  if (types.has(null)) return null;
  // The order of texts is not that of their days.
  if (types.size === 1) return first === 'text' && (pick === 'greatest' || pick === 'least') ? null : first;
  return types.has('text') || types.has('number') ? null : 'timestamp';
}

const endless = `'${endlessYear}-01-01'`;

/** A column, but NULL where its value means "no date": then the next one may count. */
export function dated(column: string, type: DateType, trigger: RowTrigger): string {
  switch (type) {
    case 'date':
    case 'timestamp':
    case 'timestamptz': {
      const not = unlessNoDay(column, type, trigger);
      return `CASE WHEN ${column} < ${endless} AND ${column} > '-infinity'${not} THEN ${column} END`;
    }
    case 'number': {
      const not = noNumbers(trigger).map(([from, to]) =>
        from === to ? `${column} <> ${from}` : `${column} NOT BETWEEN ${from} AND ${to}`,
      );
      return `CASE WHEN ${not.join(' AND ')} THEN ${column} END`;
    }
    case 'text':
      return `CASE WHEN btrim(${column}::text) !~ ${literal(noTexts(trigger))} THEN btrim(${column}::text) END`;
    default:
      return type satisfies never;
  }
}

/** ` AND …`: the day is none of those that mean "no date", nor is it where the moment was written. */
export function unlessNoDay(column: string, type: 'date' | 'timestamp' | 'timestamptz', trigger: RowTrigger): string {
  const list = noDays(trigger).map((day) => `${literal(day)}::date`);
  if (list.length === 0) return '';
  const days =
    type === 'timestamptz'
      ? [...new Set(['UTC', trigger.timeZone])].map((zone) => `(${column} AT TIME ZONE ${literal(zone)})::date`)
      : [`${column}::date`];
  return days.map((day) => ` AND ${day} NOT IN (${list.join(', ')})`).join('');
}

/** How rows are put together, for `DayCounter`. */
export function groupOf(
  { type, sql }: DateExpression,
  timeZone: string,
): { readonly of: DateClass; readonly sql: string } {
  const step = groupSeconds(timeZone);
  switch (type) {
    case 'date':
    case 'timestamp':
      return { of: 'day', sql: `(${sql})::date::text` };
    case 'timestamptz':
      return { of: 'instant', sql: `(floor(extract(epoch FROM ${sql}) / ${step}) * ${step})::int8::text` };
    case 'number':
      return {
        of: 'number',
        sql: `(SELECT ${groupedNumber(step)}::text FROM (SELECT (${sql})::numeric AS n OFFSET 0) AS one)`,
      };
    case 'text':
      return {
        of: 'text',
        sql: `(SELECT ${groupedText(groupChars(timeZone))} FROM (SELECT ${sql} AS x OFFSET 0) AS one)`,
      };
    default:
      return type satisfies never;
  }
}

/** Days as they stand, time rounded down, and one number for all that is neither. */
function groupedNumber(step: number): string {
  const times = timeUnits.map(({ perSecond, from, before }) => {
    return `WHEN abs(n) >= ${from} AND abs(n) < ${before} THEN floor(n / ${step * perSecond}.0) * ${step * perSecond}`;
  });
  return `CASE WHEN n IS NULL THEN NULL
    WHEN n BETWEEN 19000101 AND 89991231 AND mod(trunc(n), 100) <= 31 AND mod(div(trunc(n), 100), 100) <= 12 THEN trunc(n)
    WHEN n BETWEEN 19000101000000 AND 20991231235959 THEN div(trunc(n), 1000000) * 1000000
    ${times.join(' ')} ELSE 1 END`;
}

/** What tells the day of a text, and one text for all that is no date. */
function groupedText(chars: number): string {
  return `CASE WHEN x IS NULL THEN NULL
    WHEN x ~ ${literal(textForms.iso_utc)} THEN left(x, ${chars}) || 'Z'
    WHEN x ~ ${literal(textForms.iso)} THEN left(x, 10)
    WHEN x ~ ${literal(textForms.compact)} THEN left(x, 8)
    WHEN x ~ ${literal(textForms.dotted)} OR x ~ ${literal(textForms.slashed)} THEN left(x, 10)
    ELSE '?' END`;
}

/** True for rows that carry the mark of deletion. */
export function isDeleted({ sql, type }: { readonly sql: string; readonly type: MarkType }): string {
  switch (type) {
    case 'boolean':
      return `${sql} IS TRUE`;
    case 'moment':
      // "Deleted at the end of time" is how some write "not deleted".
      return `(${sql} IS NOT NULL AND isfinite(${sql}))`;
    case 'number':
      return `${sql} <> 0`;
    case 'text':
      return `lower(btrim(${sql}::text)) IN ('1', 'y', 'yes', 't', 'true', 'x', 'd', 'deleted')`;
    default:
      return type satisfies never;
  }
}
