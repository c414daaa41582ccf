import { z } from 'zod';
import { type NoticeKind, noticeKinds } from '../agent/contracts/delivery.ts';
import type { Schema } from '../agent/contracts/schema.ts';
import { gentle, scheduledJob } from './schedule.ts';
import { parseDuration, parseSize } from './units.ts';

/** What the configuration must know of the rest: settings of plug-ins, the policy, and the words it may use. */
export interface Parts {
  /** By kind. Settings are zod objects; `path` and `max_size`, where a kind has them, are read as here. */
  readonly sources: ReadonlyMap<string, { readonly settings: Schema<unknown> }>;
  /** By kind of destination. */
  readonly destinations: ReadonlyMap<string, { readonly settings: Schema<unknown> }>;
  /** By kind of report. */
  readonly reporters: ReadonlyMap<string, { readonly settings: Schema<unknown> }>;
  readonly policy: z.ZodType<object>;
  /** Checks that a detector written in the configuration may name. */
  readonly checkNames: readonly string[];
  /** Ids of the detectors that there are. */
  readonly detectors: readonly string[];
  /** What they find. */
  readonly categories: readonly string[];
  /** Kinds of content and classes of them, and those left out when the configuration says nothing. */
  readonly kinds: readonly string[];
  readonly excludedKinds: readonly string[];
  /** The sources that a policy names, with the place of each. */
  sourcesNamed(policy: unknown): Iterable<{ readonly source: string; readonly path: readonly PropertyKey[] }>;
}

const text = z.string().trim().min(1);
const fileName = text.describe('Relative to the folder of this file.');

const sizeExpected = 'expected a size, as 500 MB, 2 GiB or 1048576';
export const size = z
  .union([z.int().nonnegative(), z.string()], sizeExpected)
  .transform((value, context) => {
    const bytes = typeof value === 'number' ? value : parseSize(value);
    if (bytes !== null) return bytes;
    context.addIssue({ code: 'custom', message: sizeExpected });
    return z.NEVER;
  })
  .describe('A size: 500 MB (decimal), 2 GiB (binary), or plain bytes.');

export const duration = z
  .string('expected a duration with its unit, as 60 s, 5 min or 250 ms')
  .transform((value, context) => {
    const ms = parseDuration(value);
    if (ms !== null && ms > 0) return ms;
    context.addIssue({ code: 'custom', message: 'expected a duration with its unit, as 60 s, 5 min or 250 ms' });
    return z.NEVER;
  })
  .describe('A duration with its unit: 60 s, 5 min, 250 ms.');

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const country = z
  .string()
  .refine(
    (code) => /^[A-Z]{2}$/.test(code) && regions.of(code) !== undefined,
    'expected a country as two capital letters, as DE or PL',
  );

const timezone = z.string().refine(isTimeZone, 'expected a time zone, as Europe/Berlin or UTC');

const organization = z
  .strictObject({
    name: text.optional().describe('Shown on reports.'),
    countries: z
      .array(country)
      .default([])
      .describe(
        'Where its customers and employees live: detectors of these countries are believed more. ISO 3166 codes.',
      ),
    timezone: timezone.default('UTC').describe('In which dates are judged.'),
    dpo: z
      .strictObject({ name: text.optional(), email: z.email('expected an e-mail address').optional() })
      .optional()
      .describe('The data protection officer: shown on reports.'),
  })
  .describe('Who this is for.');

const wholeNumber = (least: number) => z.int().min(least);
const limits = z
  .strictObject({
    cpu: duration.default(60_000).describe("The thread's CPU time, plus cpu_per_mib for each MiB of the item."),
    cpu_per_mib: duration.default(6_000),
    stall: duration.default(30_000).describe('No progress for so long, while nothing is computed either.'),
    memory: size.default(2 ** 30).describe('Heap and buffers of the thread.'),
    bytes: size.default(4 * 2 ** 30).describe('Made by decompressing and parsing.'),
    ratio: wholeNumber(1).default(200).describe('Bytes made per byte read.'),
    depth: wholeNumber(0).default(8).describe('Files within files.'),
    members: wholeNumber(1).default(100_000).describe('Files in one item, at all depths.'),
  })
  .describe('Limits of one item with everything inside it. What goes beyond is told as unread or partly read.');

