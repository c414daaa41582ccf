import { createHash } from 'node:crypto';
import type { KeyRange, Stretch } from './key-space.ts';
import { rowsOf } from './key-space.ts';

/** Rows of a cluster: those that follow each other from a key on. Few, so that there are many clusters. */
export const clusterRows = 32;

/** Clusters that a table of so many rows has. */
export function clustersOf(rows: number): number {
  return Math.ceil(rows / clusterRows);
}

/**
 * Where the clusters of a sample begin and where they must end, ascending, none within another: one in each of as many
 * equal parts of the table as there are clusters, at a place in it that the seed and the table choose.
 */
export function sampleKeys(
  stretches: readonly Stretch[],
  wanted: { readonly rows: number; readonly seed: number; readonly table: string },
): readonly KeyRange[] {
  const rows = rowsOf(stretches);
  if (stretches.length === 0) return [];
  const count = Math.min(clustersOf(wanted.rows), clustersOf(rows));
  const keys = new Set<bigint>();
  for (let part = 0; part < count; part++) {
    keys.add(keyAt(stretches, ((part + chance(wanted, part)) / count) * rows));
  }
  const starts = [...keys].sort((a, b) => (a < b ? -1 : 1));
  const end = stretches.at(-1)!.to;
  return starts.map((from, index) => ({ from, to: (starts[index + 1] ?? end + 1n) - 1n }));
}

/** Numbers of the rows with which clusters begin, for tables that are counted instead of found by a key. */
export function samplePositions(
  rows: number,
  wanted: { readonly rows: number; readonly seed: number; readonly table: string },
): readonly number[] {
  const count = Math.min(clustersOf(wanted.rows), clustersOf(rows));
  const parts = clustersOf(rows) / count;
  const starts = Array.from({ length: count }, (_, part) => Math.floor((part + chance(wanted, part)) * parts));
  return [...new Set(starts)].map((cluster) => cluster * clusterRows);
}

function keyAt(stretches: readonly Stretch[], position: number): bigint {
  let left = position;
  for (const { from, to, rows } of stretches) {
    if (left < rows) return least(to, from + BigInt(Math.floor((left / rows) * Number(to - from + 1n))));
    left -= rows;
  }
  return stretches.at(-1)!.to;
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** In [0, 1), the same for the same seed, table and part. */
function chance({ seed, table }: { readonly seed: number; readonly table: string }, part: number): number {
  return createHash('sha256').update(`${seed}\0${part}\0${table}`).digest().readUInt32BE(0) / 2 ** 32;
}
