import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Item } from '../../agent/contracts/item.ts';
import type { Safe } from '../../agent/contracts/sensitive.ts';
import type { OpenSource, Trouble } from '../../agent/contracts/source.ts';
import type { Store } from '../../agent/contracts/store.ts';
import { crawlSource } from '../../agent/crawl/crawl-source.ts';
import { partSize } from '../../agent/crawl/parts.ts';
import { createSealer } from '../../agent/crawl/shards.ts';
import { createIds } from '../../agent/ids.ts';
import { openStore } from '../../agent/store/sqlite.ts';
import { unopened } from '../../agent/work/scan-item.ts';
import { all, item as made, runStart } from '../store/make.ts';
import { tree } from '../support/tree.ts';

const { signal } = new AbortController();
const ids = createIds(Buffer.alloc(32, 1));

/** A listed file of which the second half of the signature, and the facts, are who may read it. */
const file = (name: string, content = '1', exposure: 'owner' | 'everyone' = 'owner'): Item => ({
  unit: 'd',
  path: `d/${name}`,
  signature: `${content}|${exposure}`,
  facts: { ...made({ run: '', name }).facts, exposure },
  excluded: null,
});
const gap: Trouble = { trouble: { code: 'unreadable', detail: 'io' }, path: 'd', folder: true };
const names = (count: number) => Array.from({ length: count }, (_, i) => `f${String(i).padStart(6, '0')}`);

/** One unit, made item by item as it is asked for; counts what it gave. */
function sourceOf(found: Iterable<Item | Trouble>) {
  const given = { items: 0 };
  const source: OpenSource = {
    async *units() {
      yield { id: 'd' };
    },
    async *items() {
      for (const one of found) {
        given.items++;
        yield one;
      }
    },
    read: () => Promise.reject(new Error('a scanner reads')),
    async [Symbol.asyncDispose]() {},
  };
  return { source, given };
}

const sealer = createSealer(Buffer.alloc(32));
const noTables = {
  namesData: () => false,
  nameSays: () => '',
  seal: (name: string) => name as Safe,
  rowTriggers: () => [],
  triggerText: () => '',
};

