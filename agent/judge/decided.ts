import type { Decision } from '../contracts/decision.ts';
import type { ExceptionEntry } from './policy.ts';

/** The end of a decision that has none. */
const forEver = '9999-12-31';

/**
 * Decisions that make a difference to verdicts, by finding, as exceptions: `keep` from the retention rules, a false alarm
 * from all rules. Of several on one finding and kind the newest counts.
 */
export function exceptionsOf(decisions: readonly Decision[]): ReadonlyMap<string, readonly ExceptionEntry[]> {
  const newest = new Map<string, Map<string, ExceptionEntry>>();
  for (const { id, kind, reason, actor, decidedAt, until, findings } of decisions) {
    for (const { finding } of findings) {
      const known = newest.get(finding) ?? new Map<string, ExceptionEntry>();
      newest.set(finding, known);
      // Whoever plans to delete it no longer wants to keep it.
      if (kind === 'move' || kind === 'delete') known.delete('keep');
      else {
        known.set(kind, {
          id,
          scope: { finding, ...(kind === 'keep' ? { rules: ['retention'] } : {}) },
          reason: kind === 'false_alarm' ? `false alarm: ${reason}` : reason,
          approved_by: actor,
          approved_on: decidedAt.slice(0, 10),
          expires: until ?? forEver,
        });
      }
    }
  }
  return new Map([...newest].map(([finding, entries]) => [finding, [...entries.values()]]));
}
