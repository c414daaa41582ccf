import type { DateCounts } from '../../../contracts/source.ts';
import type { RowTrigger } from '../../../contracts/table.ts';
import { type DateForm, timeUnits } from '../sql/date-forms.ts';
import { noDays, offsetsOf, textForms } from '../sql/date-texts.ts';
import { endlessYear, firstYear } from '../sql/row-dates.ts';
import type { TriggerFound } from './date-columns.ts';
import { type DateExpression, localTime, secondsOf, unlessNoDay, unlessNoMoment } from './date-expression.ts';
import { literal } from './names.ts';

type CountQuery = Pick<DateCounts, 'query' | 'parameter'>;

const first = `'${firstYear}-01-01'`;

/**
 * The query that counts again what lies before a moment, for a person to run: the same dates, read in the same forms. It
 * does not depend on the zone of the session.
 */
export function countQuery(
  { from }: TriggerFound,
  { type, column, sql }: DateExpression,
  trigger: RowTrigger,
  forms: ReadonlyMap<DateForm, number>,
): CountQuery {
  const met = new Set(forms.keys());
  if (type === 'text') return ofTexts(from, column === null ? sql : `TRIM(${column})`, trigger, met);
  if (type === 'number') return ofNumbers(from, sql, trigger, met);
  if (type === 'moment') {
    // The server keeps none from before 1970.
    if (column === null)
      return { query: counting(`SELECT ${secondsOf(sql)} AS n ${from}`, 'n < ?'), parameter: 'seconds' };
    const where = `${secondsOf(column)} > 0 AND ${secondsOf(column)} < ?${unlessNoMoment(column, trigger)}`;
    return { query: `SELECT COUNT(*) ${from} WHERE ${where}`, parameter: 'seconds' };
  }
  const day = column ?? 'day';
  // Days may be of no calendar: 2024-00-00.
  const where = `${day} >= ${first} AND ${day} < ? AND MONTH(${day}) > 0 AND DAYOFMONTH(${day}) > 0`;
  if (column === null) return { query: counting(`SELECT ${sql} AS day ${from}`, where), parameter: 'date' };
  return { query: `SELECT COUNT(*) ${from} WHERE ${where}${unlessNoDay(column, trigger)}`, parameter: 'date' };
}

const counting = (rows: string, where: string) => `SELECT COUNT(*) FROM (${rows}) AS dated WHERE ${where}`;

function ofNumbers(from: string, sql: string, { timeZone }: RowTrigger, forms: ReadonlySet<DateForm>): CountQuery {
  const rows = `SELECT ${sql} AS n ${from}`;
  const [only] = forms.size === 1 ? forms : [];
  if (only === 'ymd' || only === 'ymdhms') {
    const time = only === 'ymd' ? '' : '000000';
    const where = `${isDay(`1${time}`)} AND n >= ${firstYear}0101${time} AND n < CONCAT(DATE_FORMAT(?, '%Y%m%d'), '${time}') + 0`;
    return { query: counting(rows, where), parameter: 'date' };
  }
  const units = timeUnits.filter(({ form }) => forms.size === 0 || forms.has(form));
  const [unit] = units;
  if (forms.size <= 1 && unit !== undefined) {
    const value = unit.form === 'microseconds' ? 'n / 1000' : 'n';
    return {
      query: counting(rows, `ABS(n) >= ${unit.from} AND ABS(n) < ${unit.before} AND ${value} < ?`),
      parameter: unit.form === 'seconds' ? 'seconds' : 'milliseconds',
    };
  }
  const day = secondsOfDay("STR_TO_DATE(LEFT(FLOOR(n), 8), '%Y%m%d')", timeZone);
  const cases = [
    ...(forms.has('ymd')
      ? [`WHEN ${isDay('1')} AND n BETWEEN ${firstYear}0101 AND ${endlessYear}0000 THEN ${day}`]
      : []),
    ...(forms.has('ymdhms')
      ? [`WHEN ${isDay('1000000')} AND n BETWEEN ${firstYear}0101000000 AND 20991231235959 THEN ${day}`]
      : []),
    ...units.map(({ perSecond, from: least, before }) => {
      return `WHEN ABS(n) >= ${least} AND ABS(n) < ${before} THEN n / ${perSecond}`;
    }),
  ];
  return { query: counting(rows, `CASE ${cases.join(' ')} END < ?`), parameter: 'seconds' };
}

