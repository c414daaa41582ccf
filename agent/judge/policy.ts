import { z } from 'zod';
import type { Rule } from '../contracts/rule.ts';
import { activity, activityMistakes } from './activities.ts';
import { alertSettings } from './alerts.ts';
import { incidentSettings } from './incidents.ts';
import { customerRegister } from './register.ts';
import * as t from './terms.ts';
import { riskSettings } from './weights.ts';

/** What an exception or a hold covers. What is left out is not asked about; something must be said. */
const scopeShape = {
  paths: z.array(t.place).min(1).optional().describe('Places as source:path.'),
  categories: z.array(t.category).min(1).optional(),
  subjects: z.array(t.subject).min(1).optional(),
  finding: z
    .string()
    .regex(/^f-[0-9a-f]{4,64}\*?$/, "a finding's id, as f-7c1e55d0 or f-7c1e*")
    .optional(),
};
const saysSomething = (scope: object) => Object.values(scope).some((value) => value !== undefined);

const hold = z.strictObject({
  id: t.id,
  matter: t.text.describe('The case it is held for.'),
  issued_by: t.text,
  issued_on: t.date,
  approved_by: t.text.optional(),
  review_by: t.date.optional(),
  released_on: t.date.optional().describe('The first day on which it no longer holds.'),
  scope: z.strictObject(scopeShape).refine(saysSomething, 'name paths, categories, subjects or a finding'),
});
export type HoldEntry = z.infer<typeof hold>;

const exceptionScope = z
  .strictObject({ ...scopeShape, rules: z.array(t.text).min(1).optional().describe('Rule types or ids of rules.') })
  .refine(({ rules: _, ...scope }) => saysSomething(scope), 'name paths, categories, subjects or a finding');

const exception = z.strictObject({
  id: t.id,
  scope: exceptionScope,
  reason: t.text,
  approved_by: t.text,
  approved_on: t.date.optional(),
  expires: t.date.describe('The last day on which it counts.'),
});
export type ExceptionEntry = z.infer<typeof exception>;

/** The keys that belong to no rule. */
const base = {
  version: z.literal(1),
  title: t.text.optional().describe('Shown on every report.'),
  timezone: t.timezone.optional().describe('Dates are judged in it: a year may end on another day elsewhere.'),
  reviewed_on: t.date.optional().describe('When somebody last went through this policy.'),
  review_every: t.duration.optional().describe('How often somebody has to. Default: P1Y.'),
  min_confidence: t.confidence.default('medium').describe('Findings below it are for review at most.'),
  unknown_subject: z
    .enum(['treat_as_customer', 'review', 'ignore'])
    .default('treat_as_customer')
    .describe('What a rule that asks for subjects makes of data of which nobody can say whose it is.'),
  subjects: z
    .array(z.strictObject({ match: t.match, subject: t.subject }))
    .default([])
    .describe('Whose data a place holds; the first match counts.'),
  customer_register: customerRegister.optional(),
  activities: z.array(activity).optional().describe('The record of processing activities, one line each.'),
  holds: z.array(hold).default([]),
  exceptions: z.array(exception).default([]),
  risk: riskSettings.prefault({}),
  alerts: alertSettings.optional().describe('What a person must know at once: docs/alerts.md.'),
  incidents: incidentSettings.optional().describe('The clocks of the register of incidents: docs/alerts.md.'),
} as const;
const baseObject = z.strictObject(base);

/** The policy: our own keys typed, a rule's keys (`locations`, `retention` …) as its own schema leaves them. */
export type Policy = z.infer<typeof baseObject> & { readonly [section: string]: unknown };
export type PolicyInput = z.input<typeof baseObject> & { readonly [section: string]: unknown };

/**
 * The schema of the whole policy: our own keys and those of each rule type. Strict: an unknown key is a mistake.
 * Without transforms, so that it can be given to editors as JSON Schema.
 * @throws Error when a rule's settings are no zod object, or two rules claim one key
 */