const pathModes = ['full', 'share_and_hash', 'hash'] as const;

const outbox = z
  .strictObject({
    max_size: size
      .default(2 ** 30)
      .describe('What may wait for each destination. Nothing is dropped: what finds no room is made again.'),
    deliver_for: duration
      .default(30_000)
      .describe(
        'How long a scan goes on delivering at its end. What remains waits for the next, or "wayward deliver".',
      ),
    heartbeat: duration
      .default(3_600_000)
      .describe('How often "wayward run" says that it is there, to destinations that take "agent".'),
  })
  .describe('What waits until destinations have taken it.');

const customDetector = (checkNames: readonly string[]) =>
  z.strictObject({
    id: z
      .string()
      .regex(/^custom(\.[a-z0-9_]+)+$/, 'expected an id as custom.customer_number')
      .describe('custom. and a name of your own, in small letters, digits and underscores.'),
    title: text.optional().describe('Shown on reports. Default: the id.'),
    category: z
      .string()
      .regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/, 'expected a category as dotted keys, as user.unique_id')
      .default('user.unique_id')
      .describe('What kind of data it is, in fideslang keys: user.unique_id, user.contact.'),
    pattern: text.describe(
      'A regular expression as JavaScript writes it, without slashes. It matches at most `reach` characters.',
    ),
    flags: z.enum(['i', 'u', 'iu', 'ui']).optional().describe('i: case does not matter. u: Unicode.'),
    check: oneOf(checkNames).optional().describe('A checksum that every match must pass.'),
    labels: z.array(text).default([]).describe('Words near a match that speak for it, in any language.'),
    negative_labels: z.array(text).optional().describe('Words near a match that speak against it.'),
    columns: z.array(text).default([]).describe('Names of columns, fields and keys that speak for it.'),
    countries: z.array(country).optional(),
    subject: z.enum(['customer', 'employee']).optional().describe('Whose number it is by nature.'),
    needs: z.literal('label').optional().describe('label: without a label or a column there is no finding.'),
    deny: z.array(text).default([]).describe('Test values: shown as suppressed, never counted.'),
    distinctive: z.number().min(-3).max(6).optional().describe('How telling the form alone is, in log10 odds.'),
    reach: z.int().min(1).max(1024).optional().describe('The longest match, in characters. Default: 64.'),
  });

/** The schema of wayward.yaml, put together from that of every plug-in. Strict: an unknown key is a mistake. */
export function configSchema(parts: Parts) {
  return z.strictObject({
    version: z.literal(1).describe('Of the form of this file.'),
    organization: organization.prefault({}),
    state: fileName
      .optional()
      .describe('The folder that keeps what is known. --state wins; the default is the XDG state folder.'),
    key: fileName
      .optional()
      .describe(
        'The file of the fingerprint key, made at the first run. Never in the state folder. Default: wayward.key beside this file.',
      ),
    paths: z
      .enum(pathModes)
      .default('full')
      .describe('How names of files are shown in reports: in full, hashed below the source, or hashed as a whole.'),
    sources: z.array(sourceEntry(parts)).min(1).describe('What to scan.'),
    content: z
      .strictObject({
        exclude_kinds: z
          .array(oneOf(parts.kinds))
          .default([...parts.excludedKinds])
          .describe(
            'Kinds of content, or classes of them, that are listed and not read. Told by content, not by name.',
          ),
        ocr: z
          .strictObject({
            languages: z
              .array(z.string().regex(/^[A-Za-z][A-Za-z_]{1,30}$/, 'a name of language data of tesseract, like eng'))
              .min(1)
              .describe("Of tesseract's language data, as installed: eng, deu."),
            program: text.default('tesseract').describe('The program: a name or a path.'),
          })
          .optional()
          .describe('Recognise the text in pictures, with the tesseract that is installed. Left out: off.'),
      })
      .prefault({}),
    limits: limits.prefault({}),
    detectors: z
      .strictObject({
        disable: z.array(text).default([]).describe('Ids, or the beginnings of ids: us covers us.ssn and us.itin.'),
        only: z.array(text).default([]).describe('When not empty: these alone.'),
        custom: z.array(customDetector(parts.checkNames)).default([]).describe('Detectors written as data.'),
      })
      .prefault({}),
    policy: z
      .union([fileName, parts.policy])
      .optional()
      .describe('The policy: the name of its file, or the policy itself. Without one, a scan is an inventory.'),
    reports: z.array(reportEntry(parts)).default([]).describe('Written after every scan.'),
    schedule: z
      .array(scheduledJob)
      .default([])
      .describe('What "wayward run" does and when, in the time zone of the organization: docs/running.md.'),
    gentle: gentle(size).prefault({}),
    destinations: z.array(destinationEntry(parts)).default([]).describe('Whom to tell: docs/delivery.md.'),
    outbox: outbox.prefault({}),
    workers: z
      .int()
      .min(0)
      .max(1024)
      .optional()
      .describe('Worker threads; 0 runs inline and enforces no limits. Default: one for each core.'),
  });
}
export type ConfigSchema = ReturnType<typeof configSchema>;
/** What the file says, with defaults put in; keys as in the file. */
export type Settled = z.output<ConfigSchema>;

