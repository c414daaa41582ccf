import { z } from 'zod';
import { category } from './terms.ts';

const share = z.number().min(0).max(1);

/** ENISA's classes: 1 simple, 2 behavioural, 3 financial and official, 4 special categories and credentials. */
export const sensitivity: Readonly<Record<string, number>> = {
  user: 1,
  'user.behavior': 2,
  'user.content': 2,
  'user.location': 2,
  'user.workplace': 2,
  'user.social': 2,
  'user.financial': 3,
  'user.payment': 3,
  'user.government_id': 3,
  'user.authorization': 4,
  'user.authentication': 4,
  'user.account.password': 4,
  'user.biometric': 4,
  'user.children': 4,
  'user.childrens': 4,
  'user.criminal_history': 4,
  'user.health_and_medical': 4,
  'user.genetic': 4,
  'user.demographic.ethnicity': 4,
  'user.demographic.race_ethnicity': 4,
  'user.demographic.political_opinion': 4,
  'user.demographic.religious_belief': 4,
  'user.demographic.sexual_orientation': 4,
  'user.sexual_orientation': 4,
};

/** How easily one value alone leads to a person: .25 hardly, .5 with effort, .75 mostly, 1 directly. */
export const identifiability: Readonly<Record<string, number>> = {
  user: 0.5,
  'user.name': 0.75,
  'user.contact': 0.75,
  'user.unique_id': 0.5,
  'user.device': 0.5,
  'user.location': 0.5,
  'user.demographic': 0.25,
  'user.behavior': 0.25,
  'user.financial': 1,
  'user.payment': 1,
  'user.government_id': 1,
  'user.health_and_medical': 1,
  'user.biometric': 1,
};

const byCategory = (bound: z.ZodNumber) => z.record(category, bound);

/** The weights of the risk formula, every one of them with its default. */
export const riskSettings = z.strictObject({
  impact: z
    .strictObject({ data: share.default(0.75), volume: share.default(0.25) })
    .refine(({ data, volume }) => Math.abs(data + volume - 1) < 1e-9, 'data and volume must add up to 1')
    .prefault({}),
  exposure: z
    .strictObject({
      owner: share.default(0.1),
      need_to_know: share.default(0.2),
      group: share.default(0.5),
      everyone: share.default(0.8),
      public: share.default(1),
      unknown: share.default(0.6),
    })
    .refine((of) => of.owner <= of.need_to_know && of.need_to_know <= of.group, 'owner ≤ need_to_know ≤ group')
    .refine((of) => of.group <= of.everyone && of.everyone <= of.public, 'group ≤ everyone ≤ public')
    .refine((of) => of.unknown >= of.need_to_know, 'unknown must not be lower than need_to_know')
    .prefault({}),
  location: share.default(0.3),
  encryption: share.default(0.3),
  third_party: share.default(0.3),
  retention: z.strictObject({ per_year: share.default(0.1), most: share.default(0.4) }).prefault({}),
  levels: z
    .strictObject({
      low: z.number().min(0).max(100).default(5),
      medium: z.number().min(0).max(100).default(25),
      high: z.number().min(0).max(100).default(50),
      critical: z.number().min(0).max(100).default(75),
    })
    .refine((of) => of.low <= of.medium && of.medium <= of.high && of.high <= of.critical, 'levels must rise')
    .prefault({}),
  /** Replace or add single lines of the default tables; the longest prefix counts. */
  sensitivity: byCategory(z.number().min(1).max(4)).default({}),
  identifiability: byCategory(z.number().min(0.25).max(1)).default({}),
  /** How violations are gathered for a risk register. */
  lines: z
    .strictObject({
      most: z.int().min(10).max(500).default(50).describe('So many lines at most; the lesser ones are gathered.'),
      folders: z.int().min(0).max(8).default(1).describe('So many folders deep; a table is a place of its own.'),
      categories: z.int().min(1).max(8).default(2).describe('So many steps of a category: 2 is user.financial.'),
    })
    .prefault({}),
  /** Groups known to be small: readable by them alone counts as need-to-know. */
  need_to_know_groups: z.array(z.string().min(1)).default([]),
  /** Places that anyone outside can read, as source:path. */
  public_places: z.array(z.string().regex(/^(?:\*|[A-Za-z0-9._-]+):[^/]/, 'a place as source:path')).default([]),
});
export type Weights = z.infer<typeof riskSettings>;

export const defaultWeights: Weights = riskSettings.parse({});

/** Categories of which a public copy is always critical: special categories and credentials. */
export const gravest = 4;
