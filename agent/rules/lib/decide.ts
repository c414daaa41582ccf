import type { Opinion } from '../../contracts/rule.ts';
import { addDays, daysBetween, opinion, reason } from '../../judge/opinion.ts';
import { cite } from '../../judge/terms.ts';
import { combine, never, periodEnd, spanEnd, yearsOf } from './due.ts';
import type { DaySpan } from './path-dates.ts';
import { grades, type RetentionRule } from './retention-settings.ts';
import type { Trigger } from './trigger.ts';

/** A rule with the trigger that it found. */
export interface Begun {
  readonly rule: RetentionRule;
  readonly trigger: Trigger;
}

/** The last days, inclusive, of the duty to keep and of the permission to keep. */
export interface Ends {
  readonly keep: DaySpan | null;
  readonly remove: DaySpan | null;
}

export function endsOf(begun: readonly Begun[]): Ends {
  const keep = begun.flatMap(({ rule, trigger }) =>
    rule.keep === undefined ? [] : [spanEnd(trigger, cutoffOf(rule), rule.keep.at_least)],
  );
  const remove = begun.flatMap(({ rule, trigger }) =>
    rule.delete === undefined ? [] : [spanEnd(trigger, cutoffOf(rule), rule.delete.at_most)],
  );
  return { keep: combine(keep, 'latest'), remove: combine(remove, 'earliest') };
}

export const cutoffOf = (rule: RetentionRule) => rule.trigger?.cutoff ?? 'none';

/**
 * The status of a period that has begun. Overdue only when even the latest end is past and the dates are good enough;
 * possibly overdue when only the earliest is, or the grade is too low. The last day itself is still in time.
 *
 * @param releasedOn the day the last hold ended: the days of grace begin again
 */
export function decide(begun: readonly Begun[], today: string, releasedOn: string | null): Opinion {
  return contradiction(begun) ?? decideTimes(begun, today, releasedOn);
}

/** What the two duties say when the one ends after the other; null when they agree. */
export function contradiction(begun: readonly Begun[]): Opinion | null {
  const ends = endsOf(begun);
  if (ends.keep === null || ends.remove === null || !clash(ends.keep, ends.remove)) return null;
  const because = [reason('keep_until', ends.keep.latest), reason('delete_by', ends.remove.latest)];
  return opinion('rule_conflict', { ...describe(begun, ends), because });
}

/** The status by the dates alone, whether or not the duties contradict each other. */
export function decideTimes(begun: readonly Begun[], today: string, releasedOn: string | null): Opinion {
  const ends = endsOf(begun);
  const known = describe(begun, ends);
  const decided = ends.remove === null ? null : decideRemoval(begun, ends.remove, today, releasedOn);
  const said = decided ?? decideReview(begun, ends, today) ?? opinion('within');
  return { ...said, dates: known.dates, citations: known.citations };
}

/** Compared by their ends, never by their lengths: they may count from different days. */
const clash = (keep: DaySpan, remove: DaySpan) => keep.latest > remove.latest || keep.earliest > remove.earliest;

function decideRemoval(
  begun: readonly Begun[],
  remove: DaySpan,
  today: string,
  releasedOn: string | null,
): Opinion | null {
  const grace = (day: string) =>
    begun
      .map(({ rule }) => periodEnd(day, rule.grace))
      .sort()
      .at(-1) ?? day;
  const restarted = releasedOn === null ? '' : grace(addDays(releasedOn, -1));
  const lastDay = [grace(remove.latest), restarted].sort().at(-1) ?? remove.latest;
  const firstDay = [grace(remove.earliest), restarted].sort().at(-1) ?? remove.earliest;
  const grade = belowGrade(begun);
  if (today > lastDay) {
    const days = daysBetween(remove.latest, today);
    const numbers = { daysOverdue: days, yearsOverdue: yearsOf(days) };
    if (grade === null)
      return opinion('overdue', {
        because: [reason('past_due', remove.latest, days)],
        since: addDays(remove.latest, 1),
        numbers,
      });
    return opinion('possibly_overdue', {
      because: [reason('past_due', remove.latest, days), grade],
      numbers: { daysOverdueAtMost: days },
    });
  }
  if (today > firstDay) {
    const because = [reason('maybe_past_due', remove.earliest, remove.latest)];
    return opinion('possibly_overdue', {
      because,
      numbers: { daysOverdueAtMost: daysBetween(remove.earliest, today) },
    });
  }
  if (today > remove.earliest) {
    const because = [
      reason('in_grace', remove.latest, lastDay),
      ...(releasedOn === null ? [] : [reason('hold_released', releasedOn)]),
    ];
    return opinion('due_soon', { because, numbers: { inGrace: 1 } });
  }
  const warnFrom = begun
    .map(({ rule }) => Temporal.PlainDate.from(remove.earliest).subtract(rule.due_soon).toString())
    .sort()[0];
  if (warnFrom === undefined || today < warnFrom) return null;
  return opinion('due_soon', {
    because: [reason('due_on', remove.earliest)],
    numbers: { daysLeft: daysBetween(today, remove.earliest) },
  });
}

/** What asks for a person's look though nothing must go: the duty to keep has ended, or the periodic review is due. */
function decideReview(begun: readonly Begun[], { keep, remove }: Ends, today: string): Opinion | null {
  const because: string[] = [];
  if (keep !== null && remove === null && today > keep.latest) because.push(reason('keep_ended', keep.latest));
  for (const { rule, trigger } of begun) {
    if (rule.review_every === undefined) continue;
    const next = periodEnd(rule.reviewed_on ?? trigger.earliest, rule.review_every);
    if (today > next) because.push(reason('review_was_due', next, rule.review_every));
  }
  return because.length === 0 ? null : opinion('review_due', { because });
}

function belowGrade(begun: readonly Begun[]): string | null {
  for (const { rule, trigger } of begun) {
    const least = rule.trigger?.min_grade ?? 'B';
    if (rule.delete !== undefined && grades.indexOf(trigger.grade) > grades.indexOf(least)) {
      return reason('grade_too_low', trigger.grade, least);
    }
  }
  return null;
}

/** Dates as a report shows them: the trigger's span, the last day kept, the first day it may go. */
function describe(begun: readonly Begun[], { keep, remove }: Ends): Pick<Opinion, 'dates' | 'citations'> {
  const days = (which: 'earliest' | 'latest') => begun.map(({ trigger }) => trigger[which]).sort();
  const retainThrough = keep?.latest ?? remove?.latest;
  const known: Record<string, string | undefined> = {
    earliest: days('earliest')[0],
    latest: days('latest').at(-1),
    retainThrough,
    disposeFrom: retainThrough === undefined || retainThrough === never ? undefined : addDays(retainThrough, 1),
    deleteBy: remove?.latest,
    deleteByEarliest: remove === null || remove.earliest === remove.latest ? undefined : remove.earliest,
  };
  const dates = Object.fromEntries(
    Object.entries(known).flatMap(([name, day]) => (day === undefined ? [] : [[name, day]])),
  );
  return { dates, citations: citationsOf(begun.map(({ rule }) => rule)) };
}

export function citationsOf(rules: readonly RetentionRule[]): string[] {
  return [...new Set(rules.flatMap(({ keep, delete: remove }) => [...cite(keep?.basis), ...cite(remove?.basis)]))];
}
