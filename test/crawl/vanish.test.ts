import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noPace, type Pace } from '../../agent/contracts/pace.ts';
import type { Safe } from '../../agent/contracts/sensitive.ts';
import { crawlSource } from '../../agent/crawl/crawl-source.ts';
import { createSealer } from '../../agent/crawl/shards.ts';
import { createIds } from '../../agent/ids.ts';
import folder from '../../agent/sources/folder.ts';
import { openStore } from '../../agent/store/sqlite.ts';
import { unopened } from '../../agent/work/scan-item.ts';
import { all, runStart } from '../store/make.ts';
import { tree } from '../support/tree.ts';

const { signal } = new AbortController();

describe('a share that vanishes in mid-scan', () => {
  it('leaves gaps and no deletions, and is as it was when it comes back', async () => {
    const folders = Array.from({ length: 40 }, (_, n) => `d${String(n).padStart(2, '0')}`);
    using place = tree(Object.fromEntries(folders.flatMap((name) => [[`share/${name}/a.txt`, `text ${name}`]])));
    const root = join(place.dir, 'share');
    await using store = await openStore(join(place.dir, 'state'));
    let read = 0;
    const crawl = async (pace: Pace) => {
      await using source = await folder.open(folder.settings.parse({ path: root }), {
        ...{ signal, ownPaths: [], forReading: false },
      });
      const run = (await store.beginRun(runStart())).id;
      const context = {
        ...{ run, source: 'share', recipe: 'r1', ids: createIds(Buffer.alloc(32, 1)), settle: () => [] },
        ...{ namesData: () => false, nameSays: () => '', seal: (name: string) => name as Safe },
        ...{ rowTriggers: () => [], triggerText: () => '' },
      };
      const scanner = {
        width: 1,
        scan: async () => {
          read++;
          return unopened({ number: 0, source: 'share', path: '', slot: 0 }, { code: 'damaged', detail: null });
        },
        underWay: () => 0,
        async [Symbol.asyncDispose]() {},
      };
      const watcher = { listed() {}, unchanged() {}, done() {} };
      const sealer = createSealer(Buffer.alloc(32));
      await crawlSource(source, { context, store, scanner, watcher, sealer, pace }, signal);
      await store.endRun(run, 'finished', '2026-01-01T09:00:00Z');
      return { run, items: await all(store.items(run)), gaps: await all(store.gaps(run)) };
    };
    expect((await crawl(noPace)).items).toHaveLength(40);
    // Away once twenty folders were asked for.
    let asked = 0;
    const away: Pace = {
      ...noPace,
      async ready() {
        if (++asked === 21) renameSync(root, `${root}.away`);
      },
    };
    const half = await crawl(away);
    expect(half.items.length).toBeGreaterThan(0);
    expect(half.items.length).toBeLessThan(40);
    expect(half.items.length + half.gaps.length).toBeGreaterThanOrEqual(40);
    expect((await store.coverage(half.run))[0]).toMatchObject({ gaps: half.gaps.length });
    renameSync(`${root}.away`, root);
    const whole = await crawl(noPace);
    expect(whole.items).toHaveLength(40);
    expect(whole.gaps).toEqual([]);
    expect(read).toBe(40);
  });
});
