import type { Finding, PartDate, Subject } from '../contracts/finding.ts';
import type { Facts } from '../contracts/item.ts';
import type { Judged, Now, Opinion, Result, Rule, Verdict } from '../contracts/rule.ts';
import type { StoredItem } from '../contracts/store.ts';
import { factsOf } from './columns.ts';
import type { CompiledPolicy } from './compile.ts';
import { withContainer } from './container.ts';
import { opinion, reason } from './opinion.ts';
import { doubts, holdsOn, withException } from './overrides.ts';
import type { ExceptionEntry } from './policy.ts';
import { resultOf } from './results.ts';
import { assess, identifiabilityOf, reachOf, sensitivityOf } from './risk.ts';
import { type Told, tellSubject } from './subject.ts';

/** What judging needs besides the policy, the item and its findings. */
export interface Aids {
  verdictId(finding: string, type: string): string;
  /** Detectors that tell whose data it is by nature: a customer number. */
  readonly detectorSubjects?: ReadonlyMap<string, 'customer' | 'employee'>;
  /** By finding, what people decided in reviews, as exceptions. */
  readonly decided?: ReadonlyMap<string, readonly ExceptionEntry[]>;
  /** Modification dates of items with the same content hash: the oldest shows how old the content is at least. */
  readonly copies?: readonly { readonly mtime: string }[];
}

/**
 * What the policy says of one item's findings: one verdict for each finding and rule type that has something to say,
 * in order of part, detector and rule type. Pure: stored facts and the clock decide, nothing else.
 * Findings without a match that counts (test values alone) get none.
 */
export function judgeItem(
  policy: CompiledPolicy,
  item: StoredItem,
  source: { readonly name: string; readonly kind: string },
  findings: readonly Finding[],
  now: Now,
  aids: Aids,
): Verdict[] {
  const verdicts = findings
    .filter(({ count }) => count > 0)
    .sort((a, b) => compare(a.part, b.part) || compare(a.detector, b.detector) || compare(a.id, b.id))
    .flatMap((finding) => judgeFinding(policy, item, source, finding, findings, now, aids));
  return item.table === undefined ? withContainer(verdicts, findings) : verdicts;
}

/** The moment of judging, as a date in the policy's time zone. @throws RangeError for what is no instant or zone */
export function nowFrom(instant: string, timeZone: string): Now {
  const moment = Temporal.Instant.from(instant);
  return { date: moment.toZonedDateTimeISO(timeZone).toPlainDate().toString(), instant: moment.toString(), timeZone };
}

interface Said {
  readonly type: string;
  readonly opinion: Opinion;
  readonly result: Result;
}

function judgeFinding(
  compiled: CompiledPolicy,
  item: StoredItem,
  source: { readonly name: string; readonly kind: string },
  finding: Finding,
  findings: readonly Finding[],
  now: Now,
  aids: Aids,
): Verdict[] {
  const { policy } = compiled;
  // The columns of a table are of the same people, so they tell of each other.
  const here = item.table === undefined ? findings.filter(({ part }) => part === finding.part) : findings;
  const told = tellSubject(finding, here, policy.subjects, aids.detectorSubjects ?? new Map());
  const subjectAs: Subject =
    told.subject === 'unknown' && policy.unknown_subject !== 'ignore' ? 'customer' : told.subject;
  const judged: Judged = {
    finding,
    facts: factsOf(item.facts, item.table, finding),
    ...(item.table === undefined ? {} : { table: item.table }),
    dates: datesOf(item, finding, aids),
    categoriesHere: categoriesOf(here),
    subject: told.subject,
    subjectEvidence: told.evidence,
    subjectAs,
    holds: holdsOn(policy.holds, finding, subjectAs, now.date),
    source,
    confidence: finding.confidence,
  };
  const said = compiled.rules.flatMap(({ rule, settings }): Said[] => {
    const first = missing(rule, judged, item) ?? rule.judge(judged, settings, now);
    return first === null ? [] : [settle(compiled, rule.type, first, judged, now, aids.decided?.get(finding.id) ?? [])];
  });
  return weigh(compiled, judged, said, told, aids);
}

