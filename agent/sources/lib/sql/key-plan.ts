import { createHash } from 'node:crypto';
import type { Piece, ReadPlan } from '../../../contracts/source.ts';
import { cutKeys } from './key-pieces.ts';
import { clustersOf, sampleKeys } from './key-sample.ts';
import { type KeyRange, rowsOf, type Stretch } from './key-space.ts';

/** What a piece of rows says of itself; both ends are in it. As text, since JSON knows no large numbers. */
export type KeyedRows =
  | { readonly of: 'range'; readonly shape: string; readonly from: string; readonly to: string }
  | { readonly of: 'clusters'; readonly shape: string; readonly clusters: readonly (readonly [string, string])[] }
  /** All of it, in whatever order it comes. */
  | { readonly of: 'all'; readonly shape: string }
  /** All of it is gone through, and only the clusters that begin with these rows are taken. */
  | { readonly of: 'positions'; readonly shape: string; readonly positions: readonly number[] };

export interface PlanWish {
  readonly depth: 'sample' | 'full';
  readonly sampleRows: number;
  readonly seed: number;
  /** Path of the table. */
  readonly table: string;
  /** Of columns and settings: pieces of another shape do not fit. */
  readonly shape: string;
  readonly appendOnly: boolean;
  readonly last: string | null;
}

/** Clusters that are read as one piece. */
const clustersAtOnce = 1024;

/** How a table is read whose rows are found by a key of whole numbers. */
export function planByKey(stretches: readonly Stretch[], wish: PlanWish): ReadPlan {
  const rows = rowsOf(stretches);
  // What is no larger than its sample is read whole, and told so.
  return wish.depth === 'full' || rows <= wish.sampleRows ? planRanges(stretches, wish) : planClusters(stretches, wish);
}

/** How a table is read that has no such key: as one piece. */
export function planWhole(shape: string): ReadPlan {
  const all: KeyedRows = { of: 'all', shape };
  const pieces: readonly Piece[] = [{ id: 'all', kind: 'rows', of: all }];
  return { depth: 'full', layout: `all/${shape}`, pieces, adds: false, mark: null, blocks: null };
}

function planRanges(stretches: readonly Stretch[], { shape, appendOnly, last }: PlanWish): ReadPlan {
  const ranges = cutKeys(stretches);
  const end = stretches.at(-1)?.to ?? null;
  const before = appendOnly ? readMark(last, shape) : null;
  const adds = before !== null && end !== null && before <= end;
  // Rows that come while it is read lie beyond the mark: the next scan reads them, so this one must not.
  const read = appendOnly && end !== null ? clip(ranges, adds ? before + 1n : null, end) : ranges;
  const pieces = read.map(({ from, to }): Piece => {
    const of: KeyedRows = { of: 'range', shape, from: String(from), to: String(to) };
    return { id: `${from}..${to}`, kind: 'rows', of };
  });
  const mark = appendOnly && end !== null ? JSON.stringify({ shape, to: String(end) }) : null;
  return { depth: 'full', layout: `keys/${shape}`, pieces, adds, mark, blocks: null };
}

function planClusters(stretches: readonly Stretch[], { sampleRows, seed, table, shape }: PlanWish): ReadPlan {
  const ranges = sampleKeys(stretches, { rows: sampleRows, seed, table });
  const clusters = ranges.map(({ from, to }) => [String(from), String(to)] as const);
  const pieces: Piece[] = [];
  for (let at = 0; at < clusters.length; at += clustersAtOnce) {
    const of: KeyedRows = { of: 'clusters', shape, clusters: clusters.slice(at, at + clustersAtOnce) };
    pieces.push({ id: `${at}-${hashOf(of.clusters)}`, kind: 'rows', of });
  }
  const blocks = clustersOf(rowsOf(stretches));
  return { depth: 'sample', layout: `sample/${seed}/${shape}`, pieces, adds: false, mark: null, blocks };
}

function clip(ranges: readonly KeyRange[], first: bigint | null, end: bigint): KeyRange[] {
  return ranges.flatMap(({ from, to }) => {
    const range = { from: first !== null && first > from ? first : from, to: end < to ? end : to };
    return range.from > range.to ? [] : [range];
  });
}

/** The last key that was read, or null when it was read in another shape. */
function readMark(mark: string | null, shape: string): bigint | null {
  if (mark === null) return null;
  try {
    const read = JSON.parse(mark) as { shape?: string; to?: string };
    return read.shape === shape && read.to !== undefined ? BigInt(read.to) : null;
  } catch {
    // Of another version.
    return null;
  }
}

/** Twelve characters that differ when the data does. */
export function hashOf(data: unknown): string {
  return createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 12);
}
