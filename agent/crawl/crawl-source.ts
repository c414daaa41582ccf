import type { Outcome } from '../contracts/finding.ts';
import type { Item, Unit } from '../contracts/item.ts';
import { noPace, type Pace } from '../contracts/pace.ts';
import { byCodePoint } from '../contracts/path-order.ts';
import type { OpenSource, Trouble } from '../contracts/source.ts';
import type { Gap, ItemRecord, Origin, PathRange, Store, UnitPart } from '../contracts/store.ts';
import type { Scanner } from '../work/pool.ts';
import { digestOf } from './digest.ts';
import { byExpectedRisk } from './expected-risk.ts';
import { Gate } from './gate.ts';
import { nameMatters, originOf } from './moved.ts';
import { type Found, partsOf } from './parts.ts';
import { type Context, recordExcluded, recordOutcome, recordTrouble } from './record.ts';
import type { Sealer } from './shards.ts';
import { refreshTable, type Tables, takeTable, withTriggers } from './tables.ts';
import { decide } from './unchanged.ts';

/** Told of everything that happens, for the progress line. */
export interface Watcher {
  listed(items: number): void;
  unchanged(items: number): void;
  done(bytes: number): void;
}

/** Units under way at once: enough that workers never wait for a listing, few enough to bound memory. */
const unitsAtOnce = 16;
/** Outcomes kept in memory before they are committed, and for how long: what is found is known at once. */
const batchSize = 256;
const longestMs = 1_000;

/**
 * Lists one source unit by unit, has what is new or changed read, and commits each unit as a whole when it is done.
 * What was read is committed in batches before that, so that little is lost by a kill.
 */
export async function crawlSource(
  open: OpenSource,
  given: {
    readonly context: Context;
    readonly store: Store;
    readonly scanner: Scanner;
    readonly watcher: Watcher;
    readonly sealer: Sealer;
    /** Left out: as fast as it goes. */
    readonly pace?: Pace;
  },
  signal: AbortSignal,
): Promise<void> {
  if (await isAway(open, given.store, given.context.source)) {
    const { run, source } = given.context;
    const gap = { source, path: '', problem: { code: 'vanished', detail: 'not_mounted' } } as const;
    await given.store.commitUnit(run, source, '', { records: [], unchanged: [], refreshed: [], gone: [], gaps: [gap] });
    return;
  }
  const pace = given.pace ?? noPace;
  const parts = { ...given, pace };
  // Once closing, nothing more is listed or sent out; what is under way is finished.
  const going = AbortSignal.any([signal, pace.closing]);
  const width = Math.min(parts.scanner.width, open.width ?? parts.scanner.width);
  const reading = new Gate(width);
  const done = (bytes: number) => parts.watcher.done(bytes);
  const tables: Tables = { ...parts, open, gate: new Gate(width), going, done };
  const same = new SameUnits(given.store, given.context);
  const units = new Gate(unitsAtOnce);
  const underWay = new Set<Promise<void>>();
  let failure: unknown = null;
  const fail = (error: unknown) => {
    failure ??= error;
  };
  try {
    const places = await given.store.openPlaces(given.context.source);
    for await (const unit of open.units(going, (id) => places.get(id) ?? 0)) {
      await units.enter();
      const work = await startUnit(open, unit, { ...parts, same }, tables, reading, { signal, going });
      const finished = work
        .finish()
        .catch(fail)
        .finally(() => {
          underWay.delete(finished);
          units.leave();
        });
      underWay.add(finished);
      if (failure !== null) break;
    }
  } catch (error) {
    fail(error);
  }
  await Promise.all(underWay);
  await same.flush();
  if (failure !== null) throw failure;
  if (open.place?.isEmpty === false) await given.store.setPlace(given.context.source, open.place.id);
}

/** An empty folder, where another one was that was not: what it held is not deleted, nobody can see it. */
async function isAway({ place }: OpenSource, store: Store, source: string): Promise<boolean> {
  if (place?.isEmpty !== true) return false;
  const before = await store.placeOf(source);
  return before !== null && before !== place.id;
}

/** Units in which nothing has changed, committed many at once. */
class SameUnits {
  readonly #store: Store;
  readonly #context: Context;
  #units: string[] = [];

  constructor(store: Store, context: Context) {
    this.#store = store;
    this.#context = context;
  }

