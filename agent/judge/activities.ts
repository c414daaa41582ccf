import { z } from 'zod';
import type { Activity, Recipient, RecordRow } from '../contracts/records.ts';
import { categoryUnder, type Match, parsePlace } from './match.ts';
import * as t from './terms.ts';

const link = t.text.describe('A link, or where it is kept.');

/** One line of the record of processing activities (Art. 30 GDPR); all but id, purpose and categories may be left out. */
export const activity = z.strictObject({
  id: t.id,
  title: t.text.optional(),
  role: z.enum(['controller', 'processor']).default('controller'),
  function: t.text.optional().describe('The business function: sales, human resources.'),
  purpose: t.text,
  joint_controller: t.text.optional().describe('Name and contact.'),
  subjects: z.array(t.subject).min(1).optional().describe('Whose data; left out: anybody’s.'),
  individuals: t.text.optional().describe('The same in words: customers and their contact persons.'),
  categories: z.array(t.category).min(1),
  recipients: z
    .array(
      z.strictObject({
        name: t.text,
        kind: z.enum(['internal', 'external', 'processor']).default('external'),
        third_party: t.id.optional().describe('Of third_parties: its contract is shown.'),
      }),
    )
    .default([]),
  transfers: z.array(z.strictObject({ country: t.text, safeguards: t.text.optional() })).default([]),
  security: t.text.optional().describe('Technical and organisational measures, in general.'),
  lawful_basis: z
    .strictObject({
      article_6: z.enum([
        ...(['consent', 'contract', 'legal_obligation', 'vital_interests', 'public_task'] as const),
        'legitimate_interests',
      ]),
      ref: t.text.optional(),
      article_9: t.text.optional().describe('The condition, for special categories.'),
      schedule_1: t.text.optional().describe('Of the UK Data Protection Act 2018.'),
      legitimate_interests: t.text.optional(),
      assessment: link.optional(),
    })
    .optional(),
  rights: z.array(t.text).default([]).describe('That people have here.'),
  automated_decisions: t.text.optional().describe('Whether there are any, and which.'),
  data_source: t.text.optional(),
  consent_record: link.optional(),
  dpia: z
    .strictObject({ required: z.boolean(), progress: t.text.optional(), link: link.optional() })
    .optional()
    .describe('Data protection impact assessment.'),
  breach: z.strictObject({ occurred: z.boolean(), record: link.optional() }).optional(),
  retention: z
    .array(t.id)
    .min(1)
    .optional()
    .describe('Its retention rules; left out: those that cover its categories.'),
  retention_policy: link.optional(),
  not_adhering: t.text.optional().describe('Why it is not kept as the policy says, where that is so.'),
  locations: z
    .array(t.id)
    .min(1)
    .optional()
    .describe('Where it may lie; left out: the locations that name it in approved_for.'),
  software: t.text.optional(),
  owner: t.text.optional(),
  created_on: t.date.optional(),
  updated_on: t.date.optional(),
});
type Entry = z.infer<typeof activity>;

/** What of the other sections an activity refers to; a section with mistakes of its own may be anything. */
interface Sections {
  readonly activities?: readonly Entry[];
  readonly locations?: readonly {
    readonly id: string;
    readonly match: Match | readonly Match[];
    readonly approved_for: readonly { readonly activity?: string }[];
  }[];
  readonly retention?: readonly {
    readonly id: string;
    readonly scope: {
      readonly categories: readonly string[];
      readonly subjects?: readonly string[];
      readonly locations?: readonly string[];
    };
    readonly keep?: Period & { readonly at_least: string };
    readonly delete?: Period & { readonly at_most: string };
    readonly review_every?: string;
    readonly disposition?: string;
  }[];
  readonly third_parties?: readonly { readonly id: string; readonly contract?: { ref: string; url?: string } }[];
}
interface Period {
  readonly basis?: t.Citation;
}

interface Mistake {
  readonly message: string;
  readonly path: readonly PropertyKey[];
}

/** References of activities to rules, locations and third parties that are not there, and of locations to activities. */
export function* activityMistakes(policy: object): Generator<Mistake> {
  const { activities = [], locations = [], retention = [], third_parties = [] } = policy as Sections;
  const ids = (of: readonly { readonly id: string }[]) => of.map(({ id }) => id).sort();
  const missing = (what: string, id: string, known: readonly string[], path: readonly PropertyKey[]): Mistake => {
    const there = known.length === 0 ? 'none is defined' : `defined are ${known.join(', ')}`;
    return { message: `names the ${what} ${id}, which does not exist (${there})`, path };
  };
  for (const [index, { retention: rules = [], locations: places = [], recipients }] of activities.entries()) {
    const at = ['activities', index];
    for (const [n, id] of rules.entries())
      if (!ids(retention).includes(id)) yield missing('retention rule', id, ids(retention), [...at, 'retention', n]);
    for (const [n, id] of places.entries())
      if (!ids(locations).includes(id)) yield missing('location', id, ids(locations), [...at, 'locations', n]);
    for (const [n, { third_party: id }] of recipients.entries())
      if (id !== undefined && !ids(third_parties).includes(id))
        yield missing('third party', id, ids(third_parties), [...at, 'recipients', n, 'third_party']);
  }
  if (activities.length === 0) return;
  for (const [index, { approved_for }] of locations.entries()) {
    for (const [n, { activity: id }] of approved_for.entries()) {
      if (id === undefined || ids(activities).includes(id)) continue;
      yield missing('activity', id, ids(activities), ['locations', index, 'approved_for', n, 'activity']);
    }
  }
}

