import { createHash } from 'node:crypto';
import type { Item } from '../contracts/item.ts';
import type { Pace } from '../contracts/pace.ts';
import type { OpenSource } from '../contracts/source.ts';
import type { Store, UnitDone } from '../contracts/store.ts';
import type { Scanner } from '../work/pool.ts';
import type { Gate } from './gate.ts';
import { readTable, recount, type TableTools } from './read-table.ts';
import { type Context, recordTable, tableOf } from './record.ts';
import type { Sealer } from './shards.ts';
import { toRecount } from './unchanged.ts';

/** What the tables of one source are read with. */
export interface Tables {
  readonly open: OpenSource;
  readonly context: Context;
  readonly store: Store;
  readonly scanner: Scanner;
  readonly sealer: Sealer;
  readonly gate: Gate;
  readonly pace: Pace;
  /** Aborted earlier than the signal of what is under way: nothing more is to be begun. */
  readonly going: AbortSignal;
  done(bytes: number): void;
}

/** A table's facts depend on the policy, too: by which dates its rows are to be counted. */
export function withTriggers(item: Item, { source, rowTriggers, triggerText }: Context): Item {
  if (item.table === undefined) return item;
  const triggers = rowTriggers(source, item.path).map(triggerText);
  if (triggers.length === 0) return item;
  const hash = createHash('sha256').update(triggers.join('\n')).digest('hex').slice(0, 16);
  return { ...item, signature: `${item.signature};${hash}` };
}

/** Reads a table and keeps what it gave at once, since what it could be resumed from is then forgotten. */
export async function takeTable(tables: Tables, item: Item, id: string, signal: AbortSignal): Promise<void> {
  const { open, context, store } = tables;
  const triggers = context.rowTriggers(context.source, item.path);
  const read = await readTable(open, item, id, context.source, triggers, toolsOf(tables), signal);
  const record = recordTable(context, item, id, read);
  await store.commitRecords(context.run, [record]);
  await read.settle();
}

type Refreshed = UnitDone['refreshed'][number];

/** A table of which only the facts have changed: its rows are counted by date anew, and none is read. */
export async function refreshTable(
  tables: Tables,
  item: Item,
  { id, signature, facts }: Refreshed,
  signal: AbortSignal,
): Promise<Refreshed> {
  const { open, context, store } = tables;
  const triggers = context.rowTriggers(context.source, item.path);
  const dates = await recount(open, item, context.source, triggers, toolsOf(tables), signal);
  const before = await store.item(id);
  const { table } = tableOf(context, item, before?.table?.reading ?? null, dates);
  if (table === undefined) return { id, signature, facts };
  // The rows are as they were: what could not be counted now was counted rightly then.
  const known = new Map(before?.table?.dates.map((counted) => [counted.trigger, counted]));
  const counted = table.dates.map((date) => (date.problem === 'unreadable' ? (known.get(date.trigger) ?? date) : date));
  const failed = dates.some(({ problem }) => problem === 'unreadable');
  return { id, signature: failed ? toRecount(signature) : signature, facts, table: { ...table, dates: counted } };
}

function toolsOf({ store, scanner, sealer, context, gate, pace, going, done }: Tables): TableTools {
  const begin = () => pace.admit(context.source, 0, going);
  return { store, scanner, sealer, recipe: context.recipe, gate, begin, done };
}
