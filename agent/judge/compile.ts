import { createHash } from 'node:crypto';
import type { Rule } from '../contracts/rule.ts';
import { type Policy, sectionOf } from './policy.ts';
import { results } from './results.ts';

/** A policy ready to judge by: each rule with its own section. */
export interface CompiledPolicy {
  /** SHA-256 of the policy as canonical JSON, with defaults and the time zone in force. */
  readonly hash: string;
  readonly title: string;
  readonly timezone: string;
  readonly policy: Policy;
  /** In order of type. */
  readonly rules: readonly { readonly rule: Rule<unknown>; readonly settings: unknown }[];
}

/**
 * @param policy as its schema parsed it
 * @param options.timezone the organization's, for a policy that names none
 * @throws Error for a rule type of which the table of results knows nothing
 */
export function compilePolicy(
  policy: Policy,
  rules: ReadonlyMap<string, Rule<unknown>>,
  options: { readonly timezone: string },
): CompiledPolicy {
  const timezone = policy.timezone ?? options.timezone;
  const compiled = [...rules.values()]
    .sort((a, b) => (a.type < b.type ? -1 : 1))
    .map((rule) => {
      if (results[rule.type] === undefined) throw new Error(`no results for rule type ${rule.type}`);
      return { rule, settings: sectionOf(policy, rule) };
    });
  return {
    hash: createHash('sha256')
      .update(canonical({ ...policy, timezone }))
      .digest('hex'),
    title: policy.title ?? 'Policy',
    timezone,
    policy,
    rules: compiled,
  };
}

/** JSON with sorted keys: the same policy gives the same text, however its file is ordered. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`);
  return `{${members.join(',')}}`;
}
