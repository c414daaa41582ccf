import { CannotRun } from '../contracts/cannot-run.ts';
import type { Item } from '../contracts/item.ts';
import { type OpenSource, type RowBatch, type RowContent, SourceError, type SourceKind } from '../contracts/source.ts';
import { positions } from './read-file.ts';
import type { FromQuery, FromTable } from './wanted.ts';

/**
 * Gives the cells of the wanted columns of every row of a table, as the source itself reads it: read-only, in pieces, with
 * its own limits and pauses.
 * @throws CannotRun when there is no such table or column, or it cannot be read
 */
export async function* readRegisterTable(
  { source, table }: FromTable,
  kind: SourceKind<unknown>,
  names: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<string[]> {
  const shown = `${source.name}:${table}`;
  const open = opener(source, kind, signal);
  try {
    await using planning = await open(false);
    const item = await find(planning, table, shown, signal);
    if (planning.plan === undefined) throw new CannotRun(`${source.name} is no database`);
    const { pieces } = await planning.plan(item, null, signal);
    await using reading = await open(true);
    for (const piece of pieces) {
      if (piece.kind !== 'rows' || reading.readPiece === undefined) continue;
      const content = await reading.readPiece(table, piece, signal);
      try {
        if (content.kind === 'rows') yield* cellsOf(content, names, shown);
      } finally {
        await content[Symbol.asyncDispose]();
      }
    }
  } catch (error) {
    throw told(error, shown);
  }
}

/**
 * The same for the rows of a query.
 * @throws CannotRun when the database does not take it, or it has no such column
 */
export async function* readRegisterQuery(
  { source, query }: FromQuery,
  kind: SourceKind<unknown>,
  names: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<string[]> {
  const shown = `the query on ${source.name}`;
  const open = opener(source, kind, signal);
  try {
    await using reading = await open(true);
    if (reading.query === undefined) throw new CannotRun(`${source.name} is no database`);
    await using content = await reading.query(query, signal);
    yield* cellsOf(content, names, shown);
  } catch (error) {
    throw told(error, shown);
  }
}

function opener(source: FromTable['source'], kind: SourceKind<unknown>, signal: AbortSignal) {
  const given = kind.settings.parse(source.settings) as object;
  if (!('depth' in given)) throw new CannotRun(`${source.name} is no database`);
  const settings = { ...given, depth: 'full', include: ['**'], exclude: [], append_only: [] };
  return (forReading: boolean) => kind.open(kind.settings.parse(settings), { signal, ownPaths: [], forReading });
}

function told(error: unknown, shown: string): unknown {
  if (!(error instanceof SourceError)) return error;
  const { code, detail } = error.problem;
  return new CannotRun(`${shown} cannot be read (${detail === null ? code : `${code}: ${detail}`})`);
}

async function find(open: OpenSource, table: string, shown: string, signal: AbortSignal): Promise<Item> {
  const schema = table.slice(0, Math.max(0, table.lastIndexOf('/')));
  for await (const unit of open.units(signal)) {
    if (unit.id !== schema) continue;
    for await (const item of open.items(unit, signal)) {
      if (item.path !== table) continue;
      if ('trouble' in item) throw new SourceError(item.trouble);
      if (item.excluded === 'view') throw new CannotRun(`${shown} is a view; the register must be a table, or a file`);
      return item;
    }
  }
  throw new CannotRun(`there is no table ${shown} that this account can see`);
}

async function* cellsOf(content: RowContent, names: readonly string[], shown: string): AsyncGenerator<string[]> {
  const columns = content.columns.map(({ name }) => name);
  const at = positions(columns, names, shown);
  for await (const batch of content.batches()) {
    for (let row = 0; row < batch.rows; row++) yield at.map((column) => cell(batch, row * columns.length + column));
  }
}

function cell({ bytes, starts, ends }: RowBatch, at: number): string {
  const [start, end] = [starts[at]!, ends[at]!];
  return start < 0 ? '' : Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
}
