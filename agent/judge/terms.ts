import { z } from 'zod';

/** The words that every section of the policy shares. No transforms: the schema is exported for editors as it is. */

export const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/, 'an id of letters, digits, dots, colons, dashes and underscores')
  .describe('Unique in the policy; shown in every report.');

export const text = z.string().trim().min(1, 'must not be empty');

export const date = z.iso.date('a date that exists, as YYYY-MM-DD');

export const timezone = z.string().refine(isTimeZone, 'a time zone as Europe/Berlin');

function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

const durationForm = /^P(?=\d)(?:\d{1,4}Y)?(?:\d{1,4}M)?(?:\d{1,4}W)?(?:\d{1,5}D)?$/;
/** ISO 8601 in calendar units: `P6Y`, `P1Y6M`, `P90D`. */
export const duration = z
  .string()
  .regex(durationForm, 'a duration in years, months, weeks and days, as P6Y, P1Y6M or P90D')
  .describe('ISO 8601: P6Y, P1Y6M, P90D. Added in one step, in calendar units.');

export const category = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*(?:\.\*)?$/,
    'a category as dotted keys, as user.contact or user.financial.bank_account',
  )
  .describe('A category or a prefix of one: user.contact covers user.contact.email.');

export const subject = z.enum(['customer', 'employee', 'other']);
export const exposure = z.enum(['owner', 'group', 'everyone']);
export const confidence = z.enum(['low', 'medium', 'high']);

const sourceName = z.string().regex(/^(?:\*|[A-Za-z0-9._-]+)$/, "a source's name, or * for any");
const glob = text
  .refine((value) => !value.startsWith('/'), 'a path in the source: it does not begin with /')
  .refine((value) => !value.includes('\\') || !/\\[A-Za-z0-9]/.test(value), 'folders are parted by /, not by \\');

/** `share:CRM/**` */
export const place = z
  .string()
  .regex(/^(?:\*|[A-Za-z0-9._-]+):[^/]/, 'a place as source:path, as share:CRM/**')
  .describe('A source and a glob over the paths in it: share:CRM/**');

export const match = z.strictObject({ source: sourceName, path: glob.default('**') });

export const citation = z
  .strictObject({
    kind: z.enum(['law', 'contract', 'policy', 'consent']),
    ref: text,
    jurisdiction: text.optional(),
    url: z.url({ protocol: /^https?$/ }).optional(),
  })
  .describe('What it rests on: a law, a contract, a policy, a consent.');
export type Citation = z.infer<typeof citation>;

/** Requirements that a rule is evidence of: `GDPR Art. 5(1)(e)`, or words of one's own. */
export const serves = z
  .array(text)
  .describe('Requirements of laws and standards that it serves, and no others; left out: those of its kind.');

/** Who said so, when, and how long it counts: what nobody can observe from outside. */
const attestationShape = { by: text, on: date, until: date.optional() };
export const encryptionAttestation = z.strictObject({ ...attestationShape, encrypted: z.boolean().default(true) });
export const regionAttestation = z.strictObject({ ...attestationShape, region: text });

/** As a line of a report. */
export function cite(basis: Citation | undefined): string[] {
  if (basis === undefined) return [];
  return [basis.jurisdiction === undefined ? basis.ref : `${basis.ref} (${basis.jurisdiction})`];
}
