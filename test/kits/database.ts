import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import type { Item } from '../../agent/contracts/item.ts';
import {
  batchBytes,
  batchRows,
  type DateCounts,
  type OpenSource,
  type Piece,
  type RowContent,
  SourceError,
  type SourceKind,
} from '../../agent/contracts/source.ts';
import type { RowTrigger } from '../../agent/contracts/table.ts';
import { databaseAnswers, pathOf, type TableAnswer } from '../../fixtures/databases/answers.ts';
import { visitRows, visits } from '../../fixtures/databases/logs.ts';
import type { ColumnSeed, Dialect, TableSeed, TriggerSeed, Value } from '../../fixtures/databases/model.ts';
import { makeSeeds, type Seeds } from '../../fixtures/databases/seeds.ts';
import { qualified } from '../../fixtures/databases/sql.ts';
import { skipUnless } from '../support/require.ts';

/** A server, or a file, of a test: empty until the kit fills it. */
export interface DatabaseUnderTest extends AsyncDisposable {
  /** Settings of the source, without depth: an account that may select everything and change nothing. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Runs statements in one session, as an account that may do everything. */
  run(statements: Iterable<string>): Promise<void>;
  /** Rows of one statement; `$1` (PostgreSQL) or `?` in it is `parameter`. */
  query(sql: string, parameter?: string | number): Promise<Record<string, unknown>[]>;
  /** Settings that must be refused, with the password in them where there is one. */
  readonly refused: readonly { readonly why: string; readonly settings: Readonly<Record<string, unknown>> }[];
  /** Must stand in no error. */
  readonly secrets: readonly string[];
}

/**
 * What every database source must keep, on the seeded tables: it lists all of them and says of each what it is, gives
 * every row once with its cells as they stand, draws samples that are the same each time and spread, counts rows by
 * date as SQL does, changes nothing and tells no secret.
 */
