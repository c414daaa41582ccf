import type pg from 'pg';
import picomatch from 'picomatch';
import type { Piece, ReadPlan } from '../../../contracts/source.ts';
import { tablePath } from '../sql/names.ts';
import type { RelationFound } from './catalog.ts';
import { keyRanges } from './key-ranges.ts';
import { hash } from './listing.ts';
import { type Mark, markOf, onlyGrew, readMark } from './mark.ts';
import { quoted, quotedTable } from './names.ts';
import type { Range, RowsOrder } from './order.ts';
import { sampleOf } from './sample.ts';
import type { ServerFacts } from './server-facts.ts';
import type { PostgresSettings } from './settings.ts';

export interface Planning {
  readonly settings: PostgresSettings;
  readonly server: ServerFacts;
  readonly schema: string;
  readonly found: RelationFound;
}

/** Lends a connection. */
type Ask = <T>(work: (client: pg.Client) => Promise<T>) => Promise<T>;

/** Raised when pieces of an earlier version would not fit. */
const edition = 1;
/** Blocks of a piece: 256 MB, if a block has 8 kB. What a form is learned from is read anew in each. */
const pieceBlocks = 32_768;
/** With what lies beside the blocks (long values), a piece should not be more than so many bytes. */
const pieceBytes = 256 * 2 ** 20;
/** What a slow reader takes in a second: a statement must not run out of time because of us. */
const slowBytes = 2 * 2 ** 20;
/** From this version on the server finds a range of blocks without reading all others. */
const blockRangesSince = 14;

/**
 * How a table is to be read: whole in pieces, by what was added, or a sample in one piece.
 * @throws SourceError
 */
export async function makePlan(planning: Planning, last: string | null, ask: Ask): Promise<ReadPlan> {
  const { settings, found } = planning;
  const order = orderOf(planning);
  const whole = { depth: 'full' as const, adds: false, mark: null, blocks: found.blocks };
  const columns = hash(order.columns);
  // There is nothing in it, or nothing of a kind that is looked for.
  if (order.columns.length === 0) return { ...whole, layout: hash([edition, columns]), pieces: [] };
  if (settings.depth === 'sample') {
    const sample = sampleOf(found, settings);
    const layout = hash([edition, found.file, columns, settings.max_cell, sample]);
    if (sample === null) return { ...whole, layout, pieces: [piece('all', order, { by: 'all' })] };
    return { ...whole, depth: 'sample', layout, pieces: [piece('sample', order, { by: 'sample', ...sample })] };
  }
  return planFull(planning, order, columns, last, ask);
}

async function planFull(
  planning: Planning,
  order: RowsOrder,
  columns: string,
  last: string | null,
  ask: Ask,
): Promise<ReadPlan> {
  const { settings, found, server, schema } = planning;
  const before = readMark(last);
  const appendOnly = picomatch.isMatch(tablePath(schema, found.name), [...settings.append_only], { dot: true });
  const { key } = found;
  const now = key === null ? null : await ask((client) => lookAtKey(client, planning, key, before?.max ?? null));
  const mark = now === null ? null : markOf(planning, columns, now, appendOnly);
  const size = blocksPerPiece(planning);
  const shared = {
    depth: 'full' as const,
    layout: hash([edition, found.file, columns, settings.max_cell, size, mark !== null]),
    mark: mark === null ? null : JSON.stringify(mark),
    blocks: found.blocks,
  };
  if (before !== null && now !== null && mark !== null && onlyGrew(before, mark, now.added, appendOnly)) {
    const ranges = now.added === 0 ? [] : keyRanges(BigInt(before.max) + 1n, BigInt(mark.max), now.added);
    return { ...shared, adds: true, pieces: ranges.map((range) => piece(`k${range.from}-${range.to}`, order, range)) };
  }
  const ranges =
    server.version >= blockRangesSince
      ? blockRanges(found.blocks, size, mark?.max ?? null)
      : byKeys(now, found.rows ?? found.blocks * 50);
  return { ...shared, adds: false, pieces: ranges.map(([id, range]) => piece(id, order, range)) };
}