  async add(unit: string): Promise<void> {
    this.#units.push(unit);
    if (this.#units.length >= batchSize) await this.flush();
  }

  async flush(): Promise<void> {
    const units = this.#units;
    if (units.length === 0) return;
    this.#units = [];
    await this.#store.commitSame(this.#context.run, this.#context.source, units);
  }
}

type Parts = Parameters<typeof crawlSource>[1] & { readonly pace: Pace; readonly same: SameUnits };
/** `signal` ends what is under way; `going` ends earlier, when nothing more is to be begun. */
interface Signals {
  readonly signal: AbortSignal;
  readonly going: AbortSignal;
}
type Refreshed = UnitPart['refreshed'][number];

/** Lists a unit to its end and sends its orders out; `finish` waits for them and commits. */
async function startUnit(open: OpenSource, unit: Unit, parts: Parts, tables: Tables, reading: Gate, signals: Signals) {
  const { signal, going } = signals;
  const { context, store } = parts;
  const underWay = new Set<Promise<void>>();
  const waiting: ItemRecord[] = [];
  let failed: { readonly reason: unknown } | null = null;
  const fail = (reason: unknown): void => {
    failed ??= { reason };
  };
  let timer: NodeJS.Timeout | null = null;
  let committing: Promise<void> = Promise.resolve();
  const commit = async (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const records = waiting.splice(0);
    if (records.length > 0) await store.commitRecords(context.run, records);
  };
  let stands = true;
  const keep = async (record: ItemRecord): Promise<void> => {
    // Under another recipe it is to be read again whatever the listing says.
    if (record.item.recipe !== context.recipe) stands = false;
    waiting.push(record);
    if (waiting.length >= batchSize) return commit();
    timer ??= setTimeout(() => {
      committing = committing.then(commit).catch(fail);
    }, longestMs);
  };
  const read = async (item: Item, id: string): Promise<void> => {
    await reading.enter();
    const task = (
      item.table === undefined ? readItem(item, id, parts, signals).then(keep) : takeTable(tables, item, id, signal)
    )
      .catch(fail)
      .finally(() => {
        underWay.delete(task);
        reading.leave();
      });
    underWay.add(task);
  };
  const refresh = async (item: Item, facts: Refreshed) => {
    return item.table === undefined ? facts : refreshTable(tables, item, facts, signal);
  };
  const listed = await listUnit(open, unit, parts, { keep, read, refresh }, going).catch(fail);

  return {
    async finish(): Promise<void> {
      await Promise.all(underWay);
      if (timer !== null) clearTimeout(timer);
      await committing;
      const records = waiting.splice(0);
      if (failed !== null || listed === undefined) {
        // Stopped: what was read is kept, the unit itself stays unfinished.
        await store.commitRecords(context.run, records);
        throw failed?.reason;
      }
      if (listed === 'same') return await parts.same.add(unit.id);
      const digest = stands && listed.gaps.length === 0 ? listed.digest : null;
      await store.commitUnit(context.run, context.source, unit.id, { ...listed, digest, records });
    },
  };
}

interface Ways {
  keep(record: ItemRecord): Promise<void>;
  read(item: Item, id: string): Promise<void>;
  refresh(item: Item, facts: Refreshed): Promise<Refreshed>;
}

/** Takes a unit part by part: each is committed but the last, which is given back to be committed with the unit. */
async function listUnit(open: OpenSource, unit: Unit, parts: Parts, ways: Ways, going: AbortSignal) {
  const { context, store, pace, watcher } = parts;
  const gaps: Gap[] = [];
  let after: string | null = null;
  let last: UnitPart = { unchanged: [], refreshed: [], gone: [] };
  const movedHere = new Set<string>();
  const known = (range: PathRange) => store.known(context.source, unit.id, range);
  let digest: Uint8Array | null = null;
  let same: number | null = null;
  const isSame = async (items: readonly (Item | Trouble)[]): Promise<boolean> => {
    digest = digestOf(items, context.recipe);
    const before = digest === null ? null : await store.digest(context.source, unit.id);
    if (digest === null || before === null || Buffer.compare(digest, before) !== 0) return false;
    same = items.length;
    return true;
  };
  await pace.ready(going);
  let asked = performance.now();
  const listing =
    open.plan === undefined ? (open.lots?.(unit, going) ?? open.items(unit, going)) : inOrder(open.items(unit, going));
  for await (const part of partsOf(listing, known, isSame)) {
    pace.listed(context.source, part.found.length, performance.now() - asked);
    await pace.ready(going);
    for (const { path, trouble } of part.failed) gaps.push({ source: context.source, path, problem: trouble });
    const isWhole = gaps.length === 0;
    const taken = await takePart(unit, part.found, parts, ways, movedHere);
    // Of what a folder held that could not be listed to its end, nothing is gone.
    const missing = part.missing.map(({ id }) => id).filter((id) => !movedHere.has(id));
    last = { ...taken, gone: isWhole ? missing : [] };
    if (part.upTo === null) break;
    if (isWhole) {
      // The end of the unit says of all such parts, in one row, that what is known was there.
      last = { ...last, unchanged: [] };
      after = part.upTo;
    }
    if (last.unchanged.length + last.refreshed.length + (last.moved?.length ?? 0) + last.gone.length > 0)
      await store.commitPart(context.run, context.source, unit.id, last);
    asked = performance.now();
  }
  if (same !== null) {
    pace.listed(context.source, same, performance.now() - asked);
    watcher.listed(same);
    watcher.unchanged(same);
    return 'same';
  }
  return { ...last, gaps, after, digest };
}

/** A schema is small enough to be sorted here: databases order names in ways of their own. */
async function* inOrder(items: AsyncIterable<Item | Trouble>): AsyncGenerator<Item | Trouble> {
  const all = await Array.fromAsync(items);
  yield* all.sort((a, b) => byCodePoint(a.path, b.path));
}

/** Keeps what stands, and sends out what has to be read. Ids of what was moved are put into `movedHere`. */
async function takePart(
  unit: Unit,
  found: readonly Found[],
  { context, store, watcher }: Parts,
  ways: Ways,
  movedHere: Set<string>,
) {
  const unchanged: string[] = [];
  const moved: NonNullable<UnitPart['moved']>[number][] = [];
  const refreshed: Refreshed[] = [];
  for (const { item: given, known } of byExpectedRisk(found, context.namesData)) {
    if ('trouble' in given) {
      await ways.keep(recordTrouble(context, unit.id, given));
      continue;
    }
    const item = withTriggers(given, context);
    watcher.listed(1);
    const origin = known === undefined ? await findOrigin(item, context, store) : null;
    if (origin !== null) movedHere.add(origin.id);
    if (origin !== null && stands(origin, item, context)) {
      moved.push({ id: origin.id, path: item.path, signature: item.signature, facts: item.facts });
      watcher.unchanged(1);
      continue;
    }
    const decision = decide(item, known, context.recipe, context.holds);
    if (known !== undefined && decision !== 'read') {
      if (decision === 'keep') unchanged.push(known.id);
      else refreshed.push(await ways.refresh(item, { id: known.id, signature: item.signature, facts: item.facts }));
      watcher.unchanged(1);
      continue;
    }
    // Given at first sight, kept ever after.
    const id = known?.id ?? origin?.id ?? context.ids.item(context.source, item.path);
    if (item.excluded !== null) await ways.keep(recordExcluded(context, item, id));
    else await ways.read(item, id);
  }
  return { unchanged, refreshed, moved };
}

/** Where a new item was before, if it was moved. */
async function findOrigin(item: Item, { run, source }: Context, store: Store): Promise<Origin | null> {
  if (item.inode === undefined || item.excluded !== null) return null;
  return originOf(item, await store.origins(run, source, item.inode));
}

/** Whether what was read of it there still holds here. */
function stands(origin: Origin, { path }: Item, { recipe, nameSays, holds }: Context): boolean {
  return (origin.recipe === recipe || holds?.(origin) === true) && !nameMatters(origin, path, nameSays);
}

async function readItem(item: Item, id: string, parts: Parts, { signal, going }: Signals): Promise<ItemRecord> {
  const { context, scanner, watcher, pace } = parts;
  const { path, facts } = item;
  const ticket = await pace.admit(context.source, facts.bytes, going);
  let outcome: Outcome | null = null;
  try {
    outcome = await scanner.scan({ source: context.source, path, size: facts.bytes }, signal);
  } finally {
    ticket.done(outcome?.bytesRead ?? facts.bytes, outcome?.waits);
  }
  watcher.done(outcome.bytesRead);
  return recordOutcome(context, item, id, outcome);
}
