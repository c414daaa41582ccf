import type { Judged, Now, Opinion, Rule } from '../contracts/rule.ts';
import { readerReasons } from '../judge/columns.ts';
import { categoryUnder, matches, specificity } from '../judge/match.ts';
import { addDays, opinion, reason, subjectReason } from '../judge/opinion.ts';
import { type Location, type LocationSettings, locationSettings, type ThirdParty } from './lib/location-settings.ts';
import { checkRequirements } from './lib/requirements.ts';

/** Where data may lie: nowhere, but in the places that the policy approves for it. */
const location: Rule<LocationSettings> = {
  type: 'location',
  settings: locationSettings,
  needs: ['exposure'],
  judge(judged, settings, now) {
    const told = withHolds(judgePlaces(judged, settings, now), judged);
    return { ...told, because: [...told.because, subjectReason(judged)] };
  },
};
export default location;

/** The closest description of a place speaks for it; among equally close ones the one that approves. */
function judgePlaces(judged: Judged, settings: LocationSettings, now: Now): Opinion {
  const { finding } = judged;
  const described = settings.locations
    .map((place) => ({ place, closeness: closeness(place, judged) }))
    .filter(({ closeness }) => closeness >= 0);
  const closest = Math.max(...described.map(({ closeness }) => closeness));
  const opinions = described
    .filter(({ closeness }) => closeness === closest)
    .map(({ place }) => judgePlace(place, judged, settings, now))
    .sort((a, b) => gravity.indexOf(a.status) - gravity.indexOf(b.status));
  const best = opinions[0] ?? opinion('unknown_location', { because: ['unlisted_place'], numbers: { notApproved: 1 } });
  const asked =
    settings.default_deny.subjects.some((subject) => subject === judged.subjectAs) &&
    settings.default_deny.categories.some((prefix) => categoryUnder(prefix, finding.category));
  if (asked || (best.status !== 'unknown_location' && best.status !== 'not_approved')) return best;
  return opinion('out_of_scope', { rule: best.rule, because: ['not_under_default_deny', ...best.because] });
}

function closeness({ match }: Location, { finding }: Judged): number {
  const fitting = [match].flat().filter((one) => matches(one, finding.source, finding.path));
  return Math.max(-1, ...fitting.map(specificity));
}

/** From least to gravest: several things can be wrong, the gravest gives the status and all are listed. */
const gravity = [
  'approved',
  'requirement_failed',
  'approval_expired',
  'contract_expired',
  'third_party_without_contract',
  'not_approved',
];

function judgePlace(place: Location, judged: Judged, { third_parties }: LocationSettings, now: Now): Opinion {
  const found = [
    ...approvedFor(place, judged, now),
    ...contract(place, judged, third_parties, now),
    ...validity(place, now),
    ...requirements(place, judged, now),
  ];
  const gravest = found.reduce((a, b) => (gravity.indexOf(b.status) > gravity.indexOf(a.status) ? b : a));
  return {
    ...gravest,
    rule: place.id,
    because: [reason('location', place.id), ...found.flatMap(({ because }) => because)],
    citations: [...new Set(found.flatMap(({ citations }) => citations))],
    numbers: Object.assign({}, ...found.filter(isWrong(gravest.status)).map(({ numbers }) => numbers)),
    dates: Object.assign({}, ...found.map(({ dates }) => dates)),
  };
}

/** `onlyUnknown` softens `requirement_failed`; beside a graver status it says nothing. */
const isWrong = (status: string) => (one: Opinion) =>
  status === 'requirement_failed' || one.numbers['onlyUnknown'] === undefined;

