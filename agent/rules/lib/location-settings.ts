import { z } from 'zod';
import * as t from '../../judge/terms.ts';

const approval = z.strictObject({
  categories: z.array(t.category).min(1),
  subjects: z.array(t.subject).min(1).optional().describe('Whose data; left out: anybody’s.'),
  activity: t.text.optional().describe('The record of processing it belongs to.'),
});

const requirements = z.strictObject({
  encryption_at_rest: z
    .strictObject({ expected: z.boolean(), attested: t.encryptionAttestation.optional() })
    .optional()
    .describe('Nobody sees encryption through a share: it is attested, or unknown.'),
  tls: z.boolean().optional().describe('The database refuses connections without TLS.'),
  access: z.strictObject({ at_most: t.exposure.default('group'), deny_groups: z.array(t.text).default([]) }).optional(),
  region: z
    .strictObject({
      one_of: z.array(t.text).min(1),
      attested: z.union([t.text, t.regionAttestation]).optional(),
    })
    .optional(),
});

const location = z.strictObject({
  id: t.id,
  title: t.text.optional(),
  match: z.union([t.match, z.array(t.match).min(1)]),
  approved_for: z.array(approval).describe('Empty: a place that may hold nothing, inside one that may.'),
  require: requirements.prefault({}),
  third_party: t.id.optional().describe('A place of exchange with a third party: its contract must be in force.'),
  serves: t.serves.optional(),
  owner: t.text.optional(),
  approved_by: t.text.optional(),
  approved_on: t.date.optional(),
  valid_until: t.date.optional().describe('The last day on which the approval counts.'),
});
export type Location = z.infer<typeof location>;

const thirdParty = z.strictObject({
  id: t.id,
  name: t.text,
  contract: z
    .strictObject({
      ref: t.text,
      signed: t.date,
      ends: t.date.optional(),
      url: z.url({ protocol: /^https?$/ }).optional(),
    })
    .optional(),
  categories: z.array(t.category).min(1).optional().describe('What the contract covers; left out: everything.'),
  country: t.text.optional(),
});
export type ThirdParty = z.infer<typeof thirdParty>;

/** The part of the policy that says where data may lie. */
export const locationSettings = z
  .strictObject({
    locations: z.array(location).default([]),
    third_parties: z.array(thirdParty).default([]),
    default_deny: z
      .strictObject({
        categories: z.array(t.category).min(1).default(['user']),
        subjects: z.array(t.subject).min(1).default(['customer']),
      })
      .prefault({})
      .describe('What may lie only where a location approves it.'),
  })
  .superRefine(({ locations, third_parties }, context) => {
    const known = new Set(third_parties.map(({ id }) => id));
    for (const [index, { id, third_party }] of locations.entries()) {
      if (third_party === undefined || known.has(third_party)) continue;
      const there = known.size === 0 ? 'none is defined' : `defined are ${[...known].sort().join(', ')}`;
      context.addIssue({
        code: 'custom',
        message: `location ${id} names the third party ${third_party}, which does not exist (${there})`,
        path: ['locations', index, 'third_party'],
      });
    }
    for (const [index, { id, contract }] of third_parties.entries()) {
      if (contract?.ends === undefined || contract.signed <= contract.ends) continue;
      context.addIssue({
        code: 'custom',
        message: `the contract of ${id} ends (${contract.ends}) before it is signed (${contract.signed})`,
        path: ['third_parties', index, 'contract', 'ends'],
      });
    }
  });
export type LocationSettings = z.infer<typeof locationSettings>;
