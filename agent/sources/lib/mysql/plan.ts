import picomatch from 'picomatch';
import type { Piece, ReadPlan } from '../../../contracts/source.ts';
import { type KeyedRows, planByKey, planWhole } from '../sql/key-plan.ts';
import { scaled, surveyKeys } from '../sql/key-space.ts';
import { tablePath } from '../sql/names.ts';
import type { Key, TableFound } from './catalog.ts';
import type { Client } from './connect.ts';
import { keySpace } from './keys.ts';
import { hash } from './listing.ts';
import { quoted } from './names.ts';
import type { Drawn, RowsOrder } from './order.ts';
import { fromTable } from './rows-query.ts';
import type { MysqlSettings } from './settings.ts';

/** Lends a connection. */
type Ask = <T>(work: (client: Client) => Promise<T>) => Promise<T>;

/** Raised when pieces of an earlier version would not fit. */
const edition = 1;
/** A table of so many bytes is read whole where a sample would be a good part of it anyway. */
const smallBytes = 16 << 20;

/** How a table is to be read: whole in pieces, by what was added, or a sample. @throws SourceError */
export async function makePlan(
  found: TableFound,
  settings: MysqlSettings,
  last: string | null,
  askServer: Ask,
): Promise<ReadPlan> {
  const path = tablePath(found.schema, found.name);
  const order = orderOf(found);
  const shape = hash([edition, found.made, order.columns, settings.max_cell]);
  // Nothing in it is of a kind that is looked for.
  if (order.columns.length === 0) return { ...planWhole(shape), pieces: [] };
  const appendOnly =
    settings.append_only.length > 0 && picomatch.isMatch(path, [...settings.append_only], { dot: true });
  const sample = settings.depth === 'sample';
  if (sample && isSmall(found, settings)) return ordered(planWhole(shape), order, null);
  const key = sample ? found.keys.fine : found.keys.stored;
  if (key === null) return sample ? planDrawn(found, settings, shape, order) : ordered(planWhole(shape), order, null);
  const seen = await askServer((client) => surveyKeys(keySpace(client, fromTable(order), quoted(key.column))));
  // Only of keys that are all different it can be told from their places how many rows there are.
  const stretches = key.unique && !found.hasHistory ? seen : scaled(seen, found.rows ?? 0);
  const { depth, sample_rows: sampleRows, seed } = settings;
  const plan = planByKey(stretches, { depth, sampleRows, seed, table: path, shape, appendOnly, last });
  return ordered(plan, order, key);
}

/** What is not much larger than its sample is read whole: that costs less than finding out where its rows lie. */
function isSmall({ rows, bytes }: TableFound, { sample_rows: wanted }: MysqlSettings): boolean {
  return bytes <= smallBytes && (rows ?? 0) <= wanted * 2;
}

/** Rows are taken one by one, so that each is a block of its own. */
function planDrawn(
  { rows, bytes }: TableFound,
  { sample_rows: wanted, seed }: MysqlSettings,
  shape: string,
  order: RowsOrder,
): ReadPlan {
  // The engine has no idea: of a table of that size there are at least so many rows.
  const all = Math.max(rows ?? 0, Math.ceil(bytes / 65_536), 1);
  if (all <= wanted * 2) return ordered(planWhole(shape), order, null);
  const chance = Number((wanted / all).toPrecision(4));
  const drawn: Drawn = { of: 'drawn', shape, chance, seed };
  const pieces: readonly Piece[] = [{ id: `drawn-${chance}`, kind: 'rows', of: { ...order, rows: drawn } }];
  return { depth: 'sample', layout: `drawn/${seed}/${shape}`, pieces, adds: false, mark: null, blocks: all };
}

/** The pieces, each with all that a worker needs to read it. */
function ordered(plan: ReadPlan, order: RowsOrder, key: Key | null): ReadPlan {
  const pieces = plan.pieces.map((piece) => {
    const of: RowsOrder = { ...order, by: key?.column ?? null, rows: piece.of as KeyedRows };
    return { ...piece, of };
  });
  return { ...plan, pieces };
}

function orderOf({ schema, name, made, hasHistory, columns, keys }: TableFound): RowsOrder {
  const read = columns.flatMap(({ name, as, longest, comment, references, selectable }) => {
    if (as === null || !selectable) return [];
    return [{ name, as, longest, comment, references: references && tablePath(...references) }];
  });
  const cite = [keys.stored, keys.fine].find((key) => key?.unique)?.column ?? null;
  return {
    ...{ schema, table: name, made, hasHistory, columns: read },
    by: null,
    walk: keys.walk,
    cite: hasHistory ? null : cite,
    rows: { of: 'all', shape: '' },
  };
}
