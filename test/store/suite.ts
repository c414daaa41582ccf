import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../agent/contracts/finding.ts';
import type { Fingerprint } from '../../agent/contracts/sensitive.ts';
import type { Gap, Store, StoredItem } from '../../agent/contracts/store.ts';
import { all, done, finding, fingerprint, item, runStart, safe, stream, verdict } from './make.ts';

export type Open = (dir: string, options?: { readonly readOnly?: boolean }) => Promise<Store>;

/** What every store must do, whatever it is made of. */
export function storeSuite(name: string, open: Open): void {
  describe(name, () => {
    let dir: string;
    let store: Store;

    beforeEach(async () => {
      dir = mkdtempSync(join(tmpdir(), 'wayward-store-'));
      store = await open(dir);
    });
    afterEach(async () => {
      await store[Symbol.asyncDispose]();
      rmSync(dir, { recursive: true });
    });

    const begin = async (startedAt = '2026-01-01T08:00:00Z') => (await store.beginRun(runStart({ startedAt }))).id;
    const end = (run: string, state: 'finished' | 'stopped' | 'failed' = 'finished') =>
      store.endRun(run, state, '2026-01-01T09:00:00Z');
    const reopen = async () => {
      await store[Symbol.asyncDispose]();
      store = await open(dir);
    };
    const paths = async (run: string) => (await all(store.items(run))).map(({ path }) => path);
    /** Commits whole units that hold these items, without findings. */
    const commitItems = async (run: string, items: readonly StoredItem[]) => {
      const units = Map.groupBy(items, ({ source, unit }) => `${source}\0${unit}`);
      for (const group of units.values()) {
        const { source, unit } = group[0] as StoredItem;
        await store.commitUnit(run, source, unit, done({ records: group.map((one) => ({ item: one, findings: [] })) }));
      }
    };
    const coverageOf = async (run: string) => {
      const [first, ...more] = await store.coverage(run);
      expect(more).toEqual([]);
      return first;
    };

    describe('runs', () => {
      it('begins, ends, and knows the newest', async () => {
        expect(await store.run()).toBeNull();
        const first = await store.beginRun(runStart({ policyHash: 'p1' }));
        expect(first).toEqual({ ...runStart({ policyHash: 'p1' }), id: first.id, state: 'running', finishedAt: null });
        await store.endRun(first.id, 'finished', '2026-01-01T09:00:00Z');
        const second = await begin();
        expect(second).not.toBe(first.id);
        expect(await store.run(first.id)).toEqual({ ...first, state: 'finished', finishedAt: '2026-01-01T09:00:00Z' });
        expect((await store.run())?.id).toBe(second);
        expect((await store.runs()).map(({ id }) => id)).toEqual([first.id, second]);
      });

      it('gives the same ids to the same runs in another store, and others with another key', async () => {
        const ids = [await begin(), await begin()];
        const other = mkdtempSync(join(tmpdir(), 'wayward-store-'));
        try {
          await using again = await open(other);
          expect([(await again.beginRun(runStart())).id, (await again.beginRun(runStart())).id]).toEqual(ids);
          expect((await again.beginRun(runStart({ keyId: 'k2' }))).id).not.toBe(await begin());
        } finally {
          rmSync(other, { recursive: true });
        }
      });

      it('refuses ids that it does not know', async () => {
        expect(await store.run('r-none')).toBeNull();
        const unknown = expect.objectContaining({ name: 'StoreError', code: 'unknown_id' });
        await expect(store.endRun('r-none', 'finished', '')).rejects.toEqual(unknown);
        await expect(store.commitUnit('r-none', 'share', '', done())).rejects.toEqual(unknown);
        await expect(store.coverage('r-none')).rejects.toEqual(unknown);
        await expect(all(store.items('r-none'))).rejects.toEqual(unknown);
        await expect(store.judge('r-none', stream([]))).rejects.toEqual(unknown);
        expect(await store.item('i-none')).toBeNull();
        expect(await store.finding('f-none')).toEqual([]);
      });

      it('takes nothing for a run that has ended', async () => {
        const run = await begin();
        await end(run);
        const ended = expect.objectContaining({ code: 'not_kept' });
        await expect(store.commitUnit(run, 'share', '', done())).rejects.toEqual(ended);
        await expect(store.commitRecords(run, [{ item: item({ run, name: 'a' }), findings: [] }])).rejects.toEqual(
          ended,
        );
      });

      it('keeps items of the newest run only, and says so', async () => {
        const run = await begin();
        await commitItems(run, [item({ run, name: 'a' })]);
        await end(run);
        await begin();
        const refusal = expect.objectContaining({ code: 'not_kept' });
        await expect(all(store.items(run))).rejects.toEqual(refusal);
        await expect(all(store.findings(run))).rejects.toEqual(refusal);
        await expect(all(store.gaps(run))).rejects.toEqual(refusal);
      });
    });

    describe('items', () => {
      it('gives back everything as it was given', async () => {
        const run = await begin();
        const plain = item({ run, name: 'plain.txt' });
        const excluded = item(
          { run, name: 'film.mp4' },
          { status: 'excluded', excluded: 'kind', kind: null, contentHash: null, untouched: false },
        );
        const bare = item(
          { run, name: 'Zürich 東京 😀 \uEFA4.txt', unit: 'a/b' },
          {
            status: 'partly',
            facts: {
              bytes: 5_000_000_000_000,
              mtime: null,
              birthtime: null,
              owner: null,
              group: null,
              mode: null,
              exposure: 'unknown',
              exposureFrom: 'mount',
              links: 2,
            },
            dates: [{ part: safe('x.eml'), event: 'sent', date: '2020-01-02', grade: 'B', from: 'mail:date' }],
            problems: [{ code: 'damaged', detail: 'extractor:pdf', part: 'x.pdf' }],
          },
        );
        await commitItems(run, [plain, excluded, bare]);
        const carried = false;
        expect(await all(store.items(run))).toEqual([bare, excluded, plain].map((one) => ({ ...one, carried })));
        for (const one of [plain, excluded, bare]) expect(await store.item(one.id)).toEqual(one);
      });

      it('knows a unit by a digest until something of it is committed', async () => {
        const digest = new Uint8Array(16).fill(7);
        const first = await begin();
        const here = item({ run: first, unit: 'a', name: 'x' });
        const found = [finding(here, 'email')];
        await store.commitUnit(first, 'share', 'a', done({ records: [{ item: here, findings: found }], digest }));
        expect(await store.digest('share', 'a')).toEqual(digest);
        expect(await store.digest('share', 'b')).toBeNull();
        await end(first);
        const second = await begin();
        await store.commitSame(second, 'share', ['a']);
        await end(second);
        expect(await paths(second)).toEqual(['a/x']);
        expect((await all(store.tellingItems(second))).map(({ path }) => path)).toEqual(['a/x']);
        expect(await coverageOf(second)).toMatchObject({
          listed: 1,
          read: 1,
          carried: 1,
          bytesListed: 1000,
          bytesRead: 0,
        });
        // What is committed without the unit's end, gone, or elsewhere by now makes it void.
        const third = await begin();
        await store.commitRecords(third, [{ item: { ...here, openedIn: third }, findings: found }]);
        expect(await store.digest('share', 'a')).toBeNull();
        await store.commitUnit(third, 'share', 'a', done({ digest }));
        await store.commitUnit(
          third,
          'share',
          'b',
          done({ records: [{ item: { ...here, unit: 'b', path: 'b/x' }, findings: found }] }),
        );
        expect(await store.digest('share', 'a')).toBeNull();
        await end(third);
        expect(await paths(third)).toEqual(['b/x']);
        const fourth = await begin();
        await store.commitUnit(fourth, 'share', 'b', done({ unchanged: [here.id], digest }));
        await end(fourth);
        const fifth = await begin();
        await store.commitUnit(fifth, 'share', 'c', done());
        await end(fifth);
        expect(await store.digest('share', 'b')).toBeNull();
        await expect(store.commitSame(await begin(), 'share', ['nowhere'])).rejects.toMatchObject({
          code: 'unknown_id',
        });
      });

      it('knows a unit by path, and only that unit', async () => {
        const run = await begin();
        const here = item({ run, unit: 'a', name: 'x' });
        const others = [
          item({ run, unit: 'a/b', name: 'x' }),
          item({ run, unit: 'ab', name: 'x' }),
          item({ run, name: 'a.txt' }),
          item({ run, unit: 'a', name: 'x', source: 'other' }),
        ];
        await commitItems(run, [here, ...others]);
        const { signature, recipe, id, status, excluded } = here;
        const traits = null;
        expect([...(await store.known('share', 'a'))]).toEqual([
          ['a/x', { signature, recipe, id, status, excluded, traits }],
        ]);
        expect(await store.known('share', 'nowhere')).toEqual(new Map());
        expect(await store.known('nowhere', 'a')).toEqual(new Map());
      });

      it('knows a unit range by range, in the order of bytes', async () => {
        const run = await begin();
        const sorted = ['a', 'a-b', 'a/', 'b', 'z', 'é', '\uEFA4', '\uFFFD', '\u{1F600}'].map((name) => `d/${name}`);
        await commitItems(
          run,
          sorted.toReversed().map((path) => item({ run, unit: 'd', name: path.slice(2) })),
        );
        const known = async (after: string | null, upTo: string | null, limit = 100) => [
          ...(await store.known('share', 'd', { after, upTo, limit })).keys(),
        ];
        expect(await known(null, null)).toEqual(sorted);
        expect([...(await store.known('share', 'd')).keys()]).toEqual(sorted);
        for (const [i, path] of sorted.entries()) {
          expect(await known(null, path)).toEqual(sorted.slice(0, i + 1));
          expect(await known(path, null)).toEqual(sorted.slice(i + 1));
          expect(await known(path, sorted.at(-1) ?? '', 2)).toEqual(sorted.slice(i + 1, i + 3));
        }
        expect(await known('d/a.', 'd/y')).toEqual(['d/a/', 'd/b']);
      });

      it('gives them in order of source and path, whatever the order of the units', async () => {
        const run = await begin();
        const places = [
          ['', 'b.txt'],
          ['b', 'z'],
          ['b', 'a'],
          ['b', '!'],
          ['b c', 'x'],
          ['b/m', 'inner'],
          ['b/m/deep', 'er'],
          ['b-c', 'x'],
          ['b/n', 'x'],
          ['', 'a'],
          ['', 'c'],
          ['', 'b'.repeat(300)],
          ['ü', 'ä'],
          ['', '\u{1F600}'],
          ['', '\uFFFD'],
          ['x/y/z', 'only the deepest is a unit'],
        ] as const;
        const items = places.map(([unit, name]) => item({ run, unit, name }));
        await commitItems(run, [
          ...items,
          item({ run, name: 'q', source: 'archive' }),
          item({ run, name: 'q', source: 'z' }),
        ]);
        const sorted = items.map(({ path }) => path).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        const given = await all(store.items(run));
        expect(given.map(({ source, path }) => `${source}:${path}`)).toEqual([
          'archive:q',
          ...sorted.map((path) => `share:${path}`),
          'z:q',
        ]);
      });

      it('pages through units larger than a page, with a folder in the middle', async () => {
        const run = await begin();
        const name = (i: number) => `f${String(i).padStart(5, '0')}`;
        const many = Array.from({ length: 2500 }, (_, i) => item({ run, name: name(i) }));
        await commitItems(run, [...many, item({ run, unit: 'f01200x', name: 'inside' })]);
        const given = await paths(run);
        expect(given).toEqual([...many.map(({ path }) => path), 'f01200x/inside'].sort());
      });

      it('refuses an item that does not lie in its unit', async () => {
        const run = await begin();
        const astray = { ...item({ run, unit: 'a', name: 'x' }), path: 'b/x' };
        await expect(store.commitRecords(run, [{ item: astray, findings: [] }])).rejects.toThrow(/does not lie/);
        expect(await paths(run)).toEqual([]);
      });
    });

    describe('what a run saw', () => {
      it('carries unchanged items without another word', async () => {
        const first = await begin();
        const items = ['a', 'b', 'c'].map((name) => item({ run: first, unit: 'd', name }));
        await commitItems(first, items);
        await end(first);
        const second = await begin();
        expect(await paths(second)).toEqual([]);
        await store.commitUnit(second, 'share', 'd', done({ unchanged: items.map(({ id }) => id) }));
        expect(await all(store.items(second))).toEqual(items.map((one) => ({ ...one, carried: true })));
      });

      it('takes new, changed, refreshed and gone together', async () => {
        const first = await begin();
        const [same, changed, refreshed, gone] = ['same', 'changed', 'refreshed', 'gone'].map((name) =>
          item({ run: first, unit: 'd', name }),
        ) as [StoredItem, StoredItem, StoredItem, StoredItem];
        await commitItems(first, [same, changed, refreshed, gone]);
        await end(first);
        const second = await begin();
        const after = { ...changed, signature: 'other', openedIn: second };
        const created = item({ run: second, unit: 'd', name: 'new' });
        const facts = { ...refreshed.facts, exposure: 'everyone' as const };
        await store.commitUnit(
          second,
          'share',
          'd',
          done({
            records: [after, created].map((one) => ({ item: one, findings: [] })),
            unchanged: [same.id],
            refreshed: [{ id: refreshed.id, signature: 'new facts', facts }],
            gone: [gone.id],
          }),
        );
        expect(await all(store.items(second))).toEqual([
          { ...after, carried: false },
          { ...created, carried: false },
          { ...refreshed, facts, signature: 'new facts', carried: true },
          { ...same, carried: true },
        ]);
        expect((await store.known('share', 'd')).has(gone.path)).toBe(false);
        expect(await store.item(gone.id)).toBeNull();
      });

      it('is the same when a unit is committed twice', async () => {
        const first = await begin();
        const [one, two] = [item({ run: first, name: 'one' }), item({ run: first, name: 'two' })];
        const gaps: Gap[] = [
          { source: 'share', path: 'locked', problem: { code: 'unreadable', detail: 'permission' } },
        ];
        const records = [one, two].map((of) => ({ item: of, findings: [finding(of, 'email')] }));
        const state = async (run: string) => [
          await all(store.items(run)),
          await all(store.findings(run)),
          await all(store.gaps(run)),
          await store.coverage(run),
        ];
        await store.commitUnit(first, 'share', '', done({ records, gaps }));
        const once = await state(first);
        await store.commitUnit(first, 'share', '', done({ records, gaps }));
        expect(await state(first)).toEqual(once);
        await end(first);
        const second = await begin();
        const again = done({ unchanged: [one.id], gone: [two.id], gaps });
        await store.commitUnit(second, 'share', '', again);
        const twice = await state(second);
        await store.commitUnit(second, 'share', '', again);
        expect(await state(second)).toEqual(twice);
        expect(await paths(second)).toEqual(['one']);
      });

      it('does not count items of a folder that could not be listed, nor forget them', async () => {
        const first = await begin();
        const items = ['a', 'b'].map((name) => item({ run: first, unit: 'd', name }));
        const inner = item({ run: first, unit: 'd/e', name: 'x' });
        await commitItems(first, [item({ run: first, name: 'top' }), ...items, inner]);
        await end(first);
        const second = await begin();
        const gap: Gap = { source: 'share', path: 'd', problem: { code: 'unreadable', detail: 'permission' } };
        await store.commitUnit(second, 'share', '', done({ unchanged: [item({ run: first, name: 'top' }).id] }));
        await store.commitUnit(second, 'share', 'd', done({ gaps: [gap] }));
        await end(second);
        expect(await paths(second)).toEqual(['top']);
        expect(await all(store.gaps(second))).toEqual([gap]);
        expect((await store.known('share', 'd')).size).toBe(2);
        expect((await store.known('share', 'd/e')).size).toBe(1);
        expect(await coverageOf(second)).toMatchObject({ listed: 1, gaps: 1, problemsBy: { unreadable: 1 } });
      });

      it('counts what a listing gave although the rest is unknown', async () => {
        const first = await begin();
        const items = ['a', 'b', 'c'].map((name) => item({ run: first, unit: 'd', name }));
        await commitItems(first, items);
        await end(first);
        const second = await begin();
        const gaps: Gap[] = [{ source: 'share', path: 'd', problem: { code: 'unreadable', detail: 'io' } }];
        await store.commitUnit(second, 'share', 'd', done({ unchanged: [items[1]?.id ?? ''], gaps }));
        expect(await paths(second)).toEqual(['d/b']);
      });

      it('takes a unit in parts, each of them twice, and says of all at the end that they were there', async () => {
        const first = await begin();
        const items = ['a', 'b', 'c', 'd', 'e'].map((name) => item({ run: first, unit: 'd', name }));
        await commitItems(first, items);
        await end(first);
        const [a, b, c, d, e] = items as [StoredItem, StoredItem, StoredItem, StoredItem, StoredItem];
        const second = await begin();
        const facts = { ...b.facts, exposure: 'everyone' as const };
        const {
          records: _,
          gaps: __,
          ...part
        } = done({
          refreshed: [{ id: b.id, signature: 'new facts', facts }],
          gone: [c.id],
        });
        const last = done({ after: c.path, unchanged: [d.id, e.id] });
        await store.commitPart(second, 'share', 'd', part);
        await store.commitPart(second, 'share', 'd', part);
        expect(await paths(second)).toEqual(['d/b']);
        await store.commitUnit(second, 'share', 'd', last);
        await store.commitUnit(second, 'share', 'd', last);
        expect(await all(store.items(second))).toEqual([
          { ...a, carried: true },
          { ...b, facts, signature: 'new facts', carried: true },
          { ...d, carried: true },
          { ...e, carried: true },
        ]);
        expect(await coverageOf(second)).toMatchObject({ listed: 4, carried: 4 });
      });

      it('takes a unit in parts of which not all was listed', async () => {
        const first = await begin();
        const items = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => item({ run: first, unit: 'd', name }));
        await commitItems(first, items);
        await end(first);
        const [, , c, , e] = items as [StoredItem, StoredItem, StoredItem, StoredItem, StoredItem];
        const gaps: Gap[] = [{ source: 'share', path: 'd', problem: { code: 'unreadable', detail: 'io' } }];
        const second = await begin();
        // All was there up to b; then the listing broke off, and gave c and e alone.
        await store.commitPart(second, 'share', 'd', { unchanged: [c.id], refreshed: [], gone: [] });
        await store.commitUnit(second, 'share', 'd', done({ after: 'd/b', unchanged: [e.id], gaps }));
        expect(await paths(second)).toEqual(['d/a', 'd/b', 'd/c', 'd/e']);
        expect((await store.known('share', 'd')).size).toBe(6);
        const unknown = expect.objectContaining({ code: 'unknown_id' });
        const part = { unchanged: ['i-none'], refreshed: [], gone: [] };
        await expect(store.commitPart(second, 'share', 'd', part)).rejects.toEqual(unknown);
      });

      it('refuses unknown items, and then keeps nothing of the unit', async () => {
        const run = await begin();
        const records = [{ item: item({ run, name: 'a' }), findings: [] }];
        const unknown = expect.objectContaining({ code: 'unknown_id' });
        const facts = item({ run, name: 'a' }).facts;
        for (const wrong of [
          { gone: ['i-none'] },
          { unchanged: ['i-none'] },
          { refreshed: [{ id: 'i-none', signature: '', facts }] },
        ]) {
          await expect(store.commitUnit(run, 'share', '', done({ records, ...wrong }))).rejects.toEqual(unknown);
          expect(await paths(run)).toEqual([]);
        }
        await store.commitUnit(run, 'share', '', done({ records }));
        expect(await paths(run)).toEqual(['a']);
      });

      it('forgets folders that a finished run did not meet, but not those of another source', async () => {
        const first = await begin();
        const left = item({ run: first, unit: 'left', name: 'x' });
        const other = item({ run: first, unit: 'left', name: 'x', source: 'other' });
        await commitItems(first, [item({ run: first, name: 'top' }), other]);
        await store.commitUnit(
          first,
          'share',
          'left',
          done({ records: [{ item: left, findings: [finding(left, 'email')] }] }),
        );
        await end(first);
        const again = async (state: 'stopped' | 'finished') => {
          const run = await begin();
          await store.commitUnit(run, 'share', '', done({ unchanged: [item({ run, name: 'top' }).id] }));
          await end(run, state);
        };
        await again('stopped');
        expect((await store.known('share', 'left')).size).toBe(1);
        await again('finished');
        expect((await store.known('share', 'left')).size).toBe(0);
        expect((await store.known('other', 'left')).size).toBe(1);
        expect(await store.finding('f-')).toEqual([]);
        expect(await all(store.withFingerprint(fingerprint('left/x 1')))).toEqual([]);
      });

      it('takes an item back that was gone', async () => {
        const first = await begin();
        const one = item({ run: first, name: 'a' });
        await commitItems(first, [one]);
        await end(first);
        const second = await begin();
        await store.commitUnit(second, 'share', '', done({ gone: [one.id] }));
        await end(second);
        const third = await begin();
        await commitItems(third, [{ ...one, openedIn: third }]);
        expect(await all(store.items(third))).toEqual([{ ...one, openedIn: third, carried: false }]);
      });
    });

    describe('after a kill', () => {
      it('knows what was committed inside an unfinished unit, and carries it', async () => {
        const first = await begin();
        const [read, lost] = [
          item({ run: first, unit: 'd', name: 'read' }),
          item({ run: first, unit: 'd', name: 'lost' }),
        ];
        await store.commitRecords(first, [{ item: read, findings: [finding(read, 'email')] }]);
        await reopen();
        expect(await store.run(first)).toMatchObject({ state: 'failed', finishedAt: null });
        expect(await all(store.items(first))).toEqual([{ ...read, carried: false }]);
        const second = await begin();
        expect([...(await store.known('share', 'd')).keys()]).toEqual(['d/read']);
        const rest = { ...lost, openedIn: second };
        await store.commitUnit(
          second,
          'share',
          'd',
          done({ records: [{ item: rest, findings: [] }], unchanged: [read.id] }),
        );
        await end(second);
        expect(await all(store.items(second))).toEqual([
          { ...rest, carried: false },
          { ...read, carried: true },
        ]);
        expect((await all(store.findings(second))).map(({ path }) => path)).toEqual(['d/read']);
      });

      it('keeps a batch that is committed again once', async () => {
        const run = await begin();
        const one = item({ run, name: 'a' });
        const records = [{ item: one, findings: [finding(one, 'email'), finding(one, 'phone')] }];
        await store.commitRecords(run, records);
        await store.commitRecords(run, records);
        await store.commitUnit(run, 'share', '', done({ records }));
        expect((await all(store.findings(run))).map(({ detector }) => detector)).toEqual(['email', 'phone']);
      });

      it('keeps nothing of a transaction that failed', async () => {
        const run = await begin();
        const good = { item: item({ run, name: 'a', source: 'fresh' }, { recipe: 'fresh' }), findings: [] };
        const bad = { item: item({ run, name: 'b', source: 'fresh' }, { contentHash: 'no hash' }), findings: [] };
        await expect(store.commitRecords(run, [good, bad])).rejects.toThrow();
        expect(await paths(run)).toEqual([]);
        await store.commitRecords(run, [good]);
        expect(await all(store.items(run))).toEqual([{ ...good.item, carried: false }]);
      });
    });

    describe('findings', () => {
      it('gives back everything, in order of path and as recorded', async () => {
        const run = await begin();
        const [a, b] = [item({ run, unit: 'z', name: 'a' }), item({ run, name: 'b' })];
        const findings = [
          finding(a, 'phone', { part: safe('inner.csv'), distinct: 9000, distinctIsEstimate: true, fingerprints: [] }),
          finding(a, 'bank.iban', { score: 12, confidence: 'low', because: [], at: [], columns: [] }),
        ];
        await store.commitUnit(run, 'share', 'z', done({ records: [{ item: a, findings }] }));
        await store.commitUnit(run, 'share', '', done({ records: [{ item: b, findings: [finding(b, 'email')] }] }));
        expect(await all(store.findings(run))).toEqual([
          { ...finding(b, 'email'), item: b.id },
          ...findings.map((one) => ({ ...one, item: a.id })),
        ]);
      });

      it('replaces those of an item as a whole', async () => {
        const run = await begin();
        const one = item({ run, name: 'a' });
        await store.commitRecords(run, [{ item: one, findings: [finding(one, 'email'), finding(one, 'phone')] }]);
        const fresh = finding(one, 'email', { count: 99, fingerprints: [fingerprint('new')] });
        await store.commitRecords(run, [{ item: one, findings: [fresh] }]);
        expect(await all(store.findings(run))).toEqual([{ ...fresh, item: one.id }]);
        expect(await all(store.withFingerprint(fingerprint('new')))).toEqual([one.id]);
        expect(await all(store.withFingerprint(fingerprint('a 1')))).toEqual([]);
      });

      it('pages through more than a page, also within one item', async () => {
        const run = await begin();
        const items = ['a', 'b', 'c'].map((name) => item({ run, name }));
        const records = items.map((one) => ({
          item: one,
          findings: Array.from({ length: 900 }, (_, i) =>
            finding(one, 'email', { part: safe(`p${i}`), fingerprints: [] }),
          ),
        }));
        await store.commitUnit(run, 'share', '', done({ records }));
        await commitItems(run, [item({ run, unit: 'b!', name: 'x' })]);
        const given = await all(store.findings(run));
        expect(given.map(({ id }) => id)).toEqual(records.flatMap(({ findings }) => findings.map(({ id }) => id)));
      });

      it('finds them by id and by its beginning', async () => {
        const run = await begin();
        const one = item({ run, name: 'a' });
        const ids = ['f-00a1', 'f-00a2', 'f-00b1', 'f-01'];
        const findings = ids.map((id) => finding(one, id, { id })).reverse();
        await store.commitRecords(run, [{ item: one, findings }]);
        const found = async (prefix: string) => (await store.finding(prefix)).map(({ id }) => id);
        expect(await found('f-00a1')).toEqual(['f-00a1']);
        expect(await found('f-00a')).toEqual(['f-00a1', 'f-00a2']);
        expect(await found('f-')).toEqual(ids);
        expect(await found('f-%')).toEqual([]);
        expect(await found('F-00a1')).toEqual([]);
        expect((await store.finding('f-01'))[0]).toEqual({ ...finding(one, 'f-01', { id: 'f-01' }), item: one.id });
      });

      it('gives twenty at most for a beginning that says little', async () => {
        const run = await begin();
        const one = item({ run, name: 'a' });
        const findings = Array.from({ length: 30 }, (_, i) => finding(one, `d${i}`));
        await store.commitRecords(run, [{ item: one, findings }]);
        expect(await store.finding('f-')).toHaveLength(20);
      });

      it('finds every item that holds a value, in order, once each', async () => {
        const run = await begin();
        const shared = fingerprint('the same value');
        const items = ['c', 'a', 'b'].map((name) => item({ run, unit: 'd', name }));
        const records = items.map((one) => ({
          item: one,
          findings: ['email', 'phone'].map((detector) => finding(one, detector, { fingerprints: [shared] })),
        }));
        await store.commitUnit(run, 'share', 'd', done({ records }));
        const [c, a, b] = items.map(({ id }) => id);
        expect(await all(store.withFingerprint(shared))).toEqual([a, b, c]);
        expect(await all(store.withFingerprint(fingerprint('another')))).toEqual([]);
        await expect(all(store.withFingerprint('short' as Fingerprint))).rejects.toThrow();
      });
    });

    describe('coverage', () => {
      it('adds up by source, from the items', async () => {
        const run = await begin();
        const of = (name: string, change: Partial<StoredItem>) => item({ run, unit: 'd', name }, change);
        const damaged = { code: 'damaged', detail: null, part: '' } as const;
        await commitItems(run, [
          of('1', {}),
          of('2', { untouched: false }),
          of('3', { status: 'partly', problems: [damaged, { ...damaged, part: 'x' }] }),
          of('4', { status: 'unread', problems: [{ code: 'encrypted', detail: 'password', part: '' }] }),
          of('5', { status: 'excluded', excluded: 'size' }),
          of('6', { status: 'excluded', excluded: 'glob' }),
          of('7', { status: 'excluded', excluded: 'glob' }),
          item({ run, name: 'x', source: 'archive' }),
        ]);
        await store.commitUnit(run, 'empty', '', done());
        const zero = { listed: 0, read: 0, partly: 0, unread: 0, excluded: 0, carried: 0, touched: 0, gaps: 0 };
        const none = { ...zero, bytesListed: 0, bytesRead: 0, excludedBy: {}, problemsBy: {} };
        const expected = [
          { ...none, source: 'archive', listed: 1, read: 1, bytesListed: 1000, bytesRead: 1000 },
          { ...none, source: 'empty' },
          {
            ...none,
            source: 'share',
            listed: 7,
            read: 2,
            partly: 1,
            unread: 1,
            excluded: 3,
            bytesListed: 7000,
            bytesRead: 3000,
            touched: 1,
            excludedBy: { glob: 2, size: 1 },
            problemsBy: { damaged: 2, encrypted: 1 },
          },
        ];
        expect(await store.coverage(run)).toEqual(expected);
        await end(run);
        expect(await store.coverage(run)).toEqual(expected);
      });

      it('counts carried items apart, and stays as it was when later runs change the ledger', async () => {
        const first = await begin();
        const [a, b] = [item({ run: first, name: 'a' }, { untouched: false }), item({ run: first, name: 'b' })];
        await commitItems(first, [a, b]);
        await end(first);
        const before = await store.coverage(first);
        const second = await begin();
        await store.commitUnit(
          second,
          'share',
          '',
          done({ records: [{ item: { ...b, openedIn: second, status: 'unread' }, findings: [] }], unchanged: [a.id] }),
        );
        await end(second);
        expect(await coverageOf(second)).toMatchObject({
          listed: 2,
          read: 1,
          unread: 1,
          carried: 1,
          touched: 0,
          bytesRead: 0,
        });
        expect(await store.coverage(first)).toEqual(before);
      });
    });

    describe('copies', () => {
      const facts = {
        type: 'table',
        rows: null,
        columns: [],
        rowSecurity: false,
        plainConnections: 'unknown',
      } as const;
      const table = (run: string, name: string, source = 'shop') =>
        item({ run, unit: 'public', name, source }, { table: { ...facts, reading: null, dates: [] } });
      const file = (run: string, name: string) => item({ run, unit: 'public', name });
      /** Customers `from` to `to`, of whose values the smallest by rank are kept. */
      const customers = (from: number, to: number, kept = 4096): Pick<Finding, 'fingerprints' | 'distinct'> => {
        const all = Array.from({ length: to - from }, (_, i) => fingerprint(`customer ${from + i}`)).sort();
        return { fingerprints: all.slice(0, kept), distinct: all.length };
      };
      const commit = async (run: string, held: readonly (readonly [StoredItem, ...Finding[]])[]) => {
        for (const group of Map.groupBy(held, ([one]) => one.source).values()) {
          const records = group.map(([one, ...findings]) => ({ item: one, findings }));
          await store.commitUnit(run, group[0]![0].source, 'public', done({ records }));
        }
      };
      const copies = async (run: string) =>
        (await all(store.copies(run))).map(({ item: of, other, matches }) => [of, other, ...matches]);
      const inFull = (
        one: Finding,
        other: Finding,
        [held, taken]: readonly [number, number],
        compared = [128, 128],
      ) => ({
        detector: one.detector,
        finding: one.id,
        otherFinding: other.id,
        held: { same: held, compared: compared[0] },
        taken: { same: taken, compared: compared[1] },
      });

      it('tells two tables that hold the same once, from the larger', async () => {
        const run = await begin();
        const [backup, live] = [table(run, 'customers'), table(run, 'customers_now')];
        const [inBackup, inLive] = [
          finding(backup, 'email', customers(0, 900)),
          finding(live, 'email', customers(0, 1000)),
        ];
        await commit(run, [
          [backup, inBackup],
          [live, inLive],
          [table(run, 'other'), finding(table(run, 'other'), 'email', customers(5000, 6000))],
        ]);
        const held = inLive.fingerprints.slice(0, 128).filter((one) => inBackup.fingerprints.includes(one)).length;
        expect(held).toBeLessThan(128);
        expect(await copies(run)).toEqual([[live.id, backup.id, inFull(inLive, inBackup, [held, 128])]]);
      });

      it('finds tables across sources, and files, in order', async () => {
        const run = await begin();
        const items = [table(run, 'b', 'warehouse'), file(run, 'export.csv'), table(run, 'a'), table(run, 'c')];
        await commit(
          run,
          items.map((one) => [one, finding(one, 'email', customers(0, 50))]),
        );
        const [b, csv, a, c] = items.map(({ id }) => id);
        expect((await copies(run)).map(([of, other]) => [of, other])).toEqual([
          [a, csv],
          [a, c],
          [a, b],
          [c, csv],
          [c, b],
          [b, csv],
        ]);
      });

      it('finds an extract of a table of which not all values are kept', async () => {
        const run = await begin();
        const [live, csv] = [table(run, 'customers'), file(run, 'extract.csv')];
        const inLive = finding(live, 'email', customers(0, 8000, 800));
        const inCsv = finding(csv, 'email', customers(2000, 2400));
        await commit(run, [
          [live, inLive],
          [csv, inCsv],
        ]);
        const [[of, other, match] = []] = await copies(run);
        expect([of, other]).toEqual([live.id, csv.id]);
        // Of 400 values a tenth has a rank that is kept of the table: so many are compared, not 128.
        expect(match).toMatchObject({ taken: { compared: 40 }, held: { compared: 128 } });
        expect((match as { taken: { same: number } }).taken.same).toBeGreaterThan(32);
        expect((match as { held: { same: number } }).held.same).toBeLessThan(20);
      });

      it('compares the columns that are most alike, kind by kind', async () => {
        const run = await begin();
        const [live, staging] = [table(run, 'customers'), table(run, 'staging')];
        const inLive = ['#email', '#old_email', '#phone'].map((part, at) =>
          finding(live, at === 2 ? 'phone' : 'email', {
            part: safe(part),
            ...(at === 1 ? customers(60, 200) : customers(at * 1000, at * 1000 + 200)),
          }),
        );
        const inStaging = [
          finding(staging, 'email', customers(0, 199)),
          finding(staging, 'phone', customers(2000, 2190)),
        ];
        await commit(run, [
          [live, ...inLive],
          [staging, ...inStaging],
        ]);
        const [[, , ...matches] = []] = await copies(run);
        expect(matches).toMatchObject([
          { detector: 'email', finding: inLive[0]?.id, otherFinding: inStaging[0]?.id },
          { detector: 'phone', finding: inLive[2]?.id, otherFinding: inStaging[1]?.id },
        ]);
      });

      it('does not take for a copy what shares some values, or too few, or others than it is sure of', async () => {
        const run = await begin();
        const live = table(run, 'customers');
        const others = ['some.csv', 'few.csv', 'low.csv', 'phones.csv'].map((name) => file(run, name));
        await commit(run, [
          [live, finding(live, 'email', customers(0, 500))],
          [others[0]!, finding(others[0]!, 'email', customers(300, 800))],
          [others[1]!, finding(others[1]!, 'email', customers(0, 19))],
          [others[2]!, finding(others[2]!, 'email', { ...customers(0, 500), confidence: 'low' })],
          [others[3]!, finding(others[3]!, 'phone', customers(0, 500))],
        ]);
        expect(await copies(run)).toEqual([]);
      });

      it.each([
        [199, 199],
        [200, 0],
      ])('leaves out values that everyone has: in %i files, %i copies', async (files, told) => {
        const run = await begin();
        const values = customers(0, 30);
        const others = Array.from({ length: files }, (_, i) => file(run, `mail ${i}`));
        await commit(
          run,
          [table(run, 'customers'), ...others].map((one) => [one, finding(one, 'email', values)]),
        );
        expect((await copies(run)).length).toBe(told);
      });

      it('knows nothing of what is gone', async () => {
        const run = await begin();
        const [live, csv] = [table(run, 'customers'), file(run, 'export.csv')];
        await commit(run, [
          [live, finding(live, 'email', customers(0, 50))],
          [csv, finding(csv, 'email', customers(0, 50))],
        ]);
        expect((await copies(run)).length).toBe(1);
        await end(run);
        const next = await begin('2026-01-02T08:00:00Z');
        await expect(copies(run)).rejects.toEqual(expect.objectContaining({ code: 'not_kept' }));
        await store.commitUnit(next, 'shop', 'public', done({ unchanged: [live.id] }));
        expect(await copies(next)).toEqual([]);
        await store.commitUnit(next, 'share', 'public', done({ unchanged: [csv.id] }));
        expect((await copies(next)).length).toBe(1);
        await store.commitUnit(next, 'share', 'public', done({ gone: [csv.id] }));
        expect(await copies(next)).toEqual([]);
      });
    });

    describe('verdicts', () => {
      const committed = async (count: number) => {
        const run = await begin();
        const one = item({ run, name: 'a' });
        const findings = Array.from({ length: count }, (_, i) => finding(one, `d${i}`, { fingerprints: [] }));
        await store.commitUnit(run, 'share', '', done({ records: [{ item: one, findings }] }));
        return { run, findings };
      };

      it('gives them back in the order given', async () => {
        const { run, findings } = await committed(2);
        const [a, b] = findings.map((one) => verdict(one));
        const plain = {
          ...b,
          id: 'v-2',
          result: 'allowed',
          severity: null,
          risk: null,
          rule: null,
          since: null,
        } as typeof a;
        await store.judge(run, stream([plain, a] as NonNullable<typeof a>[]));
        expect(await all(store.verdicts(run))).toEqual([plain, a]);
      });

      it('replaces them as a whole, or not at all', async () => {
        const { run, findings } = await committed(1200);
        const verdicts = findings.map((one) => verdict(one));
        await store.judge(run, stream(verdicts));
        const broken = async function* () {
          yield* verdicts.slice(0, 700).map((one) => ({ ...one, status: 'other' }));
          throw new Error('the rules failed');
        };
        await expect(store.judge(run, broken())).rejects.toThrow('the rules failed');
        expect(await all(store.verdicts(run))).toEqual(verdicts);
        await store.judge(run, stream(verdicts.slice(0, 3)));
        expect(await all(store.verdicts(run))).toEqual(verdicts.slice(0, 3));
      });

      it('may read the store while it is judging, and shows the old ones until the new are complete', async () => {
        const { run, findings } = await committed(1200);
        const old = findings.slice(0, 5).map((one) => verdict(one));
        await store.judge(run, stream(old));
        const fromStore = async function* () {
          for await (const { item: _, ...one } of store.findings(run)) {
            expect(await store.item(item({ run, name: 'a' }).id)).not.toBeNull();
            yield verdict(one, { status: 'approved' });
          }
          expect(await all(store.verdicts(run))).toEqual(old);
          await store.audit({ time: 't', actor: 'a', action: 'judge', object: run, details: {} });
        };
        await store.judge(run, fromStore());
        expect(await all(store.verdicts(run))).toHaveLength(1200);
        expect(await all(store.auditTrail())).toHaveLength(1);
      });

      it('drops a judgement that a kill cut off', async () => {
        const { run, findings } = await committed(600);
        const verdicts = findings.map((one) => verdict(one));
        // Never ends: the process is killed while the store waits for more.
        const hanging = async function* () {
          yield* verdicts;
          await new Promise(() => {});
        };
        store.judge(run, hanging()).catch(() => {});
        await new Promise((later) => setTimeout(later, 50));
        await reopen();
        expect(await all(store.verdicts(run))).toEqual([]);
        await store.judge(run, stream(verdicts.slice(0, 1)));
        expect(await all(store.verdicts(run))).toEqual(verdicts.slice(0, 1));
      });

      it('keeps those of the two runs that were judged last', async () => {
        const runs = [];
        for (let i = 0; i < 3; i++) {
          const { run, findings } = await committed(1);
          runs.push(run);
          await end(run);
          await store.judge(run, stream(findings.map((one) => verdict(one))));
        }
        const counts = await Promise.all(runs.map(async (run) => (await all(store.verdicts(run))).length));
        expect(counts).toEqual([0, 1, 1]);
      });
    });

    describe('audit trail', () => {
      it('numbers what is appended, and gives it back', async () => {
        const entry = (object: string) => ({
          time: '2026-01-01T00:00:00Z',
          actor: 'anna',
          action: 'show',
          object,
          details: { run: 'r-1', count: 3 },
        });
        await store.audit(entry('f-1'));
        await store.audit(entry('f-2'));
        await reopen();
        await store.audit(entry('f-3'));
        expect(await all(store.auditTrail())).toMatchObject(
          ['f-1', 'f-2', 'f-3'].map((id, i) => ({ seq: i + 1, ...entry(id) })),
        );
      });
    });

    describe('read-only', () => {
      it('shows what was committed at the time of opening, while a scan goes on', async () => {
        const run = await begin();
        await commitItems(run, [item({ run, name: 'a' })]);
        await using reader = await open(dir, { readOnly: true });
        await commitItems(run, [item({ run, unit: 'later', name: 'b' })]);
        expect((await all(reader.items(run))).map(({ path }) => path)).toEqual(['a']);
        expect(await paths(run)).toEqual(['a', 'later/b']);
        await expect(reader.beginRun(runStart())).rejects.toMatchObject({ code: 'unusable' });
      });

      it('does not make a store where there is none', async () => {
        const empty = mkdtempSync(join(tmpdir(), 'wayward-store-'));
        try {
          await expect(open(empty, { readOnly: true })).rejects.toMatchObject({ code: 'missing' });
        } finally {
          rmSync(empty, { recursive: true });
        }
      });
    });
  });
}
