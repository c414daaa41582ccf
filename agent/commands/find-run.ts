import type { Run, Store } from '../contracts/store.ts';
import { CannotRun } from './errors.ts';

/**
 * The run that somebody names: by its number (1 is the store's first), by its id or the beginning of it; without a
 * name, the newest.
 * @throws CannotRun when there is none, or more than one
 */
export async function findRun(store: Pick<Store, 'run' | 'runs'>, wanted: string | undefined): Promise<Run> {
  if (wanted === undefined || wanted === 'latest') {
    const run = await store.run();
    if (run === null) throw new CannotRun('nothing is stored yet; run "wayward scan" first');
    return run;
  }
  const runs = await store.runs();
  if (runs.length === 0) throw new CannotRun('nothing is stored yet; run "wayward scan" first');
  const numbered = /^\d{1,9}$/.test(wanted) ? runs[Number(wanted) - 1] : undefined;
  if (numbered !== undefined) return numbered;
  const found = runs.filter(({ id }) => id === wanted || id.startsWith(wanted) || id.startsWith(`r-${wanted}`));
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  const known = `this store has the runs 1 to ${runs.length}, the newest is ${runs.at(-1)?.id}`;
  throw new CannotRun(
    found.length === 0 ? `there is no run ${wanted}; ${known}` : `${wanted} is the beginning of ${found.length} runs`,
  );
}