export function policySchema(rules: ReadonlyMap<string, Rule<unknown>>): z.ZodType<Policy, PolicyInput> {
  const shape: Record<string, z.ZodType> = { ...base };
  for (const rule of rules.values()) {
    for (const [key, schema] of Object.entries(settingsOf(rule).shape)) {
      if (shape[key] !== undefined) throw new Error(`two parts of the policy claim the key ${key}`);
      shape[key] = schema as z.ZodType;
    }
  }
  const whole = z.strictObject(shape).superRefine((policy, context) => {
    // The sections were checked by their shape already; a mistake's message may not be written yet.
    const key = (path: readonly PropertyKey[] = [], message = '') => JSON.stringify([path.map(String), message]);
    const told = new Set(context.issues.map(({ path, message }) => key(path, message)));
    for (const issue of [
      ...crossChecks(policy, rules),
      ...duplicateIds(policy),
      ...unknownRules(policy, rules),
      ...activityMistakes(policy),
    ]) {
      const { path, message } = issue;
      if (told.has(key(path, message)) || told.has(key(path))) continue;
      context.addIssue({ code: 'custom', message, path: [...path] });
    }
  });
  return whole as unknown as z.ZodType<Policy, PolicyInput>;
}

interface Mistake {
  readonly message: string;
  readonly path: readonly PropertyKey[];
}

/** What a rule's own schema says of its keys together: references, equals, contradictions. */
function* crossChecks(policy: object, rules: ReadonlyMap<string, Rule<unknown>>): Generator<Mistake> {
  for (const rule of rules.values()) {
    const checked = settingsOf(rule).safeParse(sectionOf(policy, rule));
    for (const { message, path } of checked.error?.issues ?? []) yield { message, path };
  }
}

/** An id stands for one thing in all reports, so it is unique in the whole policy. */
function* duplicateIds(policy: Readonly<Record<string, unknown>>): Generator<Mistake> {
  const seen = new Map<string, string>();
  for (const [section, entries] of Object.entries(policy)) {
    if (!Array.isArray(entries)) continue;
    for (const [index, entry] of entries.entries()) {
      const id = typeof entry === 'object' && entry !== null && 'id' in entry ? String(entry.id) : null;
      if (id === null) continue;
      const here = `${section}[${index}]`;
      const first = seen.get(id);
      if (first !== undefined) {
        yield { message: `the id ${id} is used twice: ${first} and ${here}`, path: [section, index, 'id'] };
      } else seen.set(id, here);
    }
  }
}

function* unknownRules(
  policy: Readonly<Record<string, unknown>>,
  rules: ReadonlyMap<string, Rule<unknown>>,
): Generator<Mistake> {
  const known = new Set(rules.keys());
  for (const entries of Object.values(policy)) {
    if (!Array.isArray(entries)) continue;
    for (const entry of entries) {
      if (typeof entry === 'object' && entry !== null && 'id' in entry) known.add(String(entry.id));
    }
  }
  const exceptions = policy['exceptions'] as readonly ExceptionEntry[];
  for (const [index, { id, scope }] of exceptions.entries()) {
    for (const [at, rule] of (scope.rules ?? []).entries()) {
      if (known.has(rule)) continue;
      const message = `exception ${id} names ${rule}, which is neither a rule type (${[...rules.keys()].sort().join(', ')}) nor an id`;
      yield { message, path: ['exceptions', index, 'scope', 'rules', at] };
    }
  }
}

/** A rule's keys out of the policy. */
export function sectionOf(policy: object, rule: Rule<unknown>): Record<string, unknown> {
  const keys = Object.keys(settingsOf(rule).shape);
  const all = policy as Readonly<Record<string, unknown>>;
  return Object.fromEntries(keys.filter((key) => all[key] !== undefined).map((key) => [key, all[key]]));
}

function settingsOf(rule: Rule<unknown>): z.ZodObject {
  const { settings } = rule;
  if (!(settings instanceof z.ZodObject)) throw new Error(`the settings of rule type ${rule.type} are no zod object`);
  return settings;
}

/** The sources that a policy names, with the path to each: the configuration says whether they exist. */
export function* sourcesNamed(
  value: unknown,
  path: readonly PropertyKey[] = [],
): Generator<Mistake & { source: string }> {
  if (typeof value === 'string') {
    const last = path.at(-2);
    const named =
      last === 'paths' || last === 'locations' || last === 'public_places' ? /^([^:]+):/.exec(value)?.[1] : null;
    if (named != null && named !== '*') yield { source: named, message: `there is no source ${named}`, path };
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      const step = Array.isArray(value) ? Number(key) : key;
      const names = path.at(-1) === 'match' || path.at(-1) === 'customer_register';
      if (key === 'source' && names && typeof inner === 'string' && inner !== '*') {
        yield { source: inner, message: `there is no source ${inner}`, path: [...path, key] };
      } else yield* sourcesNamed(inner, [...path, step]);
    }
  }
}
