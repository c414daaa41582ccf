import type { RegisterIndex } from '../register/lookup.ts';
import { prepareRegister, said } from '../register/prepare.ts';
import type { Session } from './session.ts';

/**
 * The index of the customer register, made or taken from the state folder; null where the policy names none. What was
 * done is told, and recorded in the audit trail as counts.
 * @throws CannotRun when there is neither a register nor an older index of it
 */
export async function openRegisterOf(
  session: Session,
  { quiet }: { readonly quiet: boolean },
  signal: AbortSignal,
): Promise<RegisterIndex | null> {
  if (session.register === null) return null;
  const { wanted, refresh } = session.register;
  const { countries, detectors, key } = session.setup;
  const prepared = await prepareRegister(
    {
      ...{ wanted, refresh, countries, detectors, key },
      known: session.detectors,
      stateDir: session.stateDir,
      now: Temporal.Now.instant().round('millisecond').toString(),
    },
    signal,
  );
  const { index, place, builtAt, counts, built, stale } = prepared;
  if (stale !== null) {
    process.stderr.write(`wayward: the customer register cannot be read: ${stale}; the index of ${builtAt} is used\n`);
    await session.audit('register_not_read', place, { index_of: builtAt });
  }
  if (!built) return index;
  if (!quiet) process.stderr.write(`wayward: customer register ${place}: ${said(counts)}\n`);
  const { rows, customers, values, invalid, shared } = counts;
  await session.audit('register_built', place, { rows, customers, values, invalid, shared });
  return index;
}
