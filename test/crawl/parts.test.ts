import { describe, expect, it } from 'vitest';
import type { Item } from '../../agent/contracts/item.ts';
import { byCodePoint } from '../../agent/contracts/path-order.ts';
import type { Trouble } from '../../agent/contracts/source.ts';
import type { KnownItem, PathRange } from '../../agent/contracts/store.ts';
import { type Part, partSize, partsOf } from '../../agent/crawl/parts.ts';
import { all, stream } from '../store/make.ts';

const listed = (path: string) => ({ path }) as Item;
const failed: Trouble = { trouble: { code: 'unreadable', detail: 'io' }, path: '', folder: true };

/** A ledger that knows these paths. */
const ledger =
  (paths: readonly string[]) =>
  async ({ after, upTo, limit }: PathRange): Promise<Map<string, KnownItem>> => {
    const inRange = paths
      .filter((path) => after === null || byCodePoint(path, after) > 0)
      .filter((path) => upTo === null || byCodePoint(path, upTo) <= 0);
    return new Map(inRange.slice(0, limit).map((path) => [path, { id: path } as KnownItem]));
  };

const parts = (found: readonly (Item | Trouble)[], known: readonly string[]): Promise<Part[]> =>
  all(partsOf(stream(found), ledger(known)));
const names = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => `f${String(from + i * step).padStart(6, '0')}`);

/** What stands on both sides: each path once, in the part in which it belongs, and none too large. */
function check(given: readonly Part[], found: readonly string[], known: readonly string[]): void {
  const paths = given.map((part) => ({
    found: part.found.map(({ item }) => item.path),
    known: part.found.flatMap((one) => (one.known === undefined ? [] : [one.known.id])),
    missing: part.missing.map(({ id }) => id),
  }));
  expect(paths.flatMap((part) => part.found)).toEqual(found);
  expect(paths.flatMap((part) => part.known)).toEqual(found.filter((path) => known.includes(path)));
  expect(paths.flatMap((part) => part.missing)).toEqual(known.filter((path) => !found.includes(path)));
  expect(given.findIndex(({ upTo }) => upTo === null)).toBe(given.length - 1);
  for (const [i, part] of paths.entries()) {
    expect(part.found.length).toBeLessThanOrEqual(partSize);
    expect(part.known.length + part.missing.length).toBeLessThanOrEqual(partSize);
    const [after, upTo] = [given[i - 1]?.upTo ?? '', given[i]?.upTo ?? null];
    for (const path of [...part.found, ...part.missing]) {
      expect(byCodePoint(path, after)).toBeGreaterThan(0);
      if (upTo !== null) expect(byCodePoint(path, upTo)).toBeLessThanOrEqual(0);
    }
  }
}

describe('a listing beside what is known, in parts', () => {
  const most = 3 * partSize + 7;
  it.each<[string, string[], string[]]>([
    ['nothing', [], []],
    ['all new', names(0, most), []],
    ['all as it was', names(0, most), names(0, most)],
    ['exactly one part', names(0, partSize), names(0, partSize)],
    ['all gone', [], names(0, most)],
    ['most gone', names(0, most, 1000), names(0, most)],
    ['most new', names(0, most), names(0, most, 1000)],
    ['new before, gone behind', names(0, most), names(most, 2 * most)],
    ['gone before, new behind', names(most, 2 * most), names(0, most)],
  ])('covers each path once: %s', async (_, found, known) => {
    check(await parts(found.map(listed), known), found, known);
  });

  it('is one part where both sides are small, in whatever order they come', async () => {
    check(await parts(['b', 'a'].map(listed), ['a', 'b', 'c']), ['a', 'b'], ['a', 'b', 'c']);
  });

  it('knows an item that a listing gives twice', async () => {
    const [part] = await parts(['a', 'b', 'b', 'c'].map(listed), ['b', 'c']);
    expect(part?.found.map(({ known }) => known?.id)).toEqual([undefined, 'b', 'b', 'c']);
    expect(part?.missing).toEqual([]);
  });

  it('refuses a large listing that is not in order, as nobody could tell what is gone', async () => {
    await expect(
      parts(
        names(0, partSize + 1)
          .toReversed()
          .map(listed),
        [],
      ),
    ).rejects.toThrow('order of paths');
    await expect(parts([...names(5, partSize + 5), 'f000001'].map(listed), [])).rejects.toThrow('order of paths');
  });

  it('gives folders that failed, which stand in no order, with the items that came next', async () => {
    const some = names(0, partSize);
    const given = await parts([failed, ...some.map(listed), failed], some);
    expect(given.map((part) => part.failed)).toEqual([[failed], [failed]]);
    check(given, some, some);
  });

  it('is in the order of the store, where that is not the order of strings', async () => {
    const high = ['\uFFFD', '\u{1F600}'];
    expect([...high].sort()).toEqual(high.toReversed());
    const found = [...names(0, partSize - 1), ...high];
    check(await parts(found.map(listed), found), found, found);
  });
});

describe('the order of paths', () => {
  it('is that of their bytes', () => {
    const paths = [
      '',
      'a',
      'a-b',
      'a/',
      'ab',
      'Z',
      'é',
      '\u{10000}',
      '\u{10FFFF}',
      '\uD7FF',
      '\uE000',
      '\uEF80',
      '\uFFFF',
    ];
    const byBytes = paths.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(paths.toSorted(byCodePoint)).toEqual(byBytes);
    expect(paths.map((path) => byCodePoint(path, path))).toEqual(paths.map(() => 0));
  });
});
