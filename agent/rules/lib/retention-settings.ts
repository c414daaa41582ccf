import { z } from 'zod';
import { categoryKey, parsePlace, specificity } from '../../judge/match.ts';
import * as t from '../../judge/terms.ts';
import { patternMistake } from './path-dates.ts';
import { columnSource } from './row-trigger.ts';

export const grades = ['A', 'B', 'C', 'D'] as const;
export type Grade = (typeof grades)[number];

const pathPattern = z.strictObject({
  path_pattern: t.text.superRefine((pattern, context) => {
    const mistake = patternMistake(pattern);
    if (mistake !== null) context.addIssue({ code: 'custom', message: mistake });
  }),
});

const never = /^(?:file:(?:ctime|atime|changed|accessed))$/;
const triggerSource = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]*:[A-Za-z][A-Za-z0-9_]*$/,
    'a source of dates, as document:created, mail:sent, record:contract_end, or of a table { column: closed_at }',
  )
  .refine((source) => !never.test(source), 'ctime and atime say nothing about age and never decide')
  .refine(
    (source) => !source.startsWith('file:') || source === 'file:mtime' || source === 'file:birthtime',
    'of a file there are file:mtime and file:birthtime',
  );
/** Where the date of a file, or of something in it, comes from. */
export type DateSource = z.infer<typeof triggerSource> | z.infer<typeof pathPattern>;

const cutoff = z.union([
  z.enum(['none', 'end_of_month', 'end_of_quarter', 'end_of_calendar_year']),
  z.strictObject({
    fiscal_year_end: z
      .string()
      .regex(
        /^(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|[12]\d))$/,
        'month and day, as 09-30',
      ),
  }),
]);
export type Cutoff = z.infer<typeof cutoff>;

const retentionRule = z
  .strictObject({
    id: t.id,
    version: z.int().min(1).default(1),
    title: t.text.optional(),
    scope: z
      .strictObject({
        categories: z.array(t.category).min(1).default(['user']),
        subjects: z.array(t.subject).min(1).optional(),
        locations: z.array(t.place).min(1).optional(),
      })
      .prefault({}),
    trigger: z
      .strictObject({
        event: t.text.default('created').describe('What starts the period, in words: contract_end, created.'),
        sources: z.array(z.union([triggerSource, pathPattern, columnSource])).min(1),
        min_grade: z.enum(['A', 'B', 'C']).default('B').describe('Dates below it are for review at most.'),
        cutoff: cutoff.default('none'),
      })
      .optional(),
    keep: z.strictObject({ at_least: t.duration, basis: t.citation.optional() }).optional(),
    delete: z.strictObject({ at_most: t.duration, basis: t.citation.optional() }).optional(),
    due_soon: t.duration.default('P90D'),
    grace: t.duration.default('P0D'),
    review_every: t.duration.optional(),
    reviewed_on: t.date.optional().describe('The last periodic review.'),
    disposition: z
      .enum(['review', 'quarantine', 'delete', 'anonymise', 'restrict', 'archive', 'permanent'])
      .default('review'),
    serves: t.serves.optional(),
    owner: t.text.optional(),
    approvers: z.array(t.text).optional(),
  })
  .superRefine((rule, context) => {
    const permanent = rule.disposition === 'permanent';
    const says = rule.keep ?? rule.delete ?? rule.review_every;
    const add = (message: string, ...path: string[]) => context.addIssue({ code: 'custom', message, path });
    if (!permanent && says === undefined)
      add(`${rule.id} says nothing: keep, delete, review_every or disposition permanent`);
    if (permanent && rule.delete !== undefined) add(`${rule.id} is permanent and deletes`, 'delete');
    if (!permanent && rule.trigger === undefined)
      add(`${rule.id} needs a trigger: which date starts the period`, 'trigger');
  });
export type RetentionRule = z.infer<typeof retentionRule>;

/** The part of the policy that says how long data may stay. */
export const retentionSettings = z
  .strictObject({ retention: z.array(retentionRule).default([]) })
  .superRefine(({ retention }, context) => {
    for (const [later, b] of retention.entries()) {
      for (const a of retention.slice(0, later)) {
        const shared = equallySpecific(a, b);
        if (shared === null) continue;
        context.addIssue({
          code: 'custom',
          message: `${a.id} and ${b.id} are equally specific for ${shared}: merge them, or make one of them narrower`,
          path: ['retention', later, 'scope'],
        });
      }
    }
  });
export type RetentionSettings = z.infer<typeof retentionSettings>;

/** What two rules both claim with the same right, in words, or null. */
function equallySpecific({ scope: a }: RetentionRule, { scope: b }: RetentionRule): string | null {
  const keys = b.categories.map(categoryKey);
  const category = a.categories.map(categoryKey).find((key) => keys.includes(key));
  const subject = common(a.subjects, b.subjects);
  const place = common(a.locations, b.locations);
  if (category === undefined || subject === null || place === null) return null;
  return [category, subject ?? 'any subject', place ?? 'any place'].join(', ');
}

/** A value of both lists; undefined when neither asks; null when they ask for different things or only one asks. */
function common<T>(a: readonly T[] | undefined, b: readonly T[] | undefined): T | undefined | null {
  if (a === undefined && b === undefined) return undefined;
  return a?.find((value) => b?.includes(value) ?? false) ?? null;
}

/**
 * How closely a rule names a finding, most telling first: an explicit place beats a general rule, a longer category
 * beats a shorter one, a named subject beats any.
 */
export function closeness(rule: RetentionRule, prefix: string, place: string | null): readonly number[] {
  return [
    place === null ? 0 : 1 + specificity(parsePlace(place)),
    categoryKey(prefix).length,
    rule.scope.subjects === undefined ? 0 : 1,
  ];
}
