import type { DateCounts } from '../../../contracts/source.ts';
import type { RowTrigger } from '../../../contracts/table.ts';
import { type DateForm, timeUnits } from '../sql/date-forms.ts';
import { noDays, textForms } from '../sql/date-texts.ts';
import { endlessYear, firstYear } from '../sql/row-dates.ts';
import type { TriggerFound } from './date-columns.ts';
import { type DateExpression, unlessNoDay } from './date-expression.ts';
import { literal } from './names.ts';

type CountQuery = Pick<DateCounts, 'query' | 'parameter'>;

const first = `'${firstYear}-01-01'`;

/** The query that counts again what lies before a moment, for a person to run: the same dates, read in the same forms. */
export function countQuery(
  { from }: TriggerFound,
  date: DateExpression,
  trigger: RowTrigger,
  forms: ReadonlyMap<DateForm, number>,
): CountQuery {
  const { type, column, sql } = date;
  const met = new Set(forms.keys());
  if (type === 'text') return ofTexts(from, column === null ? sql : `btrim(${column}::text)`, trigger, met);
  if (type === 'number') return ofNumbers(from, sql, trigger, met);
  const parameter = type === 'timestamptz' ? 'instant' : 'date';
  if (column === null)
    return { query: counting(`SELECT ${sql} AS day ${from}`, `day >= ${first} AND day < $1`), parameter };
  const where = `${column} >= ${first} AND ${column} < $1${unlessNoDay(column, type, trigger)}`;
  return { query: `SELECT count(*) ${from} WHERE ${where}`, parameter };
}

const counting = (rows: string, where: string) => `SELECT count(*) FROM (${rows}) AS dated WHERE ${where}`;

function ofNumbers(from: string, sql: string, { timeZone }: RowTrigger, forms: ReadonlySet<DateForm>): CountQuery {
  const rows = `SELECT ${sql} AS n ${from}`;
  const [only] = forms.size === 1 ? forms : [];
  if (only === 'ymd' || only === 'ymdhms') {
    const time = only === 'ymd' ? '' : '000000';
    const where = `${isDay(`1${time}`)} AND n >= ${firstYear}0101${time} AND n < to_char($1::date, 'YYYYMMDD${time}')::int8`;
    return { query: counting(rows, where), parameter: 'date' };
  }
  const units = timeUnits.filter(({ form }) => forms.size === 0 || forms.has(form));
  const [unit] = units;
  if (forms.size <= 1 && unit !== undefined) {
    const value = unit.form === 'microseconds' ? 'n / 1000.0' : 'n';
    return {
      query: counting(rows, `abs(n) >= ${unit.from} AND abs(n) < ${unit.before} AND ${value} < $1`),
      parameter: unit.form === 'seconds' ? 'seconds' : 'milliseconds',
    };
  }
  const part = (start: number, length: number) => `substr(trunc(n::numeric)::text, ${start}, ${length})::int`;
  const day = `extract(epoch FROM make_timestamptz(${part(1, 4)}, ${part(5, 2)}, ${part(7, 2)}, 0, 0, 0, ${literal(timeZone)}))`;
  const cases = [
    ...(forms.has('ymd')
      ? [`WHEN ${isDay('1')} AND n BETWEEN ${firstYear}0101 AND ${endlessYear}0000 THEN ${day}`]
      : []),
    ...(forms.has('ymdhms')
      ? [`WHEN ${isDay('1000000')} AND n BETWEEN ${firstYear}0101000000 AND 20991231235959 THEN ${day}`]
      : []),
    ...units.map(({ perSecond, from: least, before }) => {
      return `WHEN abs(n) >= ${least} AND abs(n) < ${before} THEN n / ${perSecond}.0`;
    }),
  ];
  return { query: counting(rows, `CASE ${cases.join(' ')} END < $1`), parameter: 'seconds' };
}

/** Whether a number can be a day, once it is divided by `by`. */
function isDay(by: string): string {
  const whole = `div(n::numeric, ${by})`;
  return `mod(${whole}, 100) BETWEEN 1 AND 31 AND mod(div(${whole}, 100), 100) BETWEEN 1 AND 12`;
}

/** Texts that all are instants are compared as such; all others by the day that they tell. */
function ofTexts(from: string, text: string, trigger: RowTrigger, forms: ReadonlySet<DateForm>): CountQuery {
  const rows = `SELECT ${text} AS x ${from}`;
  const isUtc = `x ~ ${literal(textForms.iso_utc)}`;
  const local = `(x::timestamptz AT TIME ZONE ${literal(trigger.timeZone)})`;
  if (forms.size === 1 && forms.has('iso_utc')) {
    const moments = `SELECT CASE WHEN ${isUtc} THEN x::timestamptz END AS day FROM (${rows}) AS texts`;
    const where = `day >= ${first} AND day < $1${unlessNoDay('day', 'timestamptz', trigger)}`;
    return { query: counting(moments, where), parameter: 'instant' };
  }
  const day = (year: number, month: number, of: number) =>
    `substr(x, ${year}, 4) || '-' || substr(x, ${month}, 2) || '-' || substr(x, ${of}, 2)`;
  const cases: readonly (readonly [DateForm, string])[] = [
    ['iso_utc', `WHEN ${isUtc} THEN ${local}::date::text`],
    ['iso', `WHEN x ~ ${literal(textForms.iso)} THEN left(x, 10)`],
    ['compact', `WHEN x ~ ${literal(textForms.compact)} THEN ${day(1, 5, 7)}`],
    ['dotted', `WHEN x ~ ${literal(textForms.dotted)} THEN ${day(7, 4, 1)}`],
    ['day_first', `WHEN x ~ ${literal(textForms.slashed)} THEN ${day(7, 4, 1)}`],
    ['month_first', `WHEN x ~ ${literal(textForms.slashed)} THEN ${day(7, 1, 4)}`],
  ];
  const met = cases.filter(([form]) => (forms.size === 0 ? form === 'iso' : forms.has(form)));
  const days = `SELECT (CASE ${met.map(([, sql]) => sql).join(' ')} END) COLLATE "C" AS day FROM (${rows}) AS texts`;
  const none = noDays(trigger).map(literal);
  const not = none.length === 0 ? '' : ` AND day NOT IN (${none.join(', ')})`;
  return { query: counting(days, `day >= ${first} AND day < $1${not}`), parameter: 'date' };
}