export function acceptDatabase(
  kind: SourceKind<unknown>,
  dialect: Dialect,
  start: () => Promise<DatabaseUnderTest | null>,
): void {
  describe(`${kind.kind} keeps what every database must`, () => {
    let database: DatabaseUnderTest | null = null;
    let seeds: Seeds;
    let answers: readonly TableAnswer[];
    let before: string;

    beforeAll(async () => {
      database = await start();
      seeds = await makeSeeds(dialect);
      answers = databaseAnswers(seeds).tables;
      if (database === null) return;
      await database.run(seeds.statements());
      before = await checksum(database, dialect, seeds);
    }, 120_000);
    afterAll(async () => {
      await database?.[Symbol.asyncDispose]();
    });

    /** The database, or the test is skipped. */
    const need = (context: TestContext): DatabaseUnderTest => {
      skipUnless(context, database !== null, `there is no ${kind.kind} here`);
      return database!;
    };
    const open = (settings: Readonly<Record<string, unknown>>, forReading = false, signal = never) =>
      kind.open(kind.settings.parse(settings), { signal, ownPaths: [], forReading });

    /** Main's source and a worker's, with all items by path. */
    const opened = async (settings: Readonly<Record<string, unknown>>) => {
      const main = await open(settings);
      const worker = await open(settings, true);
      const items = new Map((await listed(main)).map((item) => [item.path, item]));
      const end = async () => {
        await worker[Symbol.asyncDispose]();
        await main[Symbol.asyncDispose]();
      };
      return { main, worker, items, [Symbol.asyncDispose]: end };
    };

    it('lists every table, and what it leaves out with its reason', async (context) => {
      await using main = await open(need(context).settings);
      const items = await listed(main);
      const told = items.map((item) => `${item.path}: ${item.excluded ?? item.table?.type ?? 'no table'}`);
      const ought = answers.map(({ path, type }) => `${path}: ${type}`);
      expect(told.toSorted()).toEqual(ought.toSorted());
      for (const item of items) {
        if (item.excluded === null) expect(item.table, item.path).toBeDefined();
        expect(item.facts, item.path).toMatchObject({ mtime: null, birthtime: null, links: 1 });
      }
    });

    it('says of each column what it is called and refers to', async (context) => {
      await using main = await open(need(context).settings);
      const items = new Map((await listed(main)).map((item) => [item.path, item]));
      for (const table of seeds.tables) {
        const { columns = [] } = items.get(pathOf(dialect, table.schema, table.name))?.table ?? {};
        expect(columns.map(({ name }) => name)).toEqual([...table.columns.keys()]);
        expect(columns.map(({ references }) => references)).toEqual(
          [...table.columns.values()].map(({ references }) => {
            const [schema = '', other = ''] = references?.split('.') ?? [];
            return schema === '' ? null : pathOf(dialect, schema, other);
          }),
        );
      }
    });

    it('lists the same in the same order, and knows most of it for unchanged', async (context) => {
      const { settings } = need(context);
      const list = async () => {
        await using main = await open(settings);
        return listed(main);
      };
      // Where the server tells time in seconds, what was changed just now is not known for unchanged.
      await setTimeout(2_500);
      const [first, again] = [await list(), await list()];
      const places = (items: readonly Item[]) => items.map(({ unit, path }) => `${unit}: ${path}`);
      expect(places(again)).toEqual(places(first));
      // Of some tables a server does not tell whether they have changed.
      const same = again.filter(({ signature }, i) => signature === first[i]?.signature);
      expect(same.length).toBeGreaterThan(first.length / 2);
    });

    it('gives every row of every table once, in batches as the contract has them', async (context) => {
      await using at = await opened({ ...need(context).settings, depth: 'full' });
      for (const { path, rows } of answers) {
        if (rows === null) continue;
        const read = await readAll(at.main, at.worker, at.items.get(path)!);
        expect(read.rows, path).toBe(rows);
      }
    }, 120_000);

    it('gives cells as they stand', async (context) => {
      await using at = await opened({ ...need(context).settings, depth: 'full' });
      for (const table of seeds.tables.filter((one) => one !== visits)) {
        const path = pathOf(dialect, table.schema, table.name);
        const read = await readAll(at.main, at.worker, at.items.get(path)!, 'keep');
        const is = read.kept.map(({ cells }) => row(table, cells));
        expect(
          differences(
            path,
            is,
            table.rows.map((of) => planted(dialect, table, of)),
          ),
        ).toEqual([]);
      }
    }, 120_000);

    it('samples all of a table, the same rows for the same seed', async (context) => {
      const { settings } = need(context);
      const draw = async (seed: number) => {
        await using at = await opened({ ...settings, depth: 'sample', sample_rows: 3000, seed });
        const item = at.items.get(pathOf(dialect, 'logs', 'visits'))!;
        const read = await readAll(at.main, at.worker, item, 'keep');
        const ids = read.kept.map(({ cells }) => Number(cells.get('id')));
        return { ids: ids.toSorted((a, b) => a - b), blocks: read.blocks, plan: read.plan };
      };
      const first = await draw(1);
      expect(first.plan.depth).toBe('sample');
      expect(first.ids.length).toBeGreaterThan(500);
      expect(first.ids.length).toBeLessThan(9_000);
      expect(new Set(first.ids).size).toBe(first.ids.length);
      // Of ten stretches of the table at most two may be missed: it is no beginning and no single place.
      expect(new Set(first.ids.map((id) => Math.floor((id - 1) / (visitRows / 10)))).size).toBeGreaterThanOrEqual(8);
      expect(first.blocks).toBeGreaterThan(1);
      expect(first.plan.blocks).toBeGreaterThanOrEqual(first.blocks!);
      expect((await draw(1)).ids).toEqual(first.ids);
      expect((await draw(2)).ids).not.toEqual(first.ids);
    }, 60_000);

    it('reads small tables whole in a sample', async (context) => {
      await using at = await opened({ ...need(context).settings, depth: 'sample' });
      for (const { path, rows } of answers) {
        if (rows === null || rows > 1000) continue;
        expect((await readAll(at.main, at.worker, at.items.get(path)!)).rows, path).toBe(rows);
      }
    }, 120_000);

    it('counts rows by date as they were made', async (context) => {
      await using at = await opened(need(context).settings);
      for (const { path, ages } of answers) {
        if (ages === null) continue;
        const counts = await countDates(at.main, at.worker, at.items.get(path)!, ages.trigger);
        const { problem, rows, noDate, notRead } = counts;
        expect({ path, problem, rows, noDate, notRead }).toEqual({
          ...{ path, problem: null, rows: ages.rows },
          ...{ noDate: ages.noDate, notRead: ages.notRead },
        });
        const days = counts.days.map(({ day, rows, deleted }) => ({ day, rows, deleted }));
        expect(differences(path, days, ages.days)).toEqual([]);
      }
    }, 60_000);

    it('gives a query that finds the overdue rows again', async (context) => {
      const { settings, query } = need(context);
      await using at = await opened(settings);
      for (const { path, ages } of answers) {
        if (ages === null) continue;
        const counts = await countDates(at.main, at.worker, at.items.get(path)!, ages.trigger);
        const limit = Temporal.PlainDate.from('2026-06-30').subtract({ years: ages.years });
        const [found] = await query(counts.query, momentOf(limit, counts));
        expect({ path, overdue: Number(Object.values(found ?? {})[0]) }).toEqual({ path, overdue: ages.overdue });
      }
    }, 60_000);

    it('tells of a trigger that is no column, or no date', async (context) => {
      await using at = await opened(need(context).settings);
      const item = at.items.get(pathOf(dialect, 'shop', 'customers'))!;
      const problem = async (column: string) => (await countDates(at.main, at.worker, item, { column })).problem;
      expect(await problem('no_such_column')).toBe('no_column');
      expect(await problem('customer_number')).not.toBe('no_column');
    });

    it('refuses what it cannot open, without a secret in what it says', async (context) => {
      const { refused, secrets } = need(context);
      for (const { why, settings } of refused) {
        const error: unknown = await open(settings).then(
          () => null,
          (thrown) => thrown,
        );
        expect(error, why).toMatchObject({ name: 'CannotRun' });
        for (const secret of secrets) expect(inspect(error, { depth: 9, showHidden: true }), why).not.toContain(secret);
      }
    }, 60_000);

    it('has a code for a table that is gone when it is to be read', async (context) => {
      const { settings, secrets, run } = need(context);
      const table = qualified(dialect, 'shop', 'passing');
      await run([
        `CREATE TABLE ${table} (id integer, email varchar(80))`,
        `INSERT INTO ${table} VALUES (1, 'a@b.example')`,
      ]);
      await using at = await opened({ ...settings, depth: 'full' });
      const item = at.items.get(pathOf(dialect, 'shop', 'passing'))!;
      const plan = await at.main.plan!(item, null, never);
      await run([`DROP TABLE ${table}`]);
      const error: unknown = await readToEnd(at.worker, item.path, plan.pieces[0]!).then(
        () => null,
        (thrown) => thrown,
      );
      expect(error).toBeInstanceOf(SourceError);
      for (const secret of [...secrets, 'a@b.example']) expect(inspect(error, { depth: 9 })).not.toContain(secret);
    });

    it('ends when cancelled', async (context) => {
      await using main = await open({ ...need(context).settings, depth: 'full' });
      const items = await listed(main);
      const item = items.find(({ path }) => path === pathOf(dialect, 'logs', 'visits'))!;
      const plan = await main.plan!(item, null, never);
      const cancelled = AbortSignal.abort();
      await using worker = await open({ ...need(context).settings, depth: 'full' }, true);
      await expect(readToEnd(worker, item.path, plan.pieces[0]!, cancelled)).rejects.toThrow();
    });

    it('has changed nothing', async (context) => {
      expect(await checksum(need(context), dialect, seeds)).toBe(before);
    });
  });
}

