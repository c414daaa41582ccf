import type { Item } from '../contracts/item.ts';
import { byCodePoint } from '../contracts/path-order.ts';
import type { Trouble } from '../contracts/source.ts';
import type { KnownItem, PathRange } from '../contracts/store.ts';

/** Items of a unit held at once, of those listed and of those known: memory does not grow with a folder. */
export const partSize = 200;

type Known = ReadonlyMap<string, KnownItem>;

/** What a listing gave in a stretch of paths, beside what the ledger knew there. */
export interface Part {
  readonly found: readonly Found[];
  /** Folders that could not be listed: they stand in no order, and go with what came next. */
  readonly failed: readonly Trouble[];
  /** Known, and not listed. */
  readonly missing: readonly KnownItem[];
  /** The end of the stretch; null in the last part. */
  readonly upTo: string | null;
}

export interface Found {
  readonly item: Item | Trouble;
  readonly known: KnownItem | undefined;
}

/**
 * A unit's listing beside what is known of it, both in the order of paths, in parts of `partSize` at most. Mostly there
 * is one. The last part ends where the unit does, so that together they cover all of it.
 *
 * @param isSame asked of a unit that is one part: when it says so, there is none
 * @throws Error when a listing of several parts is not in order: what is missing could not be told.
 */
export async function* partsOf(
  listing: AsyncIterable<Item | Trouble | readonly (Item | Trouble)[]>,
  known: (range: PathRange) => Promise<Known>,
  isSame: (items: readonly (Item | Trouble)[]) => Promise<boolean> = async () => false,
): AsyncGenerator<Part> {
  let after: string | null = null;
  for await (const { items, failed, upTo: end } of lotsOf(listing)) {
    if (after === null && end === null && failed.length === 0 && (await isSame(items))) return;
    let from = 0;
    let upTo: string | null;
    do {
      const before = await known({ after, upTo: end, limit: partSize });
      // As many as were asked for: there may be more, and the part ends with the last of them.
      upTo = before.size < partSize ? end : ([...before.keys()].at(-1) ?? end);
      const to = upTo === end ? items.length : countUpTo(items, upTo);
      yield { ...join(items.slice(from, to), before), failed: from === 0 ? failed : [], upTo };
      from = to;
      after = upTo;
    } while (upTo !== end);
  }
}

/** Both sides are in order: walked side by side, as hashing every path costs more than it seems (V8 keeps them). */
function join(items: readonly (Item | Trouble)[], known: Known): { found: Found[]; missing: KnownItem[] } {
  const found: Found[] = [];
  const missing: KnownItem[] = [];
  const rest = known.entries();
  let next = rest.next().value;
  let met = false;
  const pass = (): void => {
    if (next !== undefined && !met) missing.push(next[1]);
    next = rest.next().value;
    met = false;
  };
  for (const item of items) {
    while (next !== undefined && next[0] !== item.path && byCodePoint(next[0], item.path) < 0) pass();
    const is = next !== undefined && next[0] === item.path;
    found.push({ item, known: is ? next?.[1] : undefined });
    met ||= is;
  }
  while (next !== undefined) pass();
  return { found, missing };
}

interface Lot {
  readonly items: (Item | Trouble)[];
  readonly failed: Trouble[];
  readonly upTo: string | null;
}

async function* lotsOf(listing: AsyncIterable<Item | Trouble | readonly (Item | Trouble)[]>): AsyncGenerator<Lot> {
  let lot: Lot = { items: [], failed: [], upTo: null };
  let after: string | null = null;
  for await (const given of listing) {
    for (const one of isLot(given) ? given : [given]) {
      if ('trouble' in one && one.folder) lot.failed.push(one);
      else lot.items.push(one);
      if (lot.items.length < partSize) continue;
      yield inOrder({ ...lot, upTo: one.path }, after);
      after = one.path;
      lot = { items: [], failed: [], upTo: null };
    }
  }
  if (after === null) lot.items.sort((a, b) => byCodePoint(a.path, b.path));
  yield inOrder(lot, after);
}

const isLot = (given: Item | Trouble | readonly (Item | Trouble)[]): given is readonly (Item | Trouble)[] =>
  Array.isArray(given);

function inOrder(lot: Lot, after: string | null): Lot {
  let last = after ?? '';
  for (const { path } of lot.items) {
    if (byCodePoint(path, last) < 0) throw new Error('the source does not list its items in the order of paths');
    last = path;
  }
  return lot;
}

function countUpTo(items: readonly (Item | Trouble)[], end: string | null): number {
  const first = items.findIndex(({ path }) => end !== null && byCodePoint(path, end) > 0);
  return first < 0 ? items.length : first;
}
