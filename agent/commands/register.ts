import type { RegisterIndex } from '../register/lookup.ts';
import { prepareRegister, said } from '../register/prepare.ts';
import type { Session } from './session.ts';

/** What was done with the register, in words, and as a code and numbers. */
export interface RegisterSaid {
  readonly event: 'register_built' | 'register_not_read';
  readonly text: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

/**
 * The index of the customer register, made or taken from the state folder; null where the policy names none. What was
 * done is told, and recorded in the audit trail as counts.
 * @throws CannotRun when there is neither a register nor an older index of it
 */
export async function openRegisterOf(
  session: Session,
  say: (said: RegisterSaid) => void,
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
    const facts = { index_of: builtAt };
    const text = `the customer register cannot be read: ${stale}; the index of ${builtAt} is used`;
    say({ event: 'register_not_read', text, facts });
    await session.audit('register_not_read', place, facts);
  }
  if (!built) return index;
  const { rows, customers, values, invalid, shared } = counts;
  const facts = { rows, customers, values, invalid, shared };
  say({ event: 'register_built', text: `customer register ${place}: ${said(counts)}`, facts });
  await session.audit('register_built', place, facts);
  return index;
}
