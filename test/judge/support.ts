import type { Finding, PartDate } from '../../agent/contracts/finding.ts';
import type { Rule, Verdict } from '../../agent/contracts/rule.ts';
import type { StoredItem } from '../../agent/contracts/store.ts';
import { type CompiledPolicy, compilePolicy } from '../../agent/judge/compile.ts';
import { type Aids, judgeItem, nowFrom } from '../../agent/judge/judge.ts';
import { policySchema } from '../../agent/judge/policy.ts';
import exposure from '../../agent/rules/exposure.ts';
import location from '../../agent/rules/location.ts';
import retention from '../../agent/rules/retention.ts';
import { plainFacts } from '../kits/rule.ts';

export const rules: ReadonlyMap<string, Rule<unknown>> = new Map<string, Rule<unknown>>([
  ['location', location as Rule<unknown>],
  ['retention', retention as Rule<unknown>],
  ['exposure', exposure as Rule<unknown>],
]);
export const schema = policySchema(rules);

export function compile(policy: Record<string, unknown>, timezone = 'Europe/Berlin'): CompiledPolicy {
  return compilePolicy(schema.parse({ version: 1, ...policy }), rules, { timezone });
}

/** Every mistake of a policy, as `path: message`. */
export function mistakes(policy: Record<string, unknown>): string[] {
  const { error } = schema.safeParse({ version: 1, ...policy });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

export function itemOf(
  of: Partial<Omit<StoredItem, 'dates'>> & { dates?: readonly Partial<PartDate>[] | readonly unknown[] } = {},
): StoredItem {
  return {
    id: 'i-1',
    source: 'share',
    unit: 'CRM',
    path: 'CRM/list.csv',
    signature: 's',
    recipe: 'r',
    status: 'read',
    excluded: null,
    kind: 'csv',
    contentHash: null,
    facts: plainFacts,
    dates: [],
    problems: [],
    untouched: true,
    openedIn: 'r-1',
    ...of,
  } as StoredItem;
}

export const today = '2026-03-01T12:00:00Z';

export function judge(
  policy: CompiledPolicy,
  item: StoredItem,
  findings: readonly Finding[],
  of: { readonly now?: string } & Partial<Aids> = {},
): Verdict[] {
  const source = { name: item.source, kind: 'folder' };
  const aids: Aids = { verdictId: (finding, type) => `v ${finding} ${type}`, ...of };
  return judgeItem(policy, item, source, findings, nowFrom(of.now ?? today, policy.timezone), aids);
}
