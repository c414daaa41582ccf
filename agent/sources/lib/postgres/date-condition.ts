import type { DateCounts } from '../../../contracts/source.ts';
import type { RowTrigger } from '../../../contracts/table.ts';
import { type DateForm, timeUnits } from '../sql/date-forms.ts';
import { endlessYear, firstYear } from '../sql/row-dates.ts';
import type { TriggerFound } from './date-columns.ts';
import { type DateExpression, textForms } from './date-expression.ts';
import { literal } from './names.ts';

type Condition = { readonly where: string; readonly parameter: DateCounts['parameter'] };

const first = `'${firstYear}-01-01'`;

/**
 * The query that counts again what lies before a moment, for a person to run: the same dates, read in the same forms.
 */
export function countQuery(
  found: TriggerFound,
  date: DateExpression,
  trigger: RowTrigger,
  forms: ReadonlyMap<DateForm, number>,
): { readonly query: string; readonly parameter: DateCounts['parameter'] } {
  const { where, parameter } = conditionOf(date, trigger, new Set(forms.keys()));
  return { query: `SELECT count(*) ${found.from} WHERE ${where}`, parameter };
}

function conditionOf({ type, sql }: DateExpression, trigger: RowTrigger, forms: ReadonlySet<DateForm>): Condition {
  switch (type) {
    case 'date':
    case 'timestamp':
      return { where: `${sql} >= ${first} AND ${sql} < $1`, parameter: 'date' };
    case 'timestamptz':
      return { where: `${sql} >= ${first} AND ${sql} < $1`, parameter: 'instant' };
    case 'number':
      return ofNumbers(sql, trigger, forms);
    case 'text':
      return ofTexts(sql, trigger, forms);
    default:
      return type satisfies never;
  }
}

function ofNumbers(n: string, { timeZone }: RowTrigger, forms: ReadonlySet<DateForm>): Condition {
  const met = [...forms];
  const only = met.length === 1 ? met[0] : undefined;
  if (only === 'ymd')
    return { where: `${n} >= ${firstYear}0101 AND ${n} < to_char($1::date, 'YYYYMMDD')::int8`, parameter: 'date' };
  if (only === 'ymdhms')
    return {
      where: `${n} >= ${firstYear}0101000000 AND ${n} < to_char($1::date, 'YYYYMMDD000000')::int8`,
      parameter: 'date',
    };
  const units = timeUnits.filter(({ form }) => met.length === 0 || forms.has(form));
  const [unit] = units;
  if (met.length <= 1 && unit !== undefined) {
    const inRange = `abs(${n}) >= ${unit.from} AND abs(${n}) < ${unit.before}`;
    if (unit.form === 'microseconds') return { where: `${inRange} AND ${n} / 1000.0 < $1`, parameter: 'milliseconds' };
    return { where: `${inRange} AND ${n} < $1`, parameter: unit.form === 'seconds' ? 'seconds' : 'milliseconds' };
  }
  const day = (digits: string) =>
    `extract(epoch FROM make_timestamptz(left(${digits}, 4)::int, substr(${digits}, 5, 2)::int, substr(${digits}, 7, 2)::int, 0, 0, 0, ${literal(timeZone)}))`;
  const cases = [
    ...(forms.has('ymd')
      ? [`WHEN ${n} BETWEEN ${firstYear}0101 AND ${endlessYear}0000 THEN ${day(`trunc((${n})::numeric)::text`)}`]
      : []),
    ...(forms.has('ymdhms')
      ? [`WHEN ${n} BETWEEN ${firstYear}0101000000 AND 20991231235959 THEN ${day(`trunc((${n})::numeric)::text`)}`]
      : []),
    ...units.map(({ perSecond, from, before }) => {
      return `WHEN abs(${n}) >= ${from} AND abs(${n}) < ${before} THEN ${n} / ${perSecond}.0`;
    }),
  ];
  return { where: `CASE ${cases.join(' ')} END < $1`, parameter: 'seconds' };
}

/** Texts that all are instants are compared as such; all others by the day that they tell. */
function ofTexts(x: string, { timeZone }: RowTrigger, forms: ReadonlySet<DateForm>): Condition {
  const utc = `${x} ~ ${literal(textForms.iso_utc)} THEN (${x})::timestamptz`;
  if (forms.size === 1 && forms.has('iso_utc')) {
    const moment = `CASE WHEN ${utc} END`;
    return { where: `${moment} >= ${first} AND ${moment} < $1`, parameter: 'instant' };
  }
  const part = (from: number, length: number) => `substr(${x}, ${from}, ${length})`;
  const day = (year: number, month: number, of: number) =>
    [part(year, 4), part(month, 2), part(of, 2)].join(" || '-' || ");
  const cases: (readonly [DateForm, string])[] = [
    ['iso_utc', `WHEN ${utc.replace(/THEN (.*)$/s, `THEN ($1 AT TIME ZONE ${literal(timeZone)})::date::text`)}`],
    ['iso', `WHEN ${x} ~ ${literal(textForms.iso)} THEN left(${x}, 10)`],
    ['compact', `WHEN ${x} ~ ${literal(textForms.compact)} THEN ${day(1, 5, 7)}`],
    ['dotted', `WHEN ${x} ~ ${literal(textForms.dotted)} THEN ${day(7, 4, 1)}`],
    ['day_first', `WHEN ${x} ~ ${literal(textForms.slashed)} THEN ${day(7, 4, 1)}`],
    ['month_first', `WHEN ${x} ~ ${literal(textForms.slashed)} THEN ${day(7, 1, 4)}`],
  ];
  const met = cases.filter(([form]) => (forms.size === 0 ? form === 'iso' : forms.has(form)));
  const text = `CASE ${met.map(([, sql]) => sql).join(' ')} END COLLATE "C"`;
  return { where: `(${text}) >= ${first} AND (${text}) < $1`, parameter: 'date' };
}
