import { setTimeout } from 'node:timers/promises';
import { SourceError } from '../../../contracts/source.ts';

/** Milliseconds until what broke off for a reason outside of it is tried again. */
const waits = [500, 2_000];

/** Asks again when the connection was lost, or a lock not given: a server that restarts, or fails over, is soon back. */
export async function patiently<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  for (const wait of waits) {
    try {
      return await ask();
    } catch (error) {
      const detail = error instanceof SourceError ? error.problem.detail : null;
      if (detail !== 'connection' && detail !== 'lock_timeout') throw error;
      await setTimeout(wait, undefined, { signal });
    }
  }
  return ask();
}