/** A name, a kind, and the settings of the kind. */
export interface SourceEntry {
  readonly name: string;
  readonly kind: string;
  readonly path?: string;
  readonly [setting: string]: unknown;
}

export interface DestinationEntry {
  readonly name: string;
  readonly kind: string;
  readonly paths?: (typeof pathModes)[number];
  readonly events: readonly NoticeKind[];
  readonly batch: number;
  readonly [setting: string]: unknown;
}

export interface ReportEntry {
  readonly kind: string;
  readonly file: string;
  readonly [setting: string]: unknown;
}

const sourceName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'expected a name of small letters, digits, dots, dashes and underscores')
  .describe('What the source is called in the policy and in reports. Unique.');

function sourceEntry({ sources }: Parts): z.ZodType<SourceEntry> {
  return anyKind(sources, (kind, shape) => {
    const own: Record<string, z.ZodType> = { name: sourceName, kind: z.literal(kind), ...shape };
    if (shape['path'] !== undefined) own['path'] = fileName;
    if (shape['max_size'] !== undefined) own['max_size'] = size.optional();
    return own;
  }) as unknown as z.ZodType<SourceEntry>;
}

function reportEntry({ reporters }: Parts): z.ZodType<ReportEntry> {
  return anyKind(reporters, (kind, shape) => ({
    kind: z.literal(kind),
    file: fileName,
    ...shape,
  })) as unknown as z.ZodType<ReportEntry>;
}

function destinationEntry({ destinations }: Parts): z.ZodType<DestinationEntry> {
  return anyKind(destinations, (kind, shape) => ({
    name: sourceName.describe('What the destination is called in the outbox. Unique.'),
    kind: z.literal(kind),
    paths: z
      .enum(pathModes)
      .optional()
      .describe('How names of files are shown to this destination. Default: as "paths" says.'),
    events: z
      .array(z.enum(noticeKinds))
      .min(1)
      .default([...noticeKinds])
      .describe(
        'finding, compliance (rules in sources, passes too), scan (starts and ends of runs), alert (at once), agent (that it is there, what it missed).',
      ),
    batch: z.int().min(1).max(5000).default(500).describe('Events sent at once, at most.'),
    ...shape,
  })) as unknown as z.ZodType<DestinationEntry>;
}

function anyKind(
  plugins: ReadonlyMap<string, { readonly settings: Schema<unknown> }>,
  entry: (kind: string, shape: Record<string, z.ZodType>) => Record<string, z.ZodType>,
) {
  const kinds = [...plugins].sort(([a], [b]) => (a < b ? -1 : 1));
  const entries = kinds.map(([kind, { settings }]) => z.strictObject(entry(kind, shapeOf(kind, settings))));
  return z.discriminatedUnion('kind', entries as unknown as [z.ZodObject<{ kind: z.ZodLiteral<string> }>]);
}

/** The keys of a plug-in's settings. @throws Error when they are no zod object */
function shapeOf(kind: string, settings: Schema<unknown>): Record<string, z.ZodType> {
  let schema: unknown = settings;
  while (schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) {
    schema = schema.unwrap();
  }
  if (!(schema instanceof z.ZodObject)) throw new Error(`the settings of ${kind} are no zod object`);
  return schema.shape as Record<string, z.ZodType>;
}

function oneOf(words: readonly string[]) {
  return z.enum(words as [string, ...string[]]);
}

function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
