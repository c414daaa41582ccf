import { join } from 'node:path';
import { expect, it } from 'vitest';
import folder from '../../agent/sources/folder.ts';
import { openStore } from '../../agent/store/sqlite.ts';
import { done, finding, item, runStart } from '../store/make.ts';
import { tree } from '../support/tree.ts';

it('goes first where something was open, and gives every folder all the same', async () => {
  using place = tree({ 'share/a/x.txt': '', 'share/b/deep/x.txt': '', 'share/b/other/x.txt': '', 'share/c/x.txt': '' });
  await using store = await openStore(join(place.dir, 'state'));
  const run = (await store.beginRun(runStart())).id;
  const one = item({ run, unit: 'b/other', name: 'x.txt' });
  const records = [{ item: one, findings: [finding(one, 'email')] }];
  await store.commitUnit(run, 'share', 'b/other', done({ records }));
  await store.endRun(run, 'finished', '2026-01-01T09:00:00Z');
  await store.compare(run);
  const places = await store.openPlaces('share');
  expect([...places]).toEqual([
    ['b/other', 1],
    ['b', 1],
  ]);
  const { signal } = new AbortController();
  await using source = await folder.open(folder.settings.parse({ path: join(place.dir, 'share') }), {
    ...{ signal, ownPaths: [], forReading: false },
  });
  const order = (rank?: (unit: string) => number) => Array.fromAsync(source.units(signal, rank), ({ id }) => id);
  expect(await order()).toEqual(['', 'a', 'b', 'b/deep', 'b/other', 'c']);
  expect(await order((unit) => places.get(unit) ?? 0)).toEqual(['', 'b', 'b/other', 'b/deep', 'a', 'c']);
});
