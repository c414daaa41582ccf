import type { Finding } from '../contracts/finding.ts';
import type { Store } from '../contracts/store.ts';
import { CannotRun } from './errors.ts';

/** The one finding that an id, or the beginning of one, means. @throws CannotRun when it means none or several. */
export async function findFinding(store: Store, given: string): Promise<Finding & { readonly item: string }> {
  const found = await store.finding(given.startsWith('f-') ? given : `f-${given}`);
  const [first] = found;
  if (first === undefined)
    throw new CannotRun(`no finding ${given} is stored; ids are in every report, and "wayward scan" lists some`);
  if (found.length > 1) {
    const ids = found.slice(0, 5).map(({ id }) => id);
    throw new CannotRun(
      `${given} is the beginning of ${found.length} findings (${ids.join(', ')}${found.length > 5 ? ', …' : ''}); give more of it`,
    );
  }
  return first;
}
