import type { KeyRange, Stretch } from './key-space.ts';

/** Rows that a piece of a table holds at most, by the estimate. */
export const pieceRows = 1 << 18;
/** Where keys lie so unevenly that there would be more, pieces hold more rows. */
const mostPieces = 4096;

/** Multiples of `step`, which pieces of a plan keep even when rows were added. */
export interface KeyCut {
  readonly step: bigint;
  readonly ranges: readonly KeyRange[];
}

/** Cuts a table at fixed multiples of a power of four, so that another look at a table that has grown cuts it the same. */
export function cutKeys(stretches: readonly Stretch[]): KeyCut {
  const densest = Math.max(1e-18, ...stretches.map(({ from, to, rows }) => rows / Number(to - from + 1n)));
  let step = 1n;
  while (Number(step * 4n) * densest <= pieceRows) step *= 4n;
  while (countOf(stretches, step) > mostPieces) step *= 4n;
  const starts = new Set<bigint>();
  for (const { from, to } of stretches) {
    for (let at = floor(from, step); at <= to; at += step) starts.add(at);
  }
  const sorted = [...starts].sort((a, b) => (a < b ? -1 : 1));
  return { step, ranges: sorted.map((from) => ({ from, to: from + step - 1n })) };
}

function countOf(stretches: readonly Stretch[], step: bigint): number {
  return stretches.reduce((sum, { from, to }) => sum + Number((to - floor(from, step)) / step) + 1, 0);
}

function floor(key: bigint, step: bigint): bigint {
  const rest = key % step;
  return key - (rest < 0n ? rest + step : rest);
}
