import type { Judged, Now, Opinion, Rule } from '../contracts/rule.ts';
import { placesHold } from '../judge/match.ts';
import { addDays, opinion, reason, subjectReason } from '../judge/opinion.ts';
import { rulesFor } from './lib/choose-rules.ts';
import { type Begun, citationsOf, cutoffOf, decide, endsOf } from './lib/decide.ts';
import { judgeRows, keptInRows } from './lib/judge-rows.ts';
import { type RetentionRule, type RetentionSettings, retentionSettings } from './lib/retention-settings.ts';
import { rowTriggerOf } from './lib/row-trigger.ts';
import { columnSources, dateSources, findTrigger, type Gathered, isPast } from './lib/trigger.ts';

/** How long data may stay. A date that nobody knows is never overdue; a hold beats everything. */
const retention: Rule<RetentionSettings> = {
  type: 'retention',
  settings: retentionSettings,
  needs: ['dates'],
  judge(judged, { retention: rules }, now) {
    const held = judged.holds.some(({ active }) => active);
    if (rules.length === 0 && !held) return null;
    return withHolds(judgeRules(judged, rules, now), judged);
  },
  rowTriggers({ retention: rules }, { source, path }, timeZone) {
    return rules
      .filter(({ scope }) => scope.locations === undefined || placesHold(scope.locations, source, path))
      .flatMap((rule) => columnSources(rule).map((column) => rowTriggerOf(column, timeZone)));
  },
};
export default retention;

function judgeRules(judged: Judged, rules: readonly RetentionRule[], now: Now): Opinion {
  const chosen = rulesFor(rules, judged.finding.category, judged);
  const [first] = chosen;
  if (first === undefined)
    return opinion('no_rule', { because: [reason('no_rule_for', judged.finding.category, judged.subjectAs)] });
  const named = { rule: first.id, citations: citationsOf(chosen) };
  const about = [
    ...chosen.map(({ id, version }) => reason('rule', id, 'version', version)),
    ...askedSubject(chosen, judged),
  ];
  const permanent = chosen.find(({ disposition }) => disposition === 'permanent');
  if (permanent !== undefined) return opinion('permanent', { ...named, rule: permanent.id, because: about });
  const periods = chosen.flatMap(periodsOf);
  if (judged.table !== undefined) {
    const said = judgeRows(judged.table, chosen, now, releasedOn(judged), {
      ...named,
      because: [...about, ...periods],
    });
    return keptInRows(said, judged.table, judged, (category) => rulesFor(rules, category, judged), now);
  }

  const found = chosen.map((rule) => ({ rule, gathered: findTrigger(judged, dateSources(rule), now) }));
  const evidence = [...new Set(found.flatMap(({ gathered }) => gathered.because))];
  const begun = found.flatMap(({ rule, gathered: { trigger } }): Begun[] =>
    trigger === null ? [] : [{ rule, trigger }],
  );
  if (begun.length < found.length) return undated(found, { ...named, because: [...about, ...evidence] });
  const future = notBegun(begun, now);
  if (future !== null) return { ...future, ...named, because: [...about, ...evidence, ...future.because] };

  const said = decide(begun, now.date, releasedOn(judged));
  const decided = withNeighbours(said, judged, rules, now);
  return { ...decided, ...named, because: [...about, ...evidence, ...periods, ...decided.because] };
}

/** When the last of its holds was released. */
function releasedOn({ holds }: Judged): string | null {
  return (
    holds
      .flatMap(({ releasedOn: day }) => day ?? [])
      .sort()
      .at(-1) ?? null
  );
}

/** Whose data it is matters to rules that ask; an unknown subject is shown with what it was taken for. */
function askedSubject(rules: readonly RetentionRule[], judged: Judged): string[] {
  if (rules.every(({ scope }) => scope.subjects === undefined)) return [];
  return [subjectReason(judged)];
}

function undated(found: readonly { rule: RetentionRule; gathered: Gathered }[], known: Partial<Opinion>): Opinion {
  const missing = found.some(({ gathered }) => gathered.trigger === null && gathered.needsRescan);
  const [code, note] = missing ? ['needs_rescan', reason('missing_fact', 'mtime')] : ['unknown_trigger', 'no_date'];
  return opinion(code, { ...known, because: [...(known.because ?? []), note] });
}

/** A contract that still runs: its period has not begun. One day is left to zones and clocks. */
function notBegun(begun: readonly Begun[], now: Now): Opinion | null {
  const tomorrow = addDays(now.date, 1);
  const ahead = begun.filter(({ trigger }) => trigger.earliest > tomorrow);
  if (ahead.length === 0) return null;
  const wrong = ahead.some(({ trigger }) => trigger.used.some(({ event }) => isPast(event)));
  const dates = { earliest: ahead[0]?.trigger.earliest ?? '', latest: ahead[0]?.trigger.latest ?? '' };
  return opinion(
    'future_trigger',
    wrong ? { because: ['clock_error'], numbers: { clockError: 1 }, dates } : { because: ['not_begun'], dates },
  );
}

/** Other categories in the same part that must still be kept: then what is overdue goes, and the rest stays. */
function withNeighbours(said: Opinion, judged: Judged, rules: readonly RetentionRule[], now: Now): Opinion {
  if (said.status !== 'overdue') return said;
  const kept = judged.categoriesHere
    .filter((category) => category !== judged.finding.category)
    .flatMap((category) => {
      const until = keptUntil(rulesFor(rules, category, judged), judged, now);
      return until !== null && until >= now.date ? [reason('kept_beside', category, until)] : [];
    });
  if (kept.length === 0) return said;
  return { ...said, because: [...said.because, ...kept], numbers: { ...said.numbers, partial: 1 } };
}

function keptUntil(rules: readonly RetentionRule[], judged: Judged, now: Now): string | null {
  if (rules.some(({ disposition }) => disposition === 'permanent')) return '9999-12-31';
  const begun = rules.flatMap((rule): Begun[] => {
    const { trigger } = findTrigger(judged, dateSources(rule), now);
    return trigger === null ? [] : [{ rule, trigger }];
  });
  return endsOf(begun).keep?.latest ?? null;
}

function periodsOf(rule: RetentionRule): string[] {
  const cutoff = cutoffOf(rule);
  const from = typeof cutoff === 'string' ? cutoff : `fiscal_year_end ${cutoff.fiscal_year_end}`;
  return [
    ...(rule.trigger === undefined ? [] : [reason('event', rule.trigger.event)]),
    ...(from === 'none' ? [] : [reason('cutoff', from)]),
    ...(rule.keep === undefined ? [] : [reason('keep', rule.keep.at_least)]),
    ...(rule.delete === undefined ? [] : [reason('delete', rule.delete.at_most)]),
  ];
}

/** What is under hold stays, whatever else is true; what would be overdue without it stays visible. */
function withHolds(said: Opinion, { holds }: Judged): Opinion {
  const active = holds.filter((hold) => hold.active);
  const [first] = active;
  if (first === undefined) return said;
  const status = said.status === 'overdue' ? 'hold_and_overdue' : 'on_hold';
  const because = [...active.map(({ id }) => reason('hold', id)), reason('without_hold', said.status), ...said.because];
  return { ...said, status, rule: first.id, because, numbers: { ...said.numbers, held: 1 } };
}