/** Exceptions, doubt and the table of results: from a rule's opinion to what is said. */
function settle(
  compiled: CompiledPolicy,
  type: string,
  first: Opinion,
  judged: Judged,
  now: Now,
  decided: readonly ExceptionEntry[],
): Said {
  const { policy } = compiled;
  const { finding, subject, subjectAs } = judged;
  const asked = { finding, type, subjectAs, today: now.date };
  const before = resultOf(type, first.status, first.numbers);
  const second = withException(first, before, [...policy.exceptions, ...decided], asked);
  const result = resultOf(type, second.status, second.numbers);
  const doubt = result === 'violation' ? doubts(policy, finding, subject) : [];
  if (doubt.length === 0) return { type, opinion: second, result };
  return { type, opinion: { ...second, because: [...second.because, ...doubt] }, result: 'review' };
}

/** Violations get their risk from all that is wrong with the finding together, whichever rule said it. */
function weigh(compiled: CompiledPolicy, judged: Judged, said: readonly Said[], told: Told, aids: Aids): Verdict[] {
  const { finding, facts, categoriesHere } = judged;
  const weights = compiled.policy.risk;
  const wrong = said.filter(({ result }) => result === 'violation');
  const most = (number: string) => Math.max(0, ...wrong.map(({ opinion: { numbers } }) => numbers[number] ?? 0));
  const byFingerprint = finding.distinct > 0;
  const assessed = assess(
    {
      sensitivity: sensitivityOf(finding.category, weights),
      identifiability: identifiabilityOf(finding.category, categoriesHere, weights),
      persons: byFingerprint ? finding.distinct : finding.count,
      personsFrom: byFingerprint ? 'fingerprints' : 'occurrences',
      reach: reachOf(facts, finding.source, finding.path, weights),
      notApproved: most('notApproved') > 0,
      encryptionAbsent: most('encryptionAbsent') > 0,
      noContract: most('noContract') > 0,
      yearsOverdue: most('yearsOverdue'),
    },
    weights,
  );
  return said.map(({ type, opinion: of, result }) => ({
    id: aids.verdictId(finding.id, type),
    finding: finding.id,
    type,
    result,
    ...of,
    subject: told.subject,
    subjectEvidence: told.evidence,
    severity: result === 'violation' ? assessed.severity : null,
    risk: result === 'violation' ? assessed.risk : null,
  }));
}

/** Facts that a source of this kind always gives: without them the item was stored before they were asked for. */
const alwaysGiven: Readonly<Record<string, readonly (keyof Facts)[]>> = {
  folder: ['bytes', 'mtime', 'mode', 'exposure'],
};

function missing(rule: Rule<unknown>, judged: Judged, item: StoredItem): Opinion | null {
  const facts: Partial<Facts> = judged.facts;
  const lacking = rule.needs.filter((need) => {
    if (need === 'dates') return (item.dates as readonly PartDate[] | undefined) === undefined;
    if (facts[need] === undefined) return true;
    return facts[need] === null && (alwaysGiven[judged.source.kind]?.includes(need) ?? false);
  });
  if (lacking.length === 0) return null;
  return opinion('needs_rescan', { because: lacking.map((need) => reason('missing_fact', need)) });
}

/** Dates of the finding's part and of what it lies in, out to the item. */
function datesOf(item: StoredItem, finding: Finding, aids: Aids): PartDate[] {
  const around = (part: string) => part === '' || part === finding.part || finding.part.startsWith(`${part}!/`);
  const own = ((item.dates as readonly PartDate[] | undefined) ?? []).filter(({ part }) => around(part));
  const oldest = (aids.copies ?? []).map(({ mtime }) => mtime).sort()[0];
  if (oldest === undefined) return own;
  // The part of the item itself is '': a code of ours, not a name from content.
  const copy = { part: '', event: 'modified', date: oldest, grade: 'C', from: 'copy:mtime' } as unknown as PartDate;
  return [...own, copy];
}

const categoriesOf = (here: readonly Finding[]) =>
  [...new Set(here.filter(({ confidence, count }) => confidence !== 'low' && count > 0).map((f) => f.category))].sort();

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
