import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText } from '../../../agent/sources/lib/sql/cut-text.ts';
import { cutKeys } from '../../../agent/sources/lib/sql/key-pieces.ts';
import { planByKey } from '../../../agent/sources/lib/sql/key-plan.ts';
import { clusterRows, sampleKeys, samplePositions } from '../../../agent/sources/lib/sql/key-sample.ts';
import { type KeySpace, rowsOf, surveyKeys } from '../../../agent/sources/lib/sql/key-space.ts';

/** Keys in memory, ascending. */
function spaceOf(keys: readonly bigint[]): KeySpace {
  return {
    async ends() {
      const [from, to] = [keys[0], keys.at(-1)];
      return from === undefined || to === undefined ? null : { from, to };
    },
    async around(points) {
      return points.map((point) => ({
        below: keys.findLast((key) => key < point) ?? null,
        from: keys.find((key) => key >= point) ?? null,
      }));
    },
    async ahead(ranges, rows) {
      return ranges.map(({ from, to }) => {
        const found = keys.filter((key) => key >= from && key <= to).slice(0, rows);
        return { rows: found.length, last: found.at(-1) ?? to };
      });
    },
  };
}

const sorted = (keys: Iterable<bigint>) => [...new Set(keys)].sort((a, b) => (a < b ? -1 : 1));
const dense = (from: bigint, count: number) => Array.from({ length: count }, (_, index) => from + BigInt(index));

/** Runs of keys anywhere, and single ones between them. */
const someKeys = fc
  .array(
    fc.oneof(
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }).map((key) => [key]),
      fc
        .tuple(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), fc.integer({ min: 1, max: 300 }))
        .map(([from, count]) => dense(from, count)),
      fc
        .tuple(fc.integer({ min: -1000, max: 1_000_000 }), fc.integer({ min: 1, max: 300 }))
        .map(([from, count]) => dense(BigInt(from), count)),
    ),
    { maxLength: 12 },
  )
  .map((runs) => sorted(runs.flat()));

describe('where the rows of a table lie', () => {
  it('is found over any gaps: each key in one stretch', async () => {
    await fc.assert(
      fc.asyncProperty(someKeys, async (keys) => {
        const stretches = await surveyKeys(spaceOf(keys));
        const found = keys.map((key) => stretches.filter(({ from, to }) => key >= from && key <= to).length);
        expect(found.every((count) => count === 1)).toBe(true);
      }),
    );
  });

  it('tells about how many there are', async () => {
    const cases = [dense(1n, 5000), dense(1n, 5000).map((key) => key * 977n), [...dense(1n, 5000), 2n ** 62n]];
    for (const keys of cases) {
      const rows = rowsOf(await surveyKeys(spaceOf(keys)));
      expect(rows).toBeGreaterThan(keys.length * 0.9);
      expect(rows).toBeLessThan(keys.length * 1.1);
    }
    expect(await surveyKeys(spaceOf([]))).toEqual([]);
  });
});

describe('pieces', () => {
  it('hold each key once, in ascending order', async () => {
    await fc.assert(
      fc.asyncProperty(someKeys, async (keys) => {
        const ranges = cutKeys(await surveyKeys(spaceOf(keys)));
        ranges.forEach(({ from, to }, index) => {
          expect(to >= from && (index === 0 || from > ranges[index - 1]!.to)).toBe(true);
        });
        expect(keys.every((key) => ranges.some(({ from, to }) => key >= from && key <= to))).toBe(true);
        expect(ranges.length).toBeLessThan(200);
      }),
    );
  });

  it('stay the same while a table grows', () => {
    const ids = (rows: number) =>
      cutKeys([{ from: 1n, to: BigInt(rows), rows }]).map(({ from, to }) => `${from}..${to}`);
    expect(ids(2_000_000).slice(0, ids(1_900_000).length)).toEqual(ids(1_900_000));
    expect(ids(1_000_000)).toHaveLength(4);
  });
});

describe('a sample', () => {
  const wanted = { rows: 320, seed: 1, table: 'shop/t' };

  it('has as many clusters as it can, none within another, chosen by seed and table', async () => {
    await fc.assert(
      fc.asyncProperty(someKeys, async (keys) => {
        const clusters = sampleKeys(await surveyKeys(spaceOf(keys)), wanted);
        expect(clusters.length).toBeLessThanOrEqual(10);
        clusters.forEach(({ from, to }, index) => {
          expect(to >= from && (index === 0 || from > clusters[index - 1]!.to)).toBe(true);
        });
      }),
    );
    const stretches = await surveyKeys(spaceOf(dense(1n, 5000)));
    const first = sampleKeys(stretches, wanted);
    expect(first).toHaveLength(10);
    expect(sampleKeys(stretches, wanted)).toEqual(first);
    expect(sampleKeys(stretches, { ...wanted, seed: 2 })).not.toEqual(first);
    expect(sampleKeys(stretches, { ...wanted, table: 'shop/u' })).not.toEqual(first);
  });

  it('by numbers of rows has them in order, apart from each other', () => {
    const positions = samplePositions(10_000, wanted);
    expect(positions).toHaveLength(10);
    positions.forEach((position, index) => {
      expect(position % clusterRows).toBe(0);
      expect(index === 0 || position >= positions[index - 1]! + clusterRows).toBe(true);
    });
    expect(positions.at(-1)).toBeGreaterThan(8000);
  });
});

describe('a plan', () => {
  const wish = {
    depth: 'full',
    sampleRows: 100,
    seed: 1,
    table: 't',
    shape: 's',
    appendOnly: true,
    last: null,
  } as const;
  const planOf = (rows: number, last: string | null = null, more: object = {}) =>
    planByKey([{ from: 1n, to: BigInt(rows), rows }], { ...wish, ...more, last });

  it('of a table that grows goes on behind its mark, and begins anew when it cannot', () => {
    const first = planOf(1000);
    expect([first.adds, first.pieces.map(({ id }) => id)]).toEqual([false, ['0..1000']]);
    const second = planOf(300_000, first.mark);
    expect([second.adds, second.pieces.map(({ id }) => id)]).toEqual([true, ['1001..262143', '262144..300000']]);
    expect(planOf(300_000, second.mark)).toMatchObject({ adds: true, pieces: [] });
    expect(planOf(500, second.mark).adds).toBe(false);
    expect(planOf(400_000, second.mark, { shape: 'other' }).adds).toBe(false);
    expect(planOf(400_000, second.mark, { appendOnly: false })).toMatchObject({ adds: false, mark: null });
  });
});

describe('text that is cut', () => {
  it('ends with a whole character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 40 }), (text, most) => {
        const bytes = new TextEncoder().encode(text.toWellFormed());
        const cut = cutText(bytes, most);
        expect(cut.length).toBeLessThanOrEqual(most);
        expect(cut.length).toBeGreaterThan(Math.min(most, bytes.length) - 4);
        expect(
          text.toWellFormed().startsWith(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(cut)),
        ).toBe(true);
      }),
    );
  });
});
