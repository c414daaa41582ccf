import type { RandomAccess } from './zip.ts';

/** Farther than any file in memory reaches. */
const beyond = 2 ** 40;

/**
 * The size of a file that is read at random. One inside another has none, or one that was only declared, until it is
 * held in memory: which this brings about. @throws BudgetSpent when it is too large for that
 */
export async function trueSize(source: RandomAccess): Promise<number> {
  await source.read(Number.isFinite(source.size) ? Math.max(0, source.size - 1) : beyond, 1);
  return source.size;
}