const never = new AbortController().signal;

async function listed(source: OpenSource): Promise<Item[]> {
  const items: Item[] = [];
  for await (const unit of source.units(never)) {
    for await (const item of source.items(unit, never)) {
      if ('trouble' in item) throw new Error(`${item.path} could not be listed: ${item.trouble.code}`);
      expect(item.unit, item.path).toBe(unit.id);
      items.push(item);
    }
  }
  return items;
}

interface Kept {
  /** By column; null for NULL. */
  readonly cells: ReadonlyMap<string, Buffer | null>;
}

/** Reads all pieces of a table, as a crawl does: planned in main, read by a worker. */
async function readAll(main: OpenSource, worker: OpenSource, item: Item, keep: 'keep' | 'count' = 'count') {
  const plan = await main.plan!(item, null, never);
  expect(new Set(plan.pieces.map(({ id }) => id)).size, `${item.path}: pieces have ids of their own`).toBe(
    plan.pieces.length,
  );
  let [rows, blocks] = [0, null as number | null];
  const kept: Kept[] = [];
  // Pieces cross to a worker.
  for (const piece of structuredClone(plan.pieces)) {
    const content = await readPiece(worker, item.path, piece);
    await using _closing = content;
    if (content.kind !== 'rows') throw new Error(`${item.path}: rows were asked for`);
    rows += await readBatches(content, item.path, keep === 'keep' ? kept : null);
    if (content.blocks !== null) blocks = (blocks ?? 0) + content.blocks;
  }
  return { rows, blocks, kept, plan };
}