describe('the crawl of one large folder', () => {
  let store: Store;
  let dir: ReturnType<typeof tree>;
  beforeEach(async () => {
    dir = tree();
    store = await openStore(dir.dir);
  });
  afterEach(async () => {
    await store[Symbol.asyncDispose]();
    dir[Symbol.dispose]();
  });

  /** One run. Of its calls to the store and of what is held, the largest; and how many items were read. */
  async function crawl(found: Iterable<Item | Trouble>) {
    const run = (await store.beginRun(runStart())).id;
    const { source, given } = sourceOf(found);
    const largest = { known: 0, records: 0, part: 0, ahead: 0 };
    const seen = { read: 0, listed: 0, parts: 0 };
    const most = (what: keyof typeof largest, count: number) => {
      largest[what] = Math.max(largest[what], count);
    };
    const counting: Store = Object.assign(Object.create(store) as Store, {
      known: async (...args: Parameters<Store['known']>) => {
        const known = await store.known(...args);
        most('known', known.size);
        return known;
      },
      openPlaces: store.openPlaces.bind(store),
      digest: store.digest.bind(store),
      commitSame: store.commitSame.bind(store),
      commitRecords: async (...args: Parameters<Store['commitRecords']>) => {
        most('records', args[1].length);
        await store.commitRecords(...args);
      },
      commitPart: async (...args: Parameters<Store['commitPart']>) => {
        const { unchanged, refreshed, gone } = args[3];
        seen.parts++;
        most('part', unchanged.length + refreshed.length + gone.length);
        await store.commitPart(...args);
      },
      commitUnit: async (...args: Parameters<Store['commitUnit']>) => {
        const { records, unchanged, refreshed, gone } = args[3];
        most('records', records.length);
        most('part', unchanged.length + refreshed.length + gone.length);
        await store.commitUnit(...args);
      },
    });
    const context = { run, source: 'share', recipe: 'r1', ids, settle: () => [], ...noTables };
    const scanner = {
      width: 2,
      scan: async () => {
        seen.read++;
        return unopened({ number: 0, source: 'share', path: '', slot: 0 }, { code: 'damaged', detail: null });
      },
      underWay: () => 0,
      async [Symbol.asyncDispose]() {},
    };
    const watcher = {
      listed: () => {
        seen.listed++;
        most('ahead', given.items - seen.listed);
      },
      unchanged: () => {},
      done: () => {},
    };
    await crawlSource(source, { context, store: counting, scanner, watcher, sealer }, signal);
    await store.endRun(run, 'finished', '2026-01-01T09:00:00Z');
    const items = await all(store.items(run));
    return { run, largest, ...seen, items, paths: items.map(({ path }) => path.slice(2)) };
  }

  const many = names(3 * partSize + 500);
  const bounds = { known: partSize, records: 256, part: 2 * partSize, ahead: partSize };
  const expectBounded = (largest: typeof bounds) => {
    for (const what of ['known', 'records', 'part', 'ahead'] as const)
      expect([what, largest[what] <= bounds[what]]).toEqual([what, true]);
  };

  it('holds no more than a part of it, new or known', async () => {
    const first = await crawl(many.map((name) => file(name)));
    expect(first.paths).toEqual(many);
    expect(first.read).toBe(many.length);
    expectBounded(first.largest);
    const again = await crawl(many.map((name) => file(name)));
    expect(again.paths).toEqual(many);
    expect(again.read).toBe(0);
    expect(again.items.every(({ carried }) => carried)).toBe(true);
    expectBounded(again.largest);
    expect(again.largest.known).toBe(partSize);
  });

  it('commits no part in which nothing changed: the unit says it for all of them', async () => {
    await crawl(many.map((name) => file(name)));
    expect((await crawl(many.map((name) => file(name)))).parts).toBe(0);
  });

  it('tells new, changed, refreshed and gone apart, wherever they lie', async () => {
    await crawl(many.filter((_, i) => i % 7 !== 3).map((name) => file(name)));
    const state = many.map((name, i) => ({ name, is: ['gone', 'changed', 'refreshed', 'new'][i % 7] ?? 'same' }));
    // In the first run all but the fourth of seven were there.
    const now = state
      .filter(({ is }) => is !== 'gone')
      .map(({ name, is }) => file(name, is === 'changed' ? '2' : '1', is === 'refreshed' ? 'everyone' : 'owner'));
    const again = await crawl(now);
    expect(again.paths).toEqual(state.filter(({ is }) => is !== 'gone').map(({ name }) => name));
    expect(again.read).toBe(state.filter(({ is }) => is === 'changed' || is === 'new').length);
    const everyone = again.items.filter(({ facts }) => facts.exposure === 'everyone');
    expect(everyone.length).toBe(state.filter(({ is }) => is === 'refreshed').length);
    expectBounded(again.largest);
    const known = await store.known('share', 'd');
    expect(known.size).toBe(now.length);
  });

  it('forgets a folder that was emptied, part by part', async () => {
    await crawl(many.map((name) => file(name)));
    const again = await crawl([]);
    expect(again.paths).toEqual([]);
    expectBounded(again.largest);
    expect((await store.known('share', 'd')).size).toBe(0);
  });

  it.each<[string, (found: Item[]) => (Item | Trouble)[]]>([
    ['before it', (found) => [gap, ...found]],
    ['behind it', (found) => [...found, gap]],
    ['in the middle', (found) => [...found.slice(0, -2500), gap, ...found.slice(-2500)]],
  ])('counts what a listing gave that is not complete: a gap %s', async (_, withGap) => {
    await crawl(many.map((name) => file(name)));
    const there = many.filter((_, i) => i % 10 !== 5);
    const again = await crawl(withGap(there.map((name) => file(name))));
    expect(again.paths).toEqual(there);
    expectBounded(again.largest);
    expect((await store.coverage(again.run))[0]).toMatchObject({ listed: there.length, gaps: 1 });
  });

  it('forgets nothing of a folder that could not be listed', async () => {
    await crawl(many.map((name) => file(name)));
    const again = await crawl([gap]);
    expect(again.paths).toEqual([]);
    expect((await store.known('share', 'd')).size).toBe(many.length);
  });

  it('keeps the parts that were done when it is cut off, and then carries on', async () => {
    const listing = function* () {
      yield* many.slice(0, 2 * partSize + 10).map((name) => file(name));
      throw new Error('cut off');
    };
    await expect(crawl(listing())).rejects.toThrow('cut off');
    expect((await store.known('share', 'd')).size).toBe(2 * partSize);
    const again = await crawl(many.map((name) => file(name)));
    expect(again.paths).toEqual(many);
    // `damaged` stands until the file changes: what was read before the cut is not read again.
    expect(again.read).toBe(many.length - 2 * partSize);
  });
});
