import { StoreError } from '../store/error.ts';
import type { Rebuilt } from '../store/rebuild.ts';

/** Does some work on a store and, when that meets a broken page on the way, does it again on one made anew. */
export async function repairing<T>(work: (isKnown: boolean) => Promise<T>): Promise<T> {
  try {
    return await work(false);
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'damaged') throw error;
    return await work(true);
  }
}

export function rebuiltWords({ backup, kept, lost }: Rebuilt): string {
  const missing = lost.length === 0 ? '' : ` Some of it could not be read and is lost: ${lost.join(', ')}.`;
  return (
    `THE STORE WAS DAMAGED. It was moved to ${backup}, in the state folder, and made anew: ${kept} rows were taken over ` +
    `(runs, audit trail, what is to be delivered).${missing} Everything is read again now; delete ${backup} once nobody needs it.`
  );
}
