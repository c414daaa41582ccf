import type pg from 'pg';
import type { DateContent, DateCounts } from '../../../contracts/source.ts';
import type { RowTrigger } from '../../../contracts/table.ts';
import { Pace } from '../sql/pace.ts';
import { DayCounter } from '../sql/row-dates.ts';
import { backendOf } from './connect.ts';
import { findTrigger, type TriggerFound } from './date-columns.ts';
import { countQuery } from './date-condition.ts';
import { type DateExpression, dateExpression, groupOf, isDeleted } from './date-expression.ts';
import type { Reading } from './read-rows.ts';

/** `of` a piece of dates. */
export interface DatesOrder {
  readonly schema: string;
  readonly table: string;
  readonly trigger: RowTrigger;
}

/** Blocks that are counted in one query: a snapshot of the database is held no longer. */
const blocksAtOnce = 8192;
/** From this version on the server finds a range of blocks without reading all others. */
const blockRangesSince = 140_000;

/** Rows counted by date, by the server. */
export function readDates({ schema, table, trigger }: DatesOrder, reading: Reading): DateContent {
  return {
    kind: 'dates',
    async counts(): Promise<DateCounts> {
      const { session, signal } = reading;
      const found = await session.use(signal, (client) => findTrigger(client, schema, table, trigger));
      if (found === null) return nothing(trigger, 'no_column');
      const date = dateExpression(found, trigger);
      if (date === null) return nothing(trigger, 'no_date_type');
      const counter = await countAll(found, date, trigger, reading);
      const { days, rows, noDate, notRead, forms } = counter.counts();
      const told = { trigger: trigger.text, timeZone: trigger.timeZone, problem: null };
      return { ...told, days, rows, noDate, notRead, ...countQuery(found, date, trigger, forms) };
    },
    async [Symbol.asyncDispose]() {},
  };
}

function nothing({ text, timeZone }: RowTrigger, problem: DateCounts['problem']): DateCounts {
  return {
    ...{ trigger: text, problem, days: [], rows: 0, noDate: 0, notRead: 0, query: '', parameter: 'date', timeZone },
  };
}

async function countAll(
  found: TriggerFound,
  date: DateExpression,
  trigger: RowTrigger,
  { session, settings, signal, working }: Reading,
): Promise<DayCounter> {
  const group = groupOf(date, trigger.timeZone);
  const counter = new DayCounter(group.of, trigger);
  const pace = new Pace(settings, signal);
  for (let from = 0, last = false; !last; from += blocksAtOnce) {
    await session.use(signal, async (client) => {
      working(backendOf(client));
      try {
        const inParts = (await versionOf(client)) >= blockRangesSince;
        last = !inParts || from + blocksAtOnce >= found.blocks;
        const blocks = inParts ? blocksOf(from, last) : '';
        await pace.waitFor(countPart(client, aggregate(found, group.sql, blocks), counter));
      } finally {
        working(0);
      }
    });
    await pace.rest();
  }
  return counter;
}

function blocksOf(from: number, last: boolean): string {
  const limits = [
    ...(from > 0 ? [`t.ctid >= '(${from},0)'::tid`] : []),
    ...(last ? [] : [`t.ctid < '(${from + blocksAtOnce},0)'::tid`]),
  ];
  return limits.length === 0 ? '' : ` WHERE ${limits.join(' AND ')}`;
}

/** Rows by what tells their day. Keys that are no numbers are ordered by their letters. */
function aggregate({ from, deleted, key }: TriggerFound, group: string, where: string): string {
  const marked = deleted === null ? '0' : `count(*) FILTER (WHERE ${isDeleted(deleted)})`;
  const keys = ['min', 'max'].map((which) => {
    if (key === null) return 'NULL';
    return key.whole ? `${which}(${key.sql})::text` : `${which}(${key.sql} COLLATE "C")`;
  });
  return `SELECT ${group}, count(*), ${marked}, ${keys.join(', ')} ${from}${where} GROUP BY 1`;
}

async function countPart(client: pg.Client, text: string, counter: DayCounter): Promise<void> {
  const { rows } = await client.query<[string | null, string, string, string | null, string | null]>({
    text,
    rowMode: 'array',
  });
  for (const [raw, count, deleted, firstKey, lastKey] of rows)
    counter.add({ raw, rows: Number(count), deleted: Number(deleted), firstKey, lastKey });
}

async function versionOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ version: string }>(`SELECT current_setting('server_version_num') AS version`);
  return Number(rows[0]?.version);
}
