import type { Now } from '../contracts/rule.ts';
import { nowFrom } from '../judge/judge.ts';
import { CannotRun } from './errors.ts';

/** The moment of judging: now, or what `--now` says, a date (noon in the policy's time zone) or an instant. */
export function clock(given: string | undefined, timeZone: string): Now {
  if (given === undefined) return nowFrom(Temporal.Now.instant().round('millisecond').toString(), timeZone);
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(given)) {
      const noon = Temporal.PlainDate.from(given).toZonedDateTime({ timeZone, plainTime: '12:00' });
      return nowFrom(noon.toInstant().toString(), timeZone);
    }
    return nowFrom(Temporal.Instant.from(given).toString(), timeZone);
  } catch {
    throw new CannotRun(`--now ${given} is no date; give YYYY-MM-DD, or an instant such as 2026-06-30T12:00:00Z`);
  }
}
