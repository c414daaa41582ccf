import type { Item, Unit } from '../contracts/item.ts';
import type { OpenSource, Trouble } from '../contracts/source.ts';
import type { Gap, ItemRecord, KnownItem, Store } from '../contracts/store.ts';
import type { Scanner } from '../work/pool.ts';
import { Gate } from './gate.ts';
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
/** Outcomes kept in memory before they are committed. */
const batchSize = 256;

/**
 * Lists one source unit by unit, has what is new or changed read, and commits each unit as a whole when it is done.
 * What was read is committed in batches before that, so that little is lost by a kill.
 */
export async function crawlSource(
  open: OpenSource,
  parts: {
    readonly context: Context;
    readonly store: Store;
    readonly scanner: Scanner;
    readonly watcher: Watcher;
    readonly sealer: Sealer;
  },
  signal: AbortSignal,
): Promise<void> {
  const width = Math.min(parts.scanner.width, open.width ?? parts.scanner.width);
  const reading = new Gate(width);
  const tables: Tables = { ...parts, open, gate: new Gate(width), done: (bytes) => parts.watcher.done(bytes) };
  const units = new Gate(unitsAtOnce);
  const underWay = new Set<Promise<void>>();
  let failure: unknown = null;
  const fail = (error: unknown) => {
    failure ??= error;
  };
  try {
    for await (const unit of open.units(signal)) {
      await units.enter();
      const work = await startUnit(open, unit, parts, tables, reading, signal);
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
  if (failure !== null) throw failure;
}

type Parts = Parameters<typeof crawlSource>[1];

/** Lists a unit to its end and sends its orders out; `finish` waits for them and commits. */
async function startUnit(
  open: OpenSource,
  unit: Unit,
  parts: Parts,
  tables: Tables,
  reading: Gate,
  signal: AbortSignal,
) {
  const { context, store } = parts;
  const known = await store.known(context.source, unit.id);
  const found = new UnitFound(known);
  const pending: Promise<void>[] = [];
  const waiting: ItemRecord[] = [];
  const keep = async (record: ItemRecord): Promise<void> => {
    waiting.push(record);
    if (waiting.length >= batchSize) await store.commitRecords(context.run, waiting.splice(0));
  };
  const read = async (item: Item, id: string): Promise<void> => {
    await reading.enter();
    const task = (
      item.table === undefined
        ? readItem(item, id, parts, signal).then(keep)
        : takeTable(tables, item, id, signal).then(() => {})
    ).finally(() => reading.leave());
    // Handled in `finish`; until then a rejection is not unhandled.
    task.catch(() => {});
    pending.push(task);
  };
  const listed = listUnit(open, unit, parts, found, { keep, read }, signal);
  await listed.catch(() => {});

  return {
    async finish(): Promise<void> {
      const results = await Promise.allSettled([listed, ...pending]);
      const failed = results.find((result) => result.status === 'rejected');
      if (failed !== undefined) {
        // Stopped: what was read is kept, the unit itself stays unfinished.
        await store.commitRecords(context.run, waiting.splice(0));
        throw failed.reason;
      }
      const { unchanged, gaps } = found;
      const refreshed = await Promise.all(
        found.refreshed.map(({ item, ...facts }) => {
          return item.table === undefined ? facts : refreshTable(tables, item, facts, signal);
        }),
      );
      const records = waiting.splice(0);
      await store.commitUnit(context.run, context.source, unit.id, {
        records,
        unchanged,
        refreshed,
        gone: found.gone(),
        gaps,
      });
    },
  };
}

interface Ways {
  keep(record: ItemRecord): Promise<void>;
  read(item: Item, id: string): Promise<void>;
}

async function listUnit(open: OpenSource, unit: Unit, parts: Parts, found: UnitFound, ways: Ways, signal: AbortSignal) {
  const { context, watcher } = parts;
  for await (const given of open.items(unit, signal)) {
    const item = 'trouble' in given ? given : withTriggers(given, context);
    if ('trouble' in item) {
      const record = found.addTrouble(context, unit, item);
      if (record !== null) await ways.keep(record);
      continue;
    }
    watcher.listed(1);
    const kept = found.keepKnown(item, context.recipe);
    if (kept !== null) watcher.unchanged(1);
    else if (item.excluded !== null) await ways.keep(recordExcluded(context, item, found.idOf(item, context)));
    else await ways.read(item, found.idOf(item, context));
  }
}

async function readItem(item: Item, id: string, parts: Parts, signal: AbortSignal): Promise<ItemRecord> {
  const { context, scanner, watcher } = parts;
  const outcome = await scanner.scan({ source: context.source, path: item.path, size: item.facts.bytes }, signal);
  watcher.done(outcome.bytesRead);
  return recordOutcome(context, item, id, outcome);
}

/** What one listing of a unit gave, against what the ledger knew. */
class UnitFound {
  readonly seen = new Set<string>();
  readonly unchanged: string[] = [];
  readonly refreshed: {
    readonly id: string;
    readonly signature: string;
    readonly facts: Item['facts'];
    readonly item: Item;
  }[] = [];
  readonly gaps: Gap[] = [];
  readonly #known: ReadonlyMap<string, KnownItem>;

  constructor(known: ReadonlyMap<string, KnownItem>) {
    this.#known = known;
  }

  /** The ledger's outcome of an item that needs no reading, or null. */
  keepKnown(item: Item, recipe: string): string | null {
    this.seen.add(item.path);
    const before = this.#known.get(item.path);
    const decision = decide(item, before, recipe);
    if (before === undefined || decision === 'read') return null;
    if (decision === 'keep') this.unchanged.push(before.id);
    else this.refreshed.push({ id: before.id, signature: item.signature, facts: item.facts, item });
    return before.id;
  }

  /** Given at first sight, kept ever after. */
  idOf(item: Item, context: Context): string {
    return this.#known.get(item.path)?.id ?? context.ids.item(context.source, item.path);
  }

  /** A folder that can't be listed is a gap; anything else is an item that was not read. */
  addTrouble(context: Context, unit: Unit, trouble: Trouble): ItemRecord | null {
    if (trouble.folder) {
      this.gaps.push({ source: context.source, path: trouble.path, problem: trouble.trouble });
      return null;
    }
    this.seen.add(trouble.path);
    return recordTrouble(context, unit.id, trouble);
  }

  /** Ids of items that the ledger knows and the listing did not give; none when the folder could not be listed. */
  gone(): string[] {
    if (this.gaps.length > 0) return [];
    return [...this.#known].filter(([path]) => !this.seen.has(path)).map(([, { id }]) => id);
  }
}
