import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NoticeKind, OutboxEvent } from '../../agent/contracts/delivery.ts';
import type { Finding } from '../../agent/contracts/finding.ts';
import type { Verdict } from '../../agent/contracts/rule.ts';
import type { Run, Store, StoredItem } from '../../agent/contracts/store.ts';
import { type Announcer, createAnnouncer, type Listener } from '../../agent/deliver/announce.ts';
import type { Timing } from '../../agent/deliver/backoff.ts';
import { createIds } from '../../agent/ids.ts';
import { createNames, type PathMode } from '../../agent/report/names.ts';
import { openStore } from '../../agent/store/sqlite.ts';
import { done, finding, item, runStart, verdict } from '../store/make.ts';

export const ids = createIds(new Uint8Array(32).fill(7));

/** A store in a folder of its own. */
export async function testStore(): Promise<{ store: Store; dir: string } & AsyncDisposable> {
  const dir = mkdtempSync(join(tmpdir(), 'wayward-deliver-'));
  const store = await openStore(dir);
  return {
    ...{ store, dir },
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      rmSync(dir, { recursive: true });
    },
  };
}

export interface ListenerWanted {
  readonly name?: string;
  readonly paths?: PathMode;
  readonly kinds?: readonly NoticeKind[];
  readonly wants?: Listener['wants'];
}

export function announcerFor(
  store: Store,
  wanted: readonly ListenerWanted[] = [{}],
  mostBytes = 2 ** 30,
  policy: { title: string; hash: string } | null = { title: 'Test policy', hash: 'p1' },
): Announcer {
  let n = 0;
  return createAnnouncer({
    destinations: wanted.map(({ name = 'siem', paths = 'full', kinds = ['finding', 'compliance', 'scan'], wants }) => ({
      ...{ name, kinds, names: createNames(paths, ids.name), wants: wants ?? (() => true) },
    })),
    ...{ mostBytes, store, policy },
    titles: new Map([['email', { title: 'E-mail address' }]]),
    sourceKinds: new Map([['share', 'folder']]),
    standingId: ids.standing,
    clock: () => new Date(Date.UTC(2026, 5, 30, 2, 0, n++)).toISOString(),
  });
}

/** A file of one run with what is found and said of it. */
export interface Thing {
  readonly name: string;
  readonly unit?: string;
  readonly source?: string;
  readonly change?: Partial<StoredItem>;
  readonly findings: readonly {
    readonly detector: string;
    readonly finding?: Partial<Finding>;
    /** Null: nothing is said of it. */
    readonly verdict?: Partial<Verdict> | null;
  }[];
}

/** One whole run: what is not among `things` any more is gone, in the sources that are named. */
export async function runOf(
  store: Store,
  announcer: Announcer | undefined,
  things: readonly Thing[],
  sources: readonly string[] = ['share'],
): Promise<Run> {
  const run = await store.beginRun(
    runStart({ startedAt: `2026-06-30T00:00:0${(await store.runs()).length % 10}Z` }),
    announcer?.started,
  );
  const verdicts = new Map<string, Verdict>();
  for (const source of sources) {
    const units = Map.groupBy(
      things.filter((of) => (of.source ?? 'share') === source),
      ({ unit = '' }) => unit,
    );
    for (const [unit, of] of [['', []] as const, ...units].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      if (unit === '' && of.length === 0 && units.has('')) continue;
      const known = new Map(await store.known(source, unit));
      const records = of.map((thing) => {
        const one = item({ run: run.id, unit, name: thing.name, source }, thing.change);
        known.delete(one.path);
        const findings = thing.findings.map((wanted) => {
          const found = finding(one, wanted.detector, wanted.finding);
          if (wanted.verdict !== null) {
            const id = ids.verdict(found.id, 'location');
            verdicts.set(found.id, verdict(found, { id, ...wanted.verdict }));
          }
          return found;
        });
        return { item: one, findings };
      });
      await store.commitUnit(run.id, source, unit, done({ records, gone: [...known.values()].map(({ id }) => id) }));
    }
  }
  await store.endRun(run.id, 'finished', '2026-06-30T02:00:00Z', announcer?.ended);
  await store.judge(run.id, inOrder(store, run.id, verdicts), 'p1', announcer?.judged(true));
  return run;
}

/** As the rules give them: in the order of their findings. */
async function* inOrder(store: Store, run: string, verdicts: ReadonlyMap<string, Verdict>): AsyncGenerator<Verdict> {
  for await (const { id } of store.findings(run)) {
    const of = verdicts.get(id);
    if (of !== undefined) yield of;
  }
}

/** Everything that waits, in order; taken out. */
export async function drain(store: Store, destination = 'siem'): Promise<OutboxEvent[]> {
  const all: OutboxEvent[] = [];
  for (;;) {
    const next = await store.outbox.next(destination, { events: 100, bytes: 2 ** 30, onePerItem: false });
    if (next.length === 0) return all;
    all.push(...next);
    await store.outbox.settle(
      destination,
      { delivered: next.map(({ sequence }) => sequence), parked: [] },
      '2026-06-30T03:00:00Z',
    );
  }
}

export const said = ({ notice }: OutboxEvent) => `${notice.kind} ${notice.activity}`;

/** Time that passes when somebody sleeps. The same jitter each time. */
export function fakeTiming(): Timing & { readonly slept: number[] } {
  let now = Date.UTC(2026, 5, 30, 3);
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    random: () => 0.5,
    async sleep(ms) {
      slept.push(ms);
      now += ms;
      await new Promise(setImmediate);
    },
  };
}

/** The same numbers each time: from 0 up to 1. */
export function randomOf(seed: number): () => number {
  let x = seed;
  return () => {
    x = (x * 1103515245 + 12345) % 2147483648;
    return x / 2147483648;
  };
}
