import type { Range } from './order.ts';

/** Rows of a piece, if keys are dense. */
const rowsPerPiece = 500_000;

type KeyRange = Extract<Range, { by: 'keys' }>;

/**
 * Cuts keys from `first` to `last`, both included, where about `rows` rows are. Aligned to multiples of a power of two,
 * so that ranges stay the same while keys are added.
 */
export function keyRanges(first: bigint, last: bigint, rows: number): KeyRange[] {
  const pieces = BigInt(Math.max(1, Math.ceil(rows / rowsPerPiece)));
  const wanted = (last - first) / pieces + 1n;
  let span = BigInt(rowsPerPiece);
  while (span < wanted) span *= 2n;
  const ranges: KeyRange[] = [];
  for (let from = first; from <= last; ) {
    const next = (floorDivide(from, span) + 1n) * span;
    const to = next - 1n < last ? next - 1n : last;
    ranges.push({ by: 'keys', from: String(from), to: String(to) });
    from = next;
  }
  return ranges;
}

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value < 0n && quotient * by !== value ? quotient - 1n : quotient;
}
