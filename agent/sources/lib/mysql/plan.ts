import picomatch from 'picomatch';
import type { Piece, ReadPlan } from '../../../contracts/source.ts';
import { type KeyedRows, planByKey, planWhole } from '../sql/key-plan.ts';
import { type Stretch, scaled, surveyKeys } from '../sql/key-space.ts';
import { tablePath } from '../sql/names.ts';
import type { TableFound } from './catalog.ts';
import type { Client } from './connect.ts';
import { OtherForm } from './key-forms.ts';
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
  if (sample && isSmall(found, settings)) return ordered(planWhole(shape), { ...order, walk: null });
  const place = await askServer((client) => findPlaces(client, found, order, sample));
  if (place === null) return sample ? planDrawn(found, settings, shape, order) : ordered(planWhole(shape), order);
  const { depth, sample_rows: sampleRows, seed } = settings;
  // Of keys of which many are the same, and of texts, what is added may lie anywhere.
  const wish = {
    depth,
    sampleRows,
    seed,
    table: path,
    shape,
    appendOnly: appendOnly && place.distinct,
    last,
  };
  return ordered(planByKey(place.stretches, wish), { ...order, by: place.by, walk: place.even ? null : order.walk });
}

interface Places {
  readonly by: NonNullable<RowsOrder['by']>;
  readonly stretches: readonly Stretch[];
  /** Whole numbers that are all different. */
  readonly distinct: boolean;
  /** No key has very many rows. */
  readonly even: boolean;
}

/** By what key rows are found, and where they lie; null where they are not. */
async function findPlaces(
  client: Client,
  found: TableFound,
  order: RowsOrder,
  sample: boolean,
): Promise<Places | null> {
  const { fine, stored, walk } = found.keys;
  const table = fromTable(order);
  const key = sample ? fine : stored;
  if (key !== null) {
    const seen = await surveyKeys(keySpace(client, table, quoted(key.column)));
    // Only of keys that are all different it can be told from their places how many rows there are.
    const distinct = key.unique && !found.hasHistory;
    const stretches = distinct ? seen : scaled(seen, found.rows ?? 0);
    return { by: { column: key.column, form: 'whole' }, stretches, distinct, even: key.unique && !found.hasHistory };
  }
  const [first] = walk?.columns ?? [];
  if (walk === null || first === undefined || !walk.byStart) return null;
  const { column, holds } = first;
  for (const form of holds === 'bytes' ? (['bytes'] as const) : (['hex', 'HEX'] as const)) {
    try {
      const seen = await surveyKeys(keySpace(client, table, quoted(column), form));
      return { by: { column, form }, stretches: scaled(seen, found.rows ?? 0), distinct: false, even: true };
    } catch (error) {
      if (!(error instanceof OtherForm)) throw error;
    }
  }
  return null;
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
  if (all <= wanted * 2) return ordered(planWhole(shape), order);
  const chance = Number((wanted / all).toPrecision(4));
  const drawn: Drawn = { of: 'drawn', shape, chance, seed };
  const pieces: readonly Piece[] = [{ id: `drawn-${chance}`, kind: 'rows', of: { ...order, rows: drawn } }];
  return { depth: 'sample', layout: `drawn/${seed}/${shape}`, pieces, adds: false, mark: null, blocks: all };
}

/** The pieces, each with all that a worker needs to read it. */
function ordered(plan: ReadPlan, order: RowsOrder): ReadPlan {
  const pieces = plan.pieces.map((piece) => {
    const of: RowsOrder = { ...order, rows: piece.of as KeyedRows };
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
