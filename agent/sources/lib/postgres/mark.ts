import { z } from 'zod';
import type { KeyLook, Planning } from './plan.ts';

/** How far a table was read: as it was when the plan for it was made. */
const mark = z.strictObject({
  edition: z.literal(1),
  oid: z.number(),
  file: z.number(),
  /** Of the columns that were read, and how. */
  columns: z.string(),
  maxCell: z.number(),
  key: z.string(),
  max: z.string().regex(/^-?\d+$/),
  /** Rows inserted, updated and deleted, counted since; null where the server counts nothing. */
  counters: z.array(z.string()),
  since: z.string().nullable(),
});
export type Mark = z.infer<typeof mark>;

export function readMark(text: string | null): Mark | null {
  if (text === null) return null;
  try {
    return mark.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Null where later rows could not be told from earlier ones. */
export function markOf(
  { settings, server, found }: Planning,
  columns: string,
  now: KeyLook,
  appendOnly: boolean,
): Mark | null {
  if (found.key === null || now.max === null || (server.countedSince === null && !appendOnly)) return null;
  return {
    ...{ edition: 1, oid: found.oid, file: found.file, columns, maxCell: settings.max_cell, key: found.key },
    ...{ max: now.max, counters: now.counters, since: server.countedSince },
  };
}

/**
 * Whether all that happened since is that rows with higher keys were added. Either the policy of the table says so, or
 * the server's counters do: no update, no deletion, and as many insertions as there are rows beyond the last key. Rows
 * that were inserted out of order, or counted late, break that sum, and the table is read anew.
 */
export function onlyGrew(before: Mark, now: Mark, added: number, appendOnly: boolean): boolean {
  const same = (['oid', 'file', 'columns', 'maxCell', 'key'] as const).every((key) => before[key] === now[key]);
  if (!same || BigInt(now.max) < BigInt(before.max)) return false;
  if (appendOnly) return true;
  const [inserted, updated, deleted] = now.counters.map(
    (count, index) => BigInt(count) - BigInt(before.counters[index] ?? 0),
  );
  return (
    before.since !== null &&
    before.since === now.since &&
    updated === 0n &&
    deleted === 0n &&
    inserted === BigInt(added)
  );
}
