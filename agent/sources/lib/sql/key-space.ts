/**
 * The rows of a table in the order of a key of whole numbers. Keys may have gaps, and gaps in which all else would
 * vanish: a last row at 2^62 after a million others.
 */
export interface KeySpace {
  /** The outermost keys; null for a table without rows. */
  ends(): Promise<KeyRange | null>;
  /** At each point, the nearest key below it and the nearest from it on. */
  around(
    points: readonly bigint[],
  ): Promise<readonly { readonly below: bigint | null; readonly from: bigint | null }[]>;
  /** From the start of each range, up to `rows` rows of it: how many there are, and the key of the last one. */
  ahead(
    ranges: readonly KeyRange[],
    rows: number,
  ): Promise<readonly { readonly rows: number; readonly last: bigint }[]>;
}

/** Both ends are in it. */
export interface KeyRange {
  readonly from: bigint;
  readonly to: bigint;
}

/** A stretch of keys in which rows lie about evenly. */
export interface Stretch extends KeyRange {
  /** As estimated. */
  readonly rows: number;
}

/** No stretch is wider than this share of all: what is narrower is taken as even. */
const finest = 32n;
/** Halvings in a row; each leaves out the widest gaps. */
const mostRounds = 16;
/** Rows by which it is measured how densely a stretch is filled. */
const probeRows = 64;

/** Where the rows of a table lie, with the gaps between them left out. Empty for a table without rows. */
export async function surveyKeys(space: KeySpace): Promise<readonly Stretch[]> {
  const ends = await space.ends();
  if (ends === null) return [];
  const ranges = await withoutGaps(space, ends);
  // From the middle of each: what stands at the ends of a range is what made it an end.
  const probes = ranges.map(({ from, to }) => ({ from: from + (to - from) / 2n, to }));
  const seen = await space.ahead(probes, probeRows);
  return ranges.map((range, index) => {
    const probe = probes[index]!;
    const { rows, last } = seen[index]!;
    // Fewer than were asked for: all to the end of the range were seen.
    const span = rows < probeRows ? probe.to - probe.from + 1n : last - probe.from + 1n;
    const density = Math.min(1, Math.max(rows, 1) / Number(span));
    return { ...range, rows: Math.max(1, Math.round(Number(widthOf(range)) * density)) };
  });
}

/** The same stretches with so many rows in all, where keys alone do not tell how many there are. */
export function scaled(stretches: readonly Stretch[], rows: number): readonly Stretch[] {
  const by = rows / Math.max(1, rowsOf(stretches));
  return stretches.map((stretch) => ({ ...stretch, rows: Math.max(1, Math.round(stretch.rows * by)) }));
}

export function rowsOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { rows }) => sum + rows, 0);
}

async function withoutGaps(space: KeySpace, ends: KeyRange): Promise<readonly KeyRange[]> {
  let ranges: readonly KeyRange[] = [ends];
  for (let round = 0; round < mostRounds; round++) {
    const total = ranges.reduce((sum, range) => sum + widthOf(range), 0n);
    const wide = ranges.filter((range) => isWide(range, total));
    if (wide.length === 0) break;
    const middles = await space.around(wide.map(({ from, to }) => from + (to - from) / 2n + 1n));
    const halves = new Map(wide.map((range, index) => [range, middles[index]!]));
    ranges = ranges.flatMap((range) => {
      const middle = halves.get(range);
      if (middle === undefined) return [range];
      // Rows may have gone meanwhile: what lies outside of the range is not of it.
      const left = middle.below !== null && middle.below >= range.from ? [{ from: range.from, to: middle.below }] : [];
      const right = middle.from !== null && middle.from <= range.to ? [{ from: middle.from, to: range.to }] : [];
      return [...left, ...right];
    });
    if (ranges.length === 0) return [ends];
  }
  return ranges;
}

function isWide(range: KeyRange, total: bigint): boolean {
  return widthOf(range) > BigInt(probeRows * 2) && widthOf(range) * finest > total;
}

function widthOf({ from, to }: KeyRange): bigint {
  return to - from + 1n;
}