function readPiece(worker: OpenSource, path: string, piece: Piece, signal = never) {
  return worker.readPiece!(path, piece, signal);
}

/** Reads a piece of which an error is expected, at its opening or later. */
async function readToEnd(worker: OpenSource, path: string, piece: Piece, signal = never): Promise<void> {
  await using content = await readPiece(worker, path, piece, signal);
  if (content.kind !== 'rows') throw new Error(`${path}: rows were asked for`);
  for await (const _ of content.batches());
}

async function readBatches(content: RowContent, path: string, kept: Kept[] | null): Promise<number> {
  const { columns } = content;
  let [rows, last] = [0, true];
  for await (const { rows: count, bytes, starts, ends } of content.batches()) {
    expect(last, `${path}: only the last batch is short`).toBe(true);
    last = count === batchRows || bytes.length >= batchBytes;
    expect(count).toBeLessThanOrEqual(batchRows);
    expect([starts.length, ends.length]).toEqual([count * columns.length, count * columns.length]);
    rows += count;
    if (kept === null) continue;
    for (let r = 0; r < count; r++) {
      // Where a column holds text here and bytes there, it may be told as two: one of them is NULL.
      const cells = new Map<string, Buffer | null>();
      columns.forEach(({ name }, c) => {
        const at = r * columns.length + c;
        const cell = starts[at] === -1 ? null : Buffer.from(bytes.subarray(starts[at], ends[at]));
        if (cell !== null || !cells.has(name)) cells.set(name, cell);
      });
      kept.push({ cells });
    }
  }
  return rows;
}

/** Types that can hold nobody's data, and need not be fetched. */
const mayBeLeftOut: ReadonlySet<ColumnSeed['type']> = new Set<ColumnSeed['type']>(['moment', 'instant', 'yes']);

/** A row as it was read, in words that all dialects have. */
function row({ columns }: TableSeed, cells: ReadonlyMap<string, Buffer | null>): Record<string, unknown> {
  return Object.fromEntries(
    [...columns].map(([name, column]) => {
      const cell = cells.get(name);
      if (cell === undefined) return [name, mayBeLeftOut.has(column.type) ? null : 'no such column'];
      return [name, cell === null || mayBeLeftOut.has(column.type) ? null : common(column, cell)];
    }),
  );
}