function approvedFor(place: Location, { finding, subjectAs, table }: Judged, now: Now): Opinion[] {
  const forCategory = place.approved_for.filter(({ categories }) => {
    return categories.some((prefix) => categoryUnder(prefix, finding.category));
  });
  const fitting = forCategory.find(({ subjects }) => subjects?.some((subject) => subject === subjectAs) ?? true);
  const numbers = { notApproved: 1 };
  if (fitting === undefined) {
    const what = forCategory.length === 0 ? ['category', finding.category] : ['subject', subjectAs];
    const tooMuch = table !== undefined && forCategory.length === 0 && place.approved_for.length > 0;
    const because = [reason('not_approved_for', ...what), ...(tooMuch ? ['minimisation'] : [])];
    return [opinion('not_approved', { because, numbers })];
  }
  if (place.approved_on !== undefined && place.approved_on > now.date) {
    return [opinion('not_approved', { because: [reason('approval_starts', place.approved_on)], numbers })];
  }
  const because = [
    reason('approved_for', finding.category, ...(fitting.activity === undefined ? [] : [fitting.activity])),
  ];
  return [opinion('approved', { because, since: place.approved_on ?? null })];
}

function validity({ valid_until, owner }: Location, now: Now): Opinion[] {
  if (valid_until === undefined || now.date <= valid_until) return [];
  const because = [reason('approval_ended', valid_until), ...(owner === undefined ? [] : [reason('owner', owner)])];
  const since = addDays(valid_until, 1);
  return [
    opinion('approval_expired', { because, since, numbers: { notApproved: 1 }, dates: { validUntil: valid_until } }),
  ];
}

function contract(place: Location, { finding }: Judged, thirdParties: readonly ThirdParty[], now: Now): Opinion[] {
  if (place.third_party === undefined) return [];
  const party = thirdParties.find(({ id }) => id === place.third_party);
  const numbers = { noContract: 1 };
  const named = reason('third_party', place.third_party);
  if (party?.contract === undefined) {
    return [opinion('third_party_without_contract', { because: [named, 'no_contract'], numbers })];
  }
  const { ref, signed, ends } = party.contract;
  const citations = [ref];
  if (party.categories?.some((prefix) => categoryUnder(prefix, finding.category)) === false) {
    const because = [named, reason('contract_covers_not', ref, finding.category)];
    return [opinion('third_party_without_contract', { because, numbers, citations })];
  }
  if (signed > now.date) {
    const because = [named, reason('contract_not_yet_signed', ref, signed)];
    return [opinion('contract_expired', { because, numbers, citations })];
  }
  if (ends !== undefined && ends < now.date) {
    const because = [named, reason('contract_ended', ref, ends)];
    return [
      opinion('contract_expired', {
        because,
        numbers,
        citations,
        since: addDays(ends, 1),
        dates: { contractEnds: ends },
      }),
    ];
  }
  return [opinion('approved', { because: [named, reason('contract', ref, ends ?? 'open')], citations })];
}

function requirements(place: Location, judged: Judged, now: Now): Opinion[] {
  const checked = checkRequirements(place.require, judged, now.date);
  const open = checked.filter(({ state }) => state !== 'met');
  const readers = place.require.access === undefined ? [] : readerReasons(judged);
  const because = [
    ...checked.map(({ because }) => because),
    ...readers.filter((one) => place.require.tls !== true || !one.startsWith('plain_connections')),
  ];
  if (open.length === 0) return because.length === 0 ? [] : [opinion('approved', { because })];
  const failed = open.filter(({ state }) => state === 'failed');
  if (failed.length === 0) return [opinion('requirement_failed', { because, numbers: { onlyUnknown: 1 } })];
  const absent = failed.some(({ which }) => which === 'encryption');
  return [opinion('requirement_failed', { because, numbers: absent ? { encryptionAbsent: 1 } : {} })];
}

/** A hold does not approve a place; whoever clears it up must know that nothing may be deleted. */
function withHolds(said: Opinion, { holds }: Judged): Opinion {
  const notes = holds.filter(({ active }) => active).map(({ id }) => reason('under_hold', id));
  return notes.length === 0 ? said : { ...said, because: [...said.because, ...notes] };
}