/** The record of processing, without what a scan saw: a row for each activity and category. */
export function recordRows(policy: object): RecordRow[] {
  const sections = policy as Sections;
  return (sections.activities ?? []).flatMap((entry) => {
    const shown = activityOf(entry, sections);
    const locations = locationsOf(entry, sections);
    const matches = locations.flatMap(({ match }) => [match].flat() as Match[]);
    const anywhere = matches.length === 0 || matches.some(({ source }) => source === '*');
    return entry.categories.map((category) => {
      const rules = rulesOf(entry, category, matches, sections);
      return {
        activity: shown,
        category,
        schedule: rules.map(inWords),
        rules: rules.map(({ id }) => id),
        locations: locations.map(({ id }) => id),
        places: matches.map(({ source, path }) => `${source}:${path}`),
        sources: anywhere ? null : [...new Set(matches.map(({ source }) => source))].sort(),
      };
    });
  });
}

function locationsOf({ id, locations: named }: Entry, { locations = [] }: Sections) {
  if (named !== undefined) return locations.filter((place) => named.includes(place.id));
  return locations.filter(({ approved_for }) => approved_for.some((approval) => approval.activity === id));
}

type Rule = NonNullable<Sections['retention']>[number];

/** Those that it names, or those that speak of such data in its places. */
function rulesOf(
  { retention: named, subjects }: Entry,
  category: string,
  places: readonly Match[],
  { retention = [] }: Sections,
): Rule[] {
  if (named !== undefined) return retention.filter(({ id }) => named.includes(id));
  return retention.filter(({ scope }) => {
    const covers = scope.categories.some(
      (prefix) => categoryUnder(prefix, category) || categoryUnder(category, prefix),
    );
    const ofThem = subjects?.some((one) => scope.subjects?.includes(one) ?? true) ?? true;
    const there = scope.locations?.some((place) => places.some((other) => mayMeet(parsePlace(place), other))) ?? true;
    return covers && ofThem && there;
  });
}

/** Whether two globs may hold the same file: by what stands before the first wildcard of each. */
function mayMeet(a: Match, b: Match): boolean {
  if (a.source !== '*' && b.source !== '*' && a.source !== b.source) return false;
  const [first, second] = [a, b].map(({ path }) => /^[^*?[{]*/.exec(path)?.[0] ?? '') as [string, string];
  return first.startsWith(second) || second.startsWith(first);
}

function inWords({ id, keep, delete: erase, review_every, disposition }: Rule): string {
  const cited = ({ basis }: Period) => t.cite(basis).map((of) => ` (${of})`);
  const says = [
    ...(keep === undefined ? [] : [`keep at least ${keep.at_least}${cited(keep)}`]),
    ...(erase === undefined ? [] : [`delete at most ${erase.at_most} after${cited(erase)}`]),
    ...(review_every === undefined ? [] : [`review every ${review_every}`]),
    ...(disposition === 'permanent' ? ['keep permanently'] : []),
  ];
  return `${id}: ${says.join(', ')}`;
}

function activityOf(of: Entry, sections: Sections): Activity {
  const { lawful_basis: basis, dpia, breach } = of;
  return {
    id: of.id,
    title: of.title ?? null,
    role: of.role,
    function: of.function ?? null,
    purpose: of.purpose,
    jointController: of.joint_controller ?? null,
    subjects: of.subjects ?? null,
    individuals: of.individuals ?? null,
    recipients: of.recipients.map((one) => recipientOf(one, sections)),
    transfers: of.transfers.map(({ country, safeguards }) => ({ country, safeguards: safeguards ?? null })),
    security: of.security ?? null,
    lawfulBasis: basis?.article_6.replaceAll('_', ' ') ?? null,
    lawfulBasisRef: basis?.ref ?? null,
    article9: basis?.article_9 ?? null,
    schedule1: basis?.schedule_1 ?? null,
    legitimateInterests: basis?.legitimate_interests ?? null,
    assessment: basis?.assessment ?? null,
    rights: of.rights,
    automatedDecisions: of.automated_decisions ?? null,
    dataSource: of.data_source ?? null,
    consentRecord: of.consent_record ?? null,
    dpiaRequired: dpia?.required ?? null,
    dpiaProgress: dpia?.progress ?? null,
    dpiaLink: dpia?.link ?? null,
    breachOccurred: breach?.occurred ?? null,
    breachRecord: breach?.record ?? null,
    retentionPolicy: of.retention_policy ?? null,
    notAdhering: of.not_adhering ?? null,
    software: of.software ?? null,
    owner: of.owner ?? null,
    createdOn: of.created_on ?? null,
    updatedOn: of.updated_on ?? null,
  };
}

function recipientOf(
  { name, kind, third_party }: Entry['recipients'][number],
  { third_parties = [] }: Sections,
): Recipient {
  const contract = third_parties.find(({ id }) => id === third_party)?.contract;
  return { name, kind, contract: contract === undefined ? null : (contract.url ?? contract.ref) };
}
