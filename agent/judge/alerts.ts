import { z } from 'zod';
import type { AlertLevel } from '../contracts/alert.ts';
import type { Finding } from '../contracts/finding.ts';
import type { Exposure, Facts } from '../contracts/item.ts';
import { type Severity, severities, type Verdict } from '../contracts/rule.ts';
import { categoryUnder, placesHold } from './match.ts';
import * as t from './terms.ts';

/** ISO 8601 in units of fixed length. */
export const span = z
  .string()
  .regex(/^P(?=\d|T\d)(?:\d{1,4}D)?(?:T(?=\d)(?:\d{1,4}H)?(?:\d{1,5}M)?)?$/, 'a duration as PT1H, PT72H or P30D')
  .describe('ISO 8601, in days (of 24 hours), hours and minutes: PT1H, PT72H, P30D.');

const entry = z.strictObject({
  id: t.id,
  title: t.text.optional().describe('Shown in the alert.'),
  categories: z.array(t.category).min(1),
  exposure: t.exposure.default('everyone').describe('Readable by them, or by more people.'),
  subjects: z
    .array(z.enum(['customer', 'employee', 'other', 'unknown']))
    .min(1)
    .optional(),
  locations: z.array(t.place).min(1).optional().describe('Places as source:path. Default: everywhere.'),
  min_confidence: t.confidence.default('medium'),
  persons: z.int().min(1).default(1).describe('Of so many people, at least.'),
});

/** What a person must know at once. */
export const alertSettings = z.strictObject({
  severity: z
    .enum([...severities, 'none'])
    .default('critical')
    .describe('A violation of this severity, or a graver one.'),
  when: z.array(entry).default([]).describe('Data that such people can read, whether a rule forbids it or not.'),
  remind: z
    .array(span)
    .min(1)
    .default(['PT1H', 'PT4H', 'P1D'])
    .describe('Told again so long after the last time, until somebody acknowledges it. The last one repeats.'),
  names: z
    .enum(['full', 'share_and_hash', 'hash'])
    .default('share_and_hash')
    .describe('How alerts show names of files, at most: a name can say as much as the file.'),
  procedure: t.text.optional().describe('Where it stands what to do: a section of a procedure, an address.'),
});
export type AlertSettings = z.infer<typeof alertSettings>;

const confidences = ['low', 'medium', 'high'];
const widths: Readonly<Record<Exposure, number>> = { owner: 0, unknown: 1, group: 2, everyone: 3 };

/** What of the alert level a finding has reached, by what the policy says of it; null when nothing. */
export function alertLevel(
  settings: AlertSettings,
  finding: Finding,
  facts: Pick<Facts, 'exposure'>,
  verdicts: readonly Verdict[],
): AlertLevel | null {
  const violations = verdicts.filter(({ result }) => result === 'violation');
  const severity = severities.find((one) => violations.some((verdict) => verdict.severity === one)) ?? null;
  const persons = finding.distinct > 0 ? finding.distinct : finding.count;
  const reasons = [
    ...(severity !== null && isAsGrave(severity, settings.severity) ? ['severity'] : []),
    // Somebody has accepted it, and no other rule is broken.
    ...(violations.length === 0 && verdicts.some(({ status }) => status === 'exception')
      ? []
      : settings.when
          .filter((one) => matches(one, finding, facts.exposure, verdicts[0]?.subject ?? 'unknown', persons))
          .map(({ id }) => id)),
  ];
  return reasons.length === 0 ? null : { reasons: reasons.sort(), severity, exposure: facts.exposure, persons };
}

function isAsGrave(severity: Severity, level: AlertSettings['severity']): boolean {
  return level !== 'none' && severities.indexOf(severity) <= severities.indexOf(level);
}

function matches(
  { categories, exposure, subjects, locations, min_confidence: least, persons: most }: AlertSettings['when'][number],
  finding: Finding,
  readableBy: Exposure,
  subject: string,
  persons: number,
): boolean {
  if (finding.count === 0 || persons < most) return false;
  if (confidences.indexOf(finding.confidence) < confidences.indexOf(least)) return false;
  if (widths[readableBy] < widths[exposure]) return false;
  if (subjects !== undefined && !subjects.some((one) => one === subject)) return false;
  if (locations !== undefined && !placesHold(locations, finding.source, finding.path)) return false;
  return categories.some((prefix) => categoryUnder(prefix, finding.category));
}

/** Graver, readable by more people, for another reason, or of ten times as many people. */
export function isWorse(now: AlertLevel, before: AlertLevel): boolean {
  const rank = (severity: Severity | null) => (severity === null ? severities.length : severities.indexOf(severity));
  if (rank(now.severity) < rank(before.severity)) return true;
  if (widths[now.exposure] > widths[before.exposure]) return true;
  if (now.reasons.some((reason) => !before.reasons.includes(reason))) return true;
  return now.persons >= 10 * Math.max(1, before.persons);
}
