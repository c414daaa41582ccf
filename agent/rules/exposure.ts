import { z } from 'zod';
import type { Opinion, Rule } from '../contracts/rule.ts';
import { readerReasons } from '../judge/columns.ts';
import { categoryUnder, placesHold } from '../judge/match.ts';
import { opinion, reason } from '../judge/opinion.ts';
import * as t from '../judge/terms.ts';
import { beyond } from './lib/requirements.ts';

const settings = z.strictObject({
  exposure: z
    .array(
      z.strictObject({
        id: t.id,
        title: t.text.optional(),
        categories: z.array(t.category).min(1),
        subjects: z.array(t.subject).min(1).optional(),
        locations: z.array(t.place).min(1).optional().describe('Only there; left out: everywhere.'),
        at_most: t.exposure.describe('Who may be able to read it, at most.'),
        basis: t.citation.optional(),
        serves: t.serves.optional(),
      }),
    )
    .default([]),
});
type Settings = z.infer<typeof settings>;
type Bound = Settings['exposure'][number];

const strictness = ['owner', 'group', 'everyone'];

/** Who can read it: of all rules that fit, the strictest counts. What nobody can see is unknown, not fine. */
const exposure: Rule<Settings> = {
  type: 'exposure',
  settings,
  needs: ['exposure'],
  judge(judged, { exposure: bounds }) {
    const { finding, facts, subjectAs, holds } = judged;
    const fitting = bounds.filter((bound) => fits(bound, finding, subjectAs));
    const strictest = fitting.sort((a, b) => strictness.indexOf(a.at_most) - strictness.indexOf(b.at_most))[0];
    if (strictest === undefined) return null;
    const far = beyond(facts.exposure, strictest.at_most);
    const because = [
      reason('exposure', facts.exposure, 'at_most', strictest.at_most, 'from', facts.exposureFrom),
      ...(facts.group === null || facts.exposure !== 'group' ? [] : [reason('group', facts.group)]),
      ...readerReasons(judged),
      ...holds.filter(({ active }) => active).map(({ id }) => reason('under_hold', id)),
    ];
    return opinion(far === null ? 'unknown_exposure' : far ? 'exposed' : 'ok', {
      rule: strictest.id,
      because,
      citations: t.cite(strictest.basis),
    }) satisfies Opinion;
  },
};
export default exposure;

function fits(bound: Bound, finding: { category: string; source: string; path: string }, subjectAs: string): boolean {
  if (!bound.categories.some((prefix) => categoryUnder(prefix, finding.category))) return false;
  if (bound.subjects?.some((subject) => subject === subjectAs) === false) return false;
  return bound.locations === undefined || placesHold(bound.locations, finding.source, finding.path);
}