/** Whether a number can be a day, once it is divided by `by`. */
function isDay(by: string): string {
  const whole = by === '1' ? 'FLOOR(n)' : `FLOOR(n) DIV ${by}`;
  return `MOD(${whole}, 100) BETWEEN 1 AND 31 AND MOD(${whole} DIV 100, 100) BETWEEN 1 AND 12`;
}

/** When a day begins in a zone, in seconds since 1970. */
function secondsOfDay(day: string, timeZone: string): string {
  const utc = `TIMESTAMPDIFF(SECOND, '1970-01-01', ${day})`;
  const [start, ...later] = offsetsOf(timeZone);
  const cases = later.toReversed().map(({ since, seconds }) => `WHEN ${utc} - ${seconds} >= ${since} THEN ${seconds}`);
  const offset = cases.length === 0 ? (start?.seconds ?? 0) : `CASE ${cases.join(' ')} ELSE ${start?.seconds ?? 0} END`;
  return `(${utc} - ${offset})`;
}

/** Texts that all are instants are compared as such; all others by the day that they tell. */
function ofTexts(from: string, text: string, trigger: RowTrigger, forms: ReadonlySet<DateForm>): CountQuery {
  const rows = `SELECT ${text} AS x ${from}`;
  const is = (form: string) => `x REGEXP ${literal(form)}`;
  // A cut-off is a midnight: seconds do not matter.
  const moment = `CAST(REPLACE(LEFT(x, 16), 'T', ' ') AS DATETIME)`;
  const none = noDays(trigger).map(literal);
  const not = none.length === 0 ? '' : ` AND day NOT IN (${none.join(', ')})`;
  if (forms.size === 1 && forms.has('iso_utc')) {
    const times = `SELECT CASE WHEN ${is(textForms.iso_utc)} THEN ${moment} END AS at FROM (${rows}) AS texts`;
    const ranges =
      none.length === 0
        ? ''
        : ` AND DATE(at) NOT IN (${none.join(', ')}) AND DATE(${localTime('at', trigger.timeZone)}) NOT IN (${none.join(', ')})`;
    const where = `at >= ${first} AND TIMESTAMPDIFF(SECOND, '1970-01-01', at) < ?${ranges}`;
    return { query: counting(times, where), parameter: 'seconds' };
  }
  const day = (year: number, month: number, of: number) =>
    `CONCAT(SUBSTRING(x, ${year}, 4), '-', SUBSTRING(x, ${month}, 2), '-', SUBSTRING(x, ${of}, 2))`;
  const cases: readonly (readonly [DateForm, string])[] = [
    ['iso_utc', `WHEN ${is(textForms.iso_utc)} THEN CAST(DATE(${localTime(moment, trigger.timeZone)}) AS CHAR)`],
    ['iso', `WHEN ${is(textForms.iso)} THEN LEFT(x, 10)`],
    ['compact', `WHEN ${is(textForms.compact)} THEN ${day(1, 5, 7)}`],
    ['dotted', `WHEN ${is(textForms.dotted)} THEN ${day(7, 4, 1)}`],
    ['day_first', `WHEN ${is(textForms.slashed)} THEN ${day(7, 4, 1)}`],
    ['month_first', `WHEN ${is(textForms.slashed)} THEN ${day(7, 1, 4)}`],
  ];
  const met = cases.filter(([form]) => (forms.size === 0 ? form === 'iso' : forms.has(form)));
  const days = `SELECT CASE ${met.map(([, sql]) => sql).join(' ')} END AS day FROM (${rows}) AS texts`;
  return { query: counting(days, `day >= ${first} AND day < ?${not}`), parameter: 'date' };
}
