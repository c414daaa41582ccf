import type { KeyRange, Stretch } from './key-space.ts';

/** Rows that a piece of a table holds at most, by the estimate; a quarter of it at least. */
export const pieceRows = 1 << 18;

/**
 * Cuts a table into ranges of keys, ascending: at multiples of a power of four that fits how densely each stretch is
 * filled. Another look at a table that has grown cuts it the same, up to where it has.
 */
export function cutKeys(stretches: readonly Stretch[]): readonly KeyRange[] {
  const ranges: KeyRange[] = [];
  for (const stretch of stretches) {
    const step = stepOf(stretch);
    const after = (ranges.at(-1)?.to ?? stretch.from - step) + 1n;
    let from = floor(stretch.from, step);
    if (from < after) from = after;
    while (from <= stretch.to) {
      const to = floor(from, step) + step - 1n;
      ranges.push({ from, to });
      from = to + 1n;
    }
  }
  return ranges;
}

function stepOf({ from, to, rows }: Stretch): bigint {
  const density = rows / Number(to - from + 1n);
  let step = 1n;
  while (Number(step * 4n) * density <= pieceRows) step *= 4n;
  return step;
}

function floor(key: bigint, step: bigint): bigint {
  const rest = key % step;
  return key - (rest < 0n ? rest + step : rest);
}
