import type { Item } from '../../agent/contracts/item.ts';
import type { OpenSource, ReadPlan, RowContent, SourceContext, Trouble } from '../../agent/contracts/source.ts';

/** As a scan opens a source; in a worker with `forReading`. */
export function context(more: Partial<SourceContext> = {}): SourceContext {
  return { signal: new AbortController().signal, ownPaths: [], forReading: false, ...more };
}

export const never = new AbortController().signal;

/** All that a source lists. */
export async function listAll(source: OpenSource): Promise<{ items: Item[]; troubles: Trouble[]; units: string[] }> {
  const [items, troubles, units]: [Item[], Trouble[], string[]] = [[], [], []];
  for await (const unit of source.units(never)) {
    units.push(unit.id);
    for await (const found of source.items(unit, never)) {
      if ('trouble' in found) troubles.push(found);
      else items.push(found);
    }
  }
  return { items, troubles, units };
}

export interface ReadRows {
  readonly columns: readonly string[];
  readonly holds: readonly string[];
  readonly key: number;
  /** Cells as text; of columns that hold bytes, as hex. */
  readonly rows: readonly (readonly (string | null)[])[];
  readonly cut: Readonly<Record<string, number>>;
  readonly blocks: number | null;
  /** Rows of each batch. */
  readonly batches: readonly number[];
}

/** All rows of a plan, piece by piece. */
export async function readPlan(source: OpenSource, path: string, plan: ReadPlan): Promise<ReadRows> {
  const all: ReadRows[] = [];
  for (const piece of plan.pieces) {
    const content = await source.readPiece!(path, piece, never);
    if (content.kind !== 'rows') throw new Error('a piece of rows was expected');
    all.push(await readContent(content));
  }
  const [first] = all;
  return {
    columns: first?.columns ?? [],
    holds: first?.holds ?? [],
    key: first?.key ?? -1,
    rows: all.flatMap(({ rows }) => rows),
    cut: Object.assign({}, ...all.map(({ cut }) => cut)) as Record<string, number>,
    blocks: all.reduce<number | null>((sum, { blocks }) => (blocks === null ? sum : (sum ?? 0) + blocks), null),
    batches: all.flatMap(({ batches }) => batches),
  };
}

export async function readContent(content: RowContent): Promise<ReadRows> {
  const rows: (string | null)[][] = [];
  const batches: number[] = [];
  const width = content.columns.length;
  for await (const batch of content.batches()) {
    batches.push(batch.rows);
    for (let row = 0; row < batch.rows; row++) {
      rows.push(
        content.columns.map(({ holds }, column) => {
          const at = row * width + column;
          const start = batch.starts[at]!;
          if (start < 0) return null;
          const cell = Buffer.from(batch.bytes.subarray(start, batch.ends[at]!));
          return cell.toString(holds === 'bytes' ? 'hex' : 'utf8');
        }),
      );
    }
  }
  const cut = Object.fromEntries([...content.cut].map(([column, count]) => [content.columns[column]!.name, count]));
  await content[Symbol.asyncDispose]();
  return {
    columns: content.columns.map(({ name }) => name),
    holds: content.columns.map(({ holds }) => holds),
    key: content.key,
    rows,
    cut,
    blocks: content.blocks,
    batches,
  };
}
