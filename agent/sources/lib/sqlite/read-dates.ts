import { setImmediate } from 'node:timers/promises';
import type { DateContent, DateCounts } from '../../../contracts/source.ts';
import type { RowTrigger } from '../../../contracts/table.ts';
import type { DateForm } from '../sql/date-forms.ts';
import { noDays } from '../sql/date-texts.ts';
import { cutKeys } from '../sql/key-pieces.ts';
import { type KeyRange, surveyKeys } from '../sql/key-space.ts';
import type { Pace } from '../sql/pace.ts';
import { DayCounter, firstYear } from '../sql/row-dates.ts';
import { findTrigger, type TriggerFound } from './date-columns.ts';
import { dated, dayOf, grouped, isDeleted, plainForms } from './date-forms.ts';
import type { SqliteFile } from './file.ts';
import { rowidSpace } from './keys.ts';
import { literal } from './literal.ts';
import { sqliteError } from './problems.ts';
import type { SqliteTable } from './tables.ts';

/** `of` a piece of dates. */
export interface DatesOrder {
  readonly trigger: RowTrigger;
}

export interface Counting {
  readonly file: SqliteFile;
  readonly table: SqliteTable;
  readonly pace: Pace;
  readonly signal: AbortSignal;
}

/** Rows counted by date. */
export function readDates({ trigger }: DatesOrder, counting: Counting): DateContent {
  return {
    kind: 'dates',
    async counts(): Promise<DateCounts> {
      try {
        return await count(trigger, counting);
      } catch (error) {
        counting.signal.throwIfAborted();
        throw sqliteError(error);
      }
    },
    async [Symbol.asyncDispose]() {},
  };
}

async function count(trigger: RowTrigger, counting: Counting): Promise<DateCounts> {
  const found = findTrigger(counting.file.database, counting.table, trigger);
  if (found === null) return nothing(trigger, 'no_column');
  const dates = found.columns.filter((column) => column !== null).map((column) => dated(column, trigger));
  if (dates.length < found.columns.length) return nothing(trigger, 'no_date_type');
  const counter = await countAll(found, dates, trigger, counting);
  const { days, rows, noDate, notRead, forms } = counter.counts();
  const told = { trigger: trigger.text, timeZone: trigger.timeZone, problem: null, parameter: 'date' } as const;
  return { ...told, days, rows, noDate, notRead, query: countQuery(found, dates, trigger, forms) };
}

function nothing({ text, timeZone }: RowTrigger, problem: DateCounts['problem']): DateCounts {
  return {
    ...{ trigger: text, problem, days: [], rows: 0, noDate: 0, notRead: 0, query: '', parameter: 'date', timeZone },
  };
}

/** By the latest or the earliest, all are days; else what stands in the column that counts. */
function comparesDays({ pick }: RowTrigger): boolean {
  return pick === 'greatest' || pick === 'least';
}

async function countAll(
  found: TriggerFound,
  dates: readonly string[],
  trigger: RowTrigger,
  { file, pace, signal }: Counting,
): Promise<DayCounter> {
  const counter = new DayCounter(comparesDays(trigger) ? 'day' : 'mixed', trigger);
  const statement = file.database.prepare(aggregate(found, dates, trigger));
  statement.setReadBigInts(true);
  for (const { from, to } of await rangesOf(found, file)) {
    signal.throwIfAborted();
    const limits = found.table.access.by === 'rowid' ? [from, to] : [];
    pace.time(() => {
      for (const row of statement.iterate(...limits)) counter.add(groupOf(row));
    });
    // Whoever writes gets a turn, and so do we.
    await setImmediate();
    await pace.rest();
  }
  return counter;
}

function groupOf(row: Record<string, unknown>) {
  const text = (value: unknown) => (value === null ? null : String(value));
  const { raw } = row;
  return {
    raw: raw === null || typeof raw === 'bigint' ? raw : String(raw),
    rows: Number(row['num']),
    deleted: Number(row['marked']),
    firstKey: text(row['low']),
    lastKey: text(row['high']),
  };
}

const whole: KeyRange = { from: -(2n ** 63n), to: 2n ** 63n - 1n };

/** Ranges of rowids that are counted at once; without gaps between them, as rows may come. */
async function rangesOf({ table }: TriggerFound, { database }: SqliteFile): Promise<readonly KeyRange[]> {
  if (table.access.by !== 'rowid') return [whole];
  const cuts = cutKeys(await surveyKeys(rowidSpace(database, table.name, table.access.name)));
  return cuts.length === 0
    ? [whole]
    : cuts.map(({ from }, index) => ({
        from: index === 0 ? whole.from : from,
        to: index === cuts.length - 1 ? whole.to : cuts[index + 1]!.from - 1n,
      }));
}

function aggregate(found: TriggerFound, dates: readonly string[], trigger: RowTrigger): string {
  const { table, from, deleted, key } = found;
  const by = table.access.by === 'rowid' ? ` WHERE t.${table.access.name} BETWEEN ? AND ?` : '';
  const marked = deleted === null ? '0' : isDeleted(deleted);
  // What is no date in any form that tells its day is told as such, by a text that is none.
  const raw = comparesDays(trigger) ? 'x' : grouped(trigger.timeZone);
  const rows = `SELECT ${picked(dates, trigger)} AS x, ${marked} AS marked, ${key ?? 'NULL'} AS k ${from}${by} ${once}`;
  return `SELECT ${raw} AS raw, count(*) AS num, sum(marked) AS marked, min(k) AS low, max(k) AS high FROM (${rows}) GROUP BY 1`;
}

/** Behind a subquery: what it gives is worked out once for each row, and not wherever it is named. */
const once = 'LIMIT -1';

/** The date that counts, of a row: as it stands, or its day where days are compared. */
function picked(dates: readonly string[], trigger: RowTrigger): string {
  const { pick, timeZone } = trigger;
  if (dates.length === 1 && pick === 'only') return dates[0]!;
  if (!comparesDays(trigger)) return dates.length === 1 ? dates[0]! : `coalesce(${dates.join(', ')})`;
  const days = dates.map((date) => {
    return `(SELECT CASE WHEN x IS NULL THEN NULL ELSE coalesce(${dayOf(plainForms, timeZone)}, '?') END FROM (SELECT ${date} AS x ${once}) ${once})`;
  });
  if (days.length === 1) return days[0]!;
  // max and min of several are NULL when one of them is: each then stands in for those that are none.
  const filled = days.map(
    (day, index) => `coalesce(${[day, ...days.filter((_, other) => other !== index)].join(', ')})`,
  );
  return `${pick === 'greatest' ? 'max' : 'min'}(${filled.join(', ')})`;
}

/** The query that counts again what lies before a day, for a person to run: the same dates, read in the same forms. */
function countQuery(
  { from }: TriggerFound,
  dates: readonly string[],
  trigger: RowTrigger,
  forms: ReadonlyMap<DateForm, number>,
): string {
  const met: ReadonlySet<DateForm> = forms.size === 0 ? new Set(['iso']) : new Set(forms.keys());
  const day = comparesDays(trigger) ? 'x' : dayOf(met, trigger.timeZone);
  const none = noDays(trigger).map(literal);
  const not = none.length === 0 ? '' : ` AND day NOT IN (${none.join(', ')})`;
  const days = `SELECT ${day} AS day FROM (SELECT ${picked(dates, trigger)} AS x ${from} ${once}) ${once}`;
  return `SELECT count(*) FROM (${days}) WHERE day = date(day) AND day >= '${firstYear}-01-01' AND day < ?${not}`;
}
