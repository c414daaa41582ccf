import type { Decision } from '../contracts/decision.ts';
import type { ShownDecision, ShownPolicy, ShownRule } from '../contracts/shown-policy.ts';
import type { CompiledPolicy } from './compile.ts';

/** What a rule's own section may hold, as far as it is shown. Its schema is the rule's. */
interface Entry {
  readonly id: string;
  readonly version?: number;
  readonly title?: string;
  readonly name?: string;
  readonly keep?: { readonly at_least: string; readonly basis?: unknown };
  readonly delete?: { readonly at_most: string; readonly basis?: unknown };
  readonly at_most?: string;
  readonly basis?: unknown;
  readonly review_every?: string;
  readonly reviewed_on?: string;
  readonly disposition?: string;
  readonly owner?: string;
  readonly approved_by?: string;
  readonly approved_on?: string;
  readonly valid_until?: string;
  readonly categories?: readonly string[];
  readonly approved_for?: readonly { readonly categories: readonly string[] }[];
  readonly contract?: { readonly ref: string; readonly signed: string; readonly ends?: string };
}

/** A policy as reports show it. @param today the day of judging: what is due by then is told */
export function showPolicy(
  { hash, title, timezone, policy }: CompiledPolicy,
  today: string,
  decided: readonly Decision[] = [],
): ShownPolicy {
  const section = (name: string) => (policy[name] ?? []) as readonly Entry[];
  return {
    title,
    hash,
    timezone,
    minConfidence: policy.min_confidence,
    unknownSubject: policy.unknown_subject,
    rules: [
      ...section('locations').map((entry) => ruleOf('location', entry, approvedFor(entry))),
      ...section('retention').map((entry) => ruleOf('retention', entry, periodsOf(entry))),
      ...section('exposure').map((entry) => ruleOf('exposure', entry, boundOf(entry))),
    ],
    decisions: [
      ...policy.holds.map((hold): ShownDecision => {
        const { id, matter, issued_by, issued_on, review_by = null, released_on } = hold;
        const released = released_on !== undefined && released_on <= today;
        const state = released ? ('released' as const) : stateOf(review_by, today);
        return { kind: 'hold', id, about: matter, by: issued_by, since: issued_on, until: review_by, state };
      }),
      ...policy.exceptions.map((of): ShownDecision => {
        const { id, reason, approved_by, approved_on = null, expires } = of;
        const state = stateOf(expires, today);
        return { kind: 'exception', id, about: reason, by: approved_by, since: approved_on, until: expires, state };
      }),
      ...decided.map((of) => decisionOf(of, today)),
      ...section('locations').map((of): ShownDecision => {
        const { id, title: about = null, approved_by, owner, approved_on = null, valid_until = null } = of;
        const by = approved_by ?? owner ?? null;
        const state = stateOf(valid_until, today);
        return { kind: 'approval', id, about, by, since: approved_on, until: valid_until, state };
      }),
      ...section('third_parties').flatMap((of): ShownDecision[] => {
        const { contract, id, name = null } = of;
        if (contract === undefined) return [];
        const until = contract.ends ?? null;
        return [
          {
            kind: 'contract',
            id,
            about: name,
            by: contract.ref,
            since: contract.signed,
            until,
            state: stateOf(until, today),
          },
        ];
      }),
      ...section('retention').flatMap((of): ShownDecision[] => {
        const { id, title: about = null, owner = null, review_every, reviewed_on = null } = of;
        if (review_every === undefined) return [];
        return [reviewOf({ kind: 'retention_review', id, about, by: owner }, reviewed_on, review_every, today)];
      }),
      reviewOf(
        { kind: 'policy_review', id: 'policy', about: title, by: null },
        policy.reviewed_on ?? null,
        policy.review_every ?? 'P1Y',
        today,
      ),
    ],
    weights: weightsOf(policy.risk, ''),
  };
}

/** What was decided in a review. */
function decisionOf({ id, kind, reason, actor, decidedAt, until, check }: Decision, today: string): ShownDecision {
  const about = { id, about: reason, by: actor, since: decidedAt.slice(0, 10), until };
  if (kind === 'keep' || kind === 'false_alarm') return { kind: 'exception', ...about, state: stateOf(until, today) };
  const gone = check !== null && check.there + check.unknown === 0 && (kind === 'move' || check.moved === 0);
  const state = gone ? ('done' as const) : stateOf(until, today);
  return { kind: kind === 'delete' ? 'deletion' : 'move', ...about, state };
}

function ruleOf(type: string, entry: Entry, says: string): ShownRule {
  const { id, version = null, title = null, owner = null, disposition = null } = entry;
  const citations = [entry.keep?.basis, entry.delete?.basis, entry.basis].flatMap(citationOf);
  return { id, type, version, title, says, citations: [...new Set(citations)], owner, disposition };
}

function approvedFor({ approved_for = [] }: Entry): string {
  const categories = approved_for.flatMap((of) => of.categories);
  return categories.length === 0 ? 'approved for nothing' : `approved for ${categories.join(', ')}`;
}

function periodsOf(of: Entry): string {
  const parts = [
    of.keep === undefined ? '' : `keep ${of.keep.at_least}`,
    of.delete === undefined ? '' : `delete ${of.delete.at_most}`,
    of.review_every === undefined ? '' : `review every ${of.review_every}`,
    of.disposition === 'permanent' ? 'permanent' : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function boundOf({ categories = [], at_most = '' }: Entry): string {
  return `${categories.join(', ')}: ${at_most} at most`;
}

/** A citation is a text, or an object that names what it cites. */
function citationOf(basis: unknown): string[] {
  if (typeof basis === 'string') return [basis];
  if (typeof basis !== 'object' || basis === null) return [];
  const { ref, jurisdiction } = basis as { ref?: unknown; jurisdiction?: unknown };
  if (typeof ref !== 'string') return [];
  return [typeof jurisdiction === 'string' ? `${ref} (${jurisdiction})` : ref];
}

/** `due` in the last 90 days. */
function stateOf(until: string | null, today: string): ShownDecision['state'] {
  if (until === null) return 'open';
  if (until < today) return 'ended';
  const soon = Temporal.PlainDate.from(today).add({ days: 90 }).toString();
  return until <= soon ? 'due' : 'in_force';
}

/** A review that was never made is due. */
function reviewOf(
  about: Pick<ShownDecision, 'kind' | 'id' | 'about' | 'by'>,
  last: string | null,
  every: string,
  today: string,
): ShownDecision {
  const next = last === null ? null : Temporal.PlainDate.from(last).add(every).toString();
  return { ...about, since: last, until: next, state: next === null ? 'ended' : stateOf(next, today) };
}

function weightsOf(of: unknown, name: string): { name: string; value: number }[] {
  if (typeof of === 'number') return [{ name, value: of }];
  if (typeof of !== 'object' || of === null || Array.isArray(of)) return [];
  return Object.entries(of).flatMap(([key, inner]) => weightsOf(inner, name === '' ? key : `${name}.${key}`));
}