function orderOf({ schema, found, server }: Planning): RowsOrder {
  const columns = found.columns.flatMap(({ name, as, record, longest, comment, references, selectable }) => {
    if (as === null || !selectable || !found.populated) return [];
    return [{ name, as, record, longest, comment, references: references && tablePath(...references) }];
  });
  return {
    ...{ schema, table: found.name, oid: found.oid, file: found.file, columns, key: found.key },
    range: { by: 'all' },
    anyEncoding: server.anyEncoding,
  };
}

function piece(id: string, order: RowsOrder, range: Range): Piece {
  const of: RowsOrder = { ...order, range };
  return { id, kind: 'rows', of };
}

/** What the key's column and the counters say in this moment. */
export interface KeyLook {
  readonly min: string | null;
  readonly max: string | null;
  /** Rows beyond the last mark. */
  readonly added: number;
  readonly counters: Mark['counters'];
}

async function lookAtKey(
  client: pg.Client,
  { schema, found }: Planning,
  key: string,
  lastMax: string | null,
): Promise<KeyLook | null> {
  // A key that may not be selected cites no rows and cuts no pieces.
  if (!found.columns.some(({ name, selectable }) => name === key && selectable)) return null;
  const column = quoted(key);
  const from = `FROM ONLY ${quotedTable(schema, found.name)}`;
  const { rows } = await client.query<{ min: string | null; max: string | null; added: string; counters: string[] }>(
    `SELECT (SELECT min(${column}) ${from})::text AS min, (SELECT max(${column}) ${from})::text AS max,
            ${lastMax === null ? '0' : `(SELECT count(*) ${from} WHERE ${column} > ${BigInt(lastMax)})`}::text AS added,
            ARRAY[pg_stat_get_tuples_inserted($1::oid)::text, pg_stat_get_tuples_updated($1::oid)::text,
                  pg_stat_get_tuples_deleted($1::oid)::text] AS counters`,
    [found.oid],
  );
  const [row] = rows;
  return row === undefined ? null : { ...row, added: Number(row.added) };
}

/** A power of two. */
function blocksPerPiece({ settings, found }: Planning): number {
  const perBlock = found.bytes / Math.max(1, found.blocks);
  const rowsPerBlock = (found.rows ?? 0) / Math.max(1, found.blocks);
  const seconds = settings.statement_timeout / 1000;
  const mostBytes = Math.min(pieceBytes, seconds * slowBytes);
  const mostRows = ((settings.max_rows_per_second ?? Number.POSITIVE_INFINITY) / settings.connections) * (seconds / 2);
  let blocks = pieceBlocks;
  while (blocks > 1 && (blocks * perBlock > mostBytes || blocks * rowsPerBlock > mostRows)) blocks /= 2;
  return blocks;
}

/**
 * Aligned, so that pieces stay the same while a table grows. The last goes on to the end and is called by where that
 * was: of a table that has grown since, it is another. What came after the mark was made is left for the next plan,
 * wherever it was put: deleted rows leave room in any block.
 */
function blockRanges(blocks: number, size: number, max: string | null): [string, Range][] {
  const count = Math.max(1, Math.ceil(blocks / size));
  return Array.from({ length: count }, (_, index) => {
    const from = index * size;
    if (index < count - 1) return [`b${from}`, { by: 'blocks', from, to: from + size, keyAtMost: max }];
    const id = `b${from}-${blocks}${max === null ? '' : `-${max}`}`;
    return [id, { by: 'blocks', from, to: null, keyAtMost: max }];
  });
}

function byKeys(now: KeyLook | null, rows: number): [string, Range][] {
  if (now?.min == null || now.max === null) return [['all', { by: 'all' }]];
  const ranges = keyRanges(BigInt(now.min), BigInt(now.max), rows);
  return ranges.map((range) => [`k${range.from}-${range.to}`, range]);
}
