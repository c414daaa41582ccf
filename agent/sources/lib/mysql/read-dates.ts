import type { DateContent, DateCounts } from '../../../contracts/source.ts';
import type { RowTrigger } from '../../../contracts/table.ts';
import { cutKeys } from '../sql/key-pieces.ts';
import { scaled, surveyKeys } from '../sql/key-space.ts';
import { Pace } from '../sql/pace.ts';
import { DayCounter } from '../sql/row-dates.ts';
import { ask, type Client, marker } from './connect.ts';
import { findTrigger, type TriggerFound } from './date-columns.ts';
import { countQuery } from './date-condition.ts';
import { type DateExpression, dateExpression, groupOf, isDeleted } from './date-expression.ts';
import { keySpace } from './keys.ts';
import { quoted } from './names.ts';
import type { Reading } from './read-rows.ts';
import { fromTable } from './rows-query.ts';
import { stepsOf } from './walk.ts';

/** `of` a piece of dates. */
export interface DatesOrder {
  readonly schema: string;
  readonly table: string;
  readonly trigger: RowTrigger;
}

/** Rows counted by date, by the server. */
export function readDates({ schema, table, trigger }: DatesOrder, reading: Reading): DateContent {
  return {
    kind: 'dates',
    counts(): Promise<DateCounts> {
      const { session, signal, working } = reading;
      // One loan for all of it: a connection that is not lent is soon closed, and not cancelled.
      return session.use(signal, async (client) => {
        working(client.id);
        try {
          return await count(client, { schema, table, trigger }, reading);
        } finally {
          working(0);
        }
      });
    },
    async [Symbol.asyncDispose]() {},
  };
}

async function count(client: Client, { schema, table, trigger }: DatesOrder, reading: Reading): Promise<DateCounts> {
  const found = await findTrigger(client, schema, table, trigger);
  if (found === null) return nothing(trigger, 'no_column');
  const date = dateExpression(found, trigger);
  if (date === null) return nothing(trigger, 'no_date_type');
  const counter = await countAll(client, found, date, trigger, reading);
  const { days, rows, noDate, notRead, forms } = counter.counts();
  const told = { trigger: trigger.text, timeZone: trigger.timeZone, problem: null };
  return { ...told, days, rows, noDate, notRead, ...countQuery(found, date, trigger, forms) };
}

function nothing({ text, timeZone }: RowTrigger, problem: DateCounts['problem']): DateCounts {
  return {
    ...{ trigger: text, problem, days: [], rows: 0, noDate: 0, notRead: 0, query: '', parameter: 'date', timeZone },
  };
}

async function countAll(
  client: Client,
  found: TriggerFound,
  date: DateExpression,
  trigger: RowTrigger,
  { settings, signal }: Reading,
): Promise<DayCounter> {
  const group = groupOf(date.type, trigger.timeZone);
  const counter = new DayCounter(group.of, trigger);
  const pace = new Pace(settings, signal);
  for await (const step of stepsOfCounting(found, client)) {
    signal.throwIfAborted();
    await pace.waitFor(countPart(client, aggregate(found, date, group.sql, step), counter));
    await pace.rest();
  }
  return counter;
}

/** Conditions that let through what is counted in one query each; the outermost are open, as rows may come. */
async function* stepsOfCounting({ table }: TriggerFound, client: Client): AsyncGenerator<string> {
  const key = table.keys.stored;
  const from = fromTable({ ...table, table: table.name });
  if (key === null) {
    yield* stepsOf(client, { table: from, walk: table.keys.walk, prefix: 't.' });
    return;
  }
  const seen = await surveyKeys(keySpace(client, from, quoted(key.column)));
  const ranges = cutKeys(key.unique ? seen : scaled(seen, table.rows ?? 0));
  // Between two ranges there may be rows by now: each goes on to the next.
  const starts = ranges.slice(1).map((range) => range.from);
  for (const [index, next] of [...starts, null].entries()) {
    const column = quoted(key.column);
    const within = (prefix: string) =>
      [
        ...(index === 0 ? [] : [`${prefix}${column} >= ${starts[index - 1]}`]),
        ...(next === null ? [] : [`${prefix}${column} < ${next}`]),
      ].join(' AND ');
    // Of a key of several columns, or with rows of the past, one number may have very many rows.
    const walk = key.unique && !table.hasHistory ? null : table.keys.walk;
    yield* stepsOf(client, { table: from, walk, prefix: 't.', within });
  }
}

/** Rows by what tells their day. Keys that are no numbers are ordered by their letters. */
function aggregate(found: TriggerFound, { sql }: DateExpression, group: string, step: string): string {
  const { from, deleted, key } = found;
  const where = step === '' ? '' : ` WHERE ${step}`;
  const marked = deleted === null ? '0' : isDeleted(deleted);
  const rows = `SELECT ${sql} AS x, ${marked} AS marked, ${keyOf(key)} AS k ${from}${where}`;
  return `SELECT ${marker} ${group} AS raw, COUNT(*) AS num, SUM(marked) AS marked, MIN(k) AS low, MAX(k) AS high
    FROM (${rows}) AS dated GROUP BY raw`;
}

function keyOf(key: TriggerFound['key']): string {
  if (key === null) return 'NULL';
  if (key.type === 'number') return key.sql;
  return key.type === 'bytes' ? `HEX(${key.sql})` : `CONVERT(${key.sql} USING utf8mb4) COLLATE utf8mb4_bin`;
}

async function countPart({ connection }: Client, sql: string, counter: DayCounter): Promise<void> {
  const text = (value: unknown) => (value == null ? null : String(value));
  for (const row of await ask(connection, sql)) {
    counter.add({
      raw: text(row['raw']),
      rows: Number(row['num']),
      deleted: Number(row['marked']),
      firstKey: text(row['low']),
      lastKey: text(row['high']),
    });
  }
}