/** The same of a row as it was planted. */
function planted(dialect: Dialect, table: TableSeed, values: readonly Value[]): Record<string, unknown> {
  return Object.fromEntries(
    table.written.map((name, i) => {
      const given = values[i] ?? null;
      // SQLite keeps a fraction as a binary number, which is nobody's: such cells may be passed over.
      const value = dialect === 'sqlite' && typeof given === 'number' && !Number.isInteger(given) ? null : given;
      const cell = value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value));
      const column = table.columns.get(name)!;
      return [name, value === null || mayBeLeftOut.has(column.type) ? null : common(column, cell)];
    }),
  );
}

function common({ type }: ColumnSeed, cell: Buffer): unknown {
  const text = cell.toString('utf8');
  switch (type) {
    case 'bytes':
      return createHash('sha256').update(cell).digest('hex');
    case 'json':
      return canonical(JSON.parse(text));
    case 'amount':
      return Number(text);
    default:
      return text;
  }
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** The first rows that only one of the two has, whatever their order. */
function differences(path: string, is: readonly object[], ought: readonly object[]): string[] {
  const [left, right] = [is, ought].map((rows) => rows.map((one) => JSON.stringify(one)).toSorted());
  const only = (these: readonly string[], those: readonly string[], what: string) =>
    these.filter((one) => !those.includes(one)).map((one) => `${path} ${what}: ${one}`);
  if (left!.join('\n') === right!.join('\n')) return [];
  return [...only(left!, right!, 'has'), ...only(right!, left!, 'lacks'), `${path} has other rows`].slice(0, 4);
}

async function countDates(main: OpenSource, worker: OpenSource, item: Item, seed: TriggerSeed): Promise<DateCounts> {
  const [piece] = structuredClone(main.datePieces!(item, [triggerOf(seed)]));
  const content = await readPiece(worker, item.path, piece!);
  await using _closing = content;
  if (content.kind !== 'dates') throw new Error(`${item.path}: dates were asked for`);
  return content.counts();
}

/** A trigger as the policy's rule hands it to a source. */
function triggerOf({ column, via, deleted }: TriggerSeed): RowTrigger {
  const [, inner] = /^coalesce\((.*)\)$/.exec(column) ?? [];
  const columns = (inner ?? column).split(/,\s*/).map((name) => {
    const [first = '', second] = name.split('.');
    return second === undefined ? { table: null, column: first } : { table: first, column: second };
  });
  return {
    text: column,
    pick: inner === undefined ? 'only' : 'coalesce',
    columns,
    via: via ?? null,
    timeZone: 'Europe/Berlin',
    noDate: ['9999-12-31', '1970-01-01'],
    deleted: deleted ?? null,
  };
}

/** The beginning of a day as the parameter of a query. */
function momentOf(day: Temporal.PlainDate, { parameter, timeZone }: DateCounts): string | number {
  if (parameter === 'date') return day.toString();
  const instant = day.toZonedDateTime(timeZone).toInstant();
  if (parameter === 'instant') return instant.toString();
  return parameter === 'seconds' ? instant.epochMilliseconds / 1000 : instant.epochMilliseconds;
}

/** Of the rows of all tables, whatever their order. */
async function checksum(database: DatabaseUnderTest, dialect: Dialect, { tables, own }: Seeds): Promise<string> {
  const all = [...tables, ...own.items.filter(({ type, rows }) => rows !== null && type !== 'view')];
  const hash = createHash('sha256');
  for (const { schema, name } of all) {
    const rows = await database.query(`SELECT * FROM ${qualified(dialect, schema, name)}`);
    const lines = rows.map((one) =>
      JSON.stringify(one, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
    );
    hash.update(`${schema}.${name}\n${lines.toSorted().join('\n')}\n`);
  }
  return hash.digest('hex');
}
