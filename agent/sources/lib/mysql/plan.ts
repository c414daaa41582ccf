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
  if (sample && isSmall(found, settings)) return ordered(planWhole(shape), order);
  const place = await askServer((client) => findPlaces(client, found, order, sample));
  if (place === null) return sample ? planDrawn(found, settings, shape, order) : ordered(planWhole(shape), order);
  const { depth, sample_rows: sampleRows, seed } = settings;
  // What is added to a table of texts may lie anywhere in it.
  const wish = {
    depth,
    sampleRows,
    seed,
    table: path,
    shape,
    appendOnly: appendOnly && place.by.form === 'whole',
    last,
  };
  return ordered(planByKey(place.stretches, wish), { ...order, by: place.by });
}

interface Places {
  readonly by: NonNullable<RowsOrder['by']>;
  readonly stretches: readonly Stretch[];
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
    const stretches = key.unique && !found.hasHistory ? seen : scaled(seen, found.rows ?? 0);
    return { by: { column: key.column, form: 'whole' }, stretches };
  }
  if (walk === null || !walk.byStart) return null;
  for (const form of walk.holds === 'bytes' ? (['bytes'] as const) : (['hex', 'HEX'] as const)) {
    try {
      const seen = await surveyKeys(keySpace(client, table, quoted(walk.column), form));
      return { by: { column: walk.column, form }, stretches: scaled(seen, found.rows ?? 0) };
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
