import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Item } from '../../agent/contracts/item.ts';
import type { OpenSource, SourceKind } from '../../agent/contracts/source.ts';
import type { RowDates, StoredTable } from '../../agent/contracts/table.ts';
import { rowTriggers, triggerText } from '../../agent/judge/row-triggers.ts';
import postgres from '../../agent/sources/postgres.ts';
import type { DatabaseUnderTest } from '../kits/database.ts';
import { findingOf } from '../kits/rule.ts';
import { skipUnless } from '../support/require.ts';
import { seededPostgres } from '../support/seeded.ts';
import { compile, itemOf, judge } from './support.ts';

let database: DatabaseUnderTest | null = null;
let source: OpenSource | null = null;

const kind = postgres as SourceKind<unknown>;
const open = (given: unknown, forReading: boolean) =>
  kind.open(kind.settings.parse(given), { signal: new AbortController().signal, ownPaths: [], forReading });

beforeAll(async () => {
  database = await seededPostgres();
  if (database === null) return;
  await database.run([
    'CREATE TABLE contracts (id int PRIMARY KEY, ended_on date)',
    'CREATE TABLE customers (id int PRIMARY KEY, email text, closed_at date, seen_at timestamptz, gone_at date, ' +
      'paid text, contract_id int REFERENCES contracts)',
    "INSERT INTO contracts SELECT n, date '2010-01-01' + n * 60 FROM generate_series(1, 100) n",
    // Days over eighteen years, with gaps, blanks and what lies ahead.
    "INSERT INTO customers SELECT n, 'customer' || n || '@mail.example', " +
      "CASE WHEN n % 7 = 0 THEN NULL WHEN n % 11 = 0 THEN date '9999-12-31' WHEN n % 13 = 0 THEN 'infinity' " +
      "ELSE date '2012-01-01' + n * 11 END, timestamptz '2014-12-31 22:15:00+00' + n * interval '7 hours 13 minutes', " +
      "CASE WHEN n % 5 = 0 THEN date '2020-01-01' END, to_char(date '2015-06-30' + n * 3, 'DD.MM.YYYY'), n % 100 + 1 " +
      'FROM generate_series(1, 600) n',
  ]);
  source = await open(database.settings, false);
}, 120_000);

afterAll(async () => {
  await source?.[Symbol.asyncDispose]();
  await database?.[Symbol.asyncDispose]();
});

const signal = new AbortController().signal;

async function itemAt(path: string): Promise<Item> {
  for await (const unit of source!.units(signal)) {
    for await (const item of source!.items(unit, signal)) {
      if ('path' in item && item.path === path && 'signature' in item) return item;
    }
  }
  throw new Error(`no ${path}`);
}

/** As a scan does: what the policy asks is counted by the source, and kept under the policy's own words. */
async function counted(policy: ReturnType<typeof compile>, item: Item): Promise<RowDates[]> {
  const triggers = rowTriggers(policy, 'crm', item.path);
  await using worker = await open(database!.settings, true);
  const dates: RowDates[] = [];
  for (const [index, piece] of structuredClone(source!.datePieces!(item, triggers)).entries()) {
    const content = await worker.readPiece!(item.path, piece, signal);
    if (content.kind !== 'dates') throw new Error('dates were asked for');
    const counts = await content.counts();
    await content[Symbol.asyncDispose]();
    dates.push({ ...(counts as RowDates), trigger: triggerText(triggers[index]!) });
  }
  return dates;
}

describe('rows in a database', () => {
  it.for<[string, object, string]>([
    ['a day', { column: 'closed_at', deleted: 'gone_at' }, 'none'],
    ['a day, by calendar year', { column: 'closed_at' }, 'end_of_calendar_year'],
    ['a moment in Berlin', { column: 'seen_at' }, 'none'],
    ['a moment in New York, by quarter', { column: 'seen_at', timezone: 'America/New_York' }, 'end_of_quarter'],
    ['the later of two', { column: 'greatest(closed_at, gone_at)' }, 'end_of_month'],
    ['the first there is', { column: 'coalesce(gone_at, closed_at)' }, 'none'],
    ['a text', { column: 'paid' }, 'none'],
    ['another table', { column: 'contracts.ended_on', via: 'contract_id' }, 'none'],
  ])('are found by the query just as they were judged: %s', async ([, column, cutoff], context) => {
    skipUnless(context, database !== null, 'no PostgreSQL can be started');
    await expectFound(column, cutoff);
  });

  async function expectFound(column: object, cutoff: string): Promise<void> {
    const policy = compile({
      retention: [
        {
          id: 'RET',
          trigger: { event: 'contract_end', sources: [column], cutoff },
          delete: { at_most: 'P6Y' },
          grace: 'P10D',
        },
      ],
    });
    const listed = await itemAt('public/customers');
    const dates = await counted(policy, listed);
    const table = { ...listed.table, reading: null, dates } as unknown as StoredTable;
    const item = itemOf({ source: 'crm', path: 'public/customers', kind: 'table', facts: listed.facts, table });
    const finding = findingOf({ source: 'crm', path: 'public/customers', part: '#email' });
    for (const now of [
      '2019-01-01T12:00:00Z',
      '2022-02-28T12:00:00Z',
      '2026-03-01T12:00:00Z',
      '2040-01-01T12:00:00Z',
    ]) {
      const said = judge(policy, item, [finding], { now }).find(({ type }) => type === 'retention');
      expect(said?.rows?.rows, said?.because.join('\n')).toBe(600);
      const { query = '', parameters = [], overdue = -1 } = said?.rows ?? {};
      const [row] = await database!.query(query, parameters[0]!);
      expect(Number(Object.values(row ?? {})[0]), `${query} ${parameters[0]}`).toBe(overdue);
    }
    const last = judge(policy, item, [finding], { now: '2040-01-01T12:00:00Z' }).find(
      ({ type }) => type === 'retention',
    );
    expect(last).toMatchObject({ status: 'overdue', result: 'violation' });
  }
});
