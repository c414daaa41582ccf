import { z } from 'zod';
import type { Clock } from '../contracts/incident.ts';
import { span } from './alerts.ts';
import * as t from './terms.ts';

const regimes = ['gdpr', 'hipaa', 'california'] as const;

const clock = z.strictObject({
  id: t.id,
  title: t.text,
  within: span.optional().describe('Left out: without undue delay.'),
  after: t.id
    .optional()
    .describe('The clock whose notification it runs from. Default: the moment in which a person was sure.'),
  citation: t.text.optional(),
});

/** What begins when a person confirms an incident. */
export const incidentSettings = z.strictObject({
  regimes: z
    .array(z.enum(regimes))
    .default(['gdpr'])
    .describe('Whose clocks start. Which of them apply is for a lawyer to say.'),
  clocks: z
    .array(clock)
    .default([])
    .describe('Clocks of your own (a contract, another law), or in place of one of the same id.'),
});
export type IncidentSettings = z.infer<typeof incidentSettings>;

const line = (
  id: string,
  title: string,
  within: string | null,
  citation: string,
  after: string | null = null,
): Clock => ({
  ...{ id, title, within, after, citation },
});

/**
 * Hours and days as the laws give them, counted plainly: weekends run along.
 * GDPR: Regulation (EU) 2016/679. HIPAA: 45 CFR 164.404-408. California: Civil Code 1798.82 as of 2026 (SB 446).
 */
const known: Readonly<Record<(typeof regimes)[number], readonly Clock[]>> = {
  gdpr: [
    line('gdpr_authority', 'Notify the supervisory authority', 'PT72H', 'Art. 33(1) GDPR'),
    line('gdpr_persons', 'Tell the people concerned, where the risk for them is high', null, 'Art. 34(1) GDPR'),
  ],
  hipaa: [
    line('hipaa_individuals', 'Tell the individuals', 'P60D', '45 CFR 164.404(b)'),
    line('hipaa_hhs', 'Notify HHS, where 500 people or more are concerned', 'P60D', '45 CFR 164.408(b)'),
    line('hipaa_media', 'Notify the media, where more than 500 residents of a state are', 'P60D', '45 CFR 164.406(b)'),
  ],
  california: [
    line('ca_residents', 'Tell the residents', 'P30D', 'Cal. Civ. Code 1798.82(a)'),
    line(
      'ca_attorney_general',
      'Send the Attorney General a sample, where more than 500 residents are concerned',
      'P15D',
      'Cal. Civ. Code 1798.82(f)',
      'ca_residents',
    ),
  ],
};

/** Those of the regimes, and those of the organisation. */
export function clocksOf({ regimes: chosen, clocks }: IncidentSettings): readonly Clock[] {
  const own = clocks.map(({ id, title, within = null, after = null, citation = '' }) => ({
    ...{ id, title, within, after, citation },
  }));
  const builtIn = chosen.flatMap((regime) => known[regime]).filter(({ id }) => !own.some((one) => one.id === id));
  return [...builtIn, ...own];
}

/** The end of a clock that began at an instant, as an instant; null without a number. */
export function deadlineOf({ within }: Pick<Clock, 'within'>, from: string): string | null {
  if (within === null) return null;
  const milliseconds = Temporal.Duration.from(within).total('milliseconds');
  return Temporal.Instant.fromEpochMilliseconds(
    Temporal.Instant.from(from).epochMilliseconds + milliseconds,
  ).toString();
}

export const defaultIncidentSettings: IncidentSettings = incidentSettings.parse({});
