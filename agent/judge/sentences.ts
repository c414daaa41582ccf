/** What each reason of a verdict says, as a sentence. `value` is what stands after `=`, as written in the code. */
export const reasonSentences: Readonly<Record<string, (value: string) => string>> = {
  // location
  unlisted_place: () => 'No location of the policy describes this place, and what is not listed is not approved.',
  location: (id) => `The place is location ${id}.`,
  approved_for: (value) =>
    `It is approved for ${first(value)}${rest(value) === '' ? '' : ` (activity ${rest(value)})`}.`,
  not_approved_for: (value) => `It is not approved for the ${first(value)} ${rest(value)}.`,
  minimisation: () =>
    'The table is approved for other kinds of data: it holds more than it was approved for (data minimisation).',
  approval_starts: (date) => `The approval begins on ${date}.`,
  approval_ended: (date) => `The approval ended on ${date}.`,
  owner: (who) => `The place belongs to ${who}.`,
  not_under_default_deny: () => 'The policy does not ask where data of this kind or of these people lies.',
  third_party: (id) => `It is a place of exchange with the third party ${id}.`,
  no_contract: () => 'The policy names no contract with it.',
  contract: (value) => `Contract ${first(value)} is in force${rest(value) === 'open' ? '' : ` until ${rest(value)}`}.`,
  contract_covers_not: (value) => `Contract ${first(value)} does not cover ${rest(value)}.`,
  contract_not_yet_signed: (value) => `Contract ${first(value)} is signed only on ${rest(value)}.`,
  contract_ended: (value) => `Contract ${first(value)} ended on ${rest(value)}.`,
  encryption,
  tls: (value) =>
    ({
      refused: 'The server refuses connections that are not encrypted.',
      allowed: 'The server takes connections that are not encrypted.',
    })[value] ?? 'Whether connections that are not encrypted are refused cannot be seen.',
  access: (value) => requirement('Access', value),
  region: (value) => requirement('The region', value),
  // exposure
  exposure: (value) => {
    const [is, , bound, , from] = value.split(' ');
    return `Who can read it: ${is}; the rule allows ${bound} at most. Known from ${from}.`;
  },
  group: (name) => `The group is ${name}.`,
  readers: (value) => {
    if (value === 'everyone') return 'Every account may select it.';
    const names = rest(value).split(',');
    const more = Number(first(value)) - names.length;
    return `${several(first(value), 'account')} may select it: ${names.join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}.`;
  },
  row_level_security: () =>
    'A policy of the database limits which rows each of them sees, so this is the most they can.',
  plain_connections: () => 'The server takes connections that are not encrypted.',
  // retention
  rule: (value) => `Rule ${first(value)}, ${rest(value)}, applies.`,
  no_rule_for: (value) => `No retention rule covers ${first(value)} of this place and subject (${rest(value)}).`,
  date: (value) => `The period is counted from ${dated(value)}.`,
  conflicting_date: (value) => `Weaker evidence says otherwise and does not count: ${dated(value)}.`,
  dropped_date: (value) => `A date was left out because it stands for "unknown": ${value}.`,
  grade_d_date: (value) => `A date that never decides: ${dated(value)}.`,
  created_after_modified: () => 'It says that it was created after it was last changed: both dates are considered.',
  no_date: () => 'None of the dates that the rule asks for is known.',
  missing_fact: (name) => `The stored facts lack ${name}: scan it again.`,
  event: (name) => `The period begins with: ${name}.`,
  cutoff: (name) => `It is counted from the ${name.replaceAll('_', ' ')}.`,
  keep: (duration) => `It must be kept for ${inWords(duration)} at least.`,
  delete: (duration) => `It may be kept for ${inWords(duration)} at most.`,
  keep_until: (date) => `The duty to keep it lasts until ${date}.`,
  delete_by: (date) => `It had to be deleted after ${date}: the two rules contradict each other.`,
  past_due: (value) => `The last day was ${first(value)}, ${rest(value)} days ago.`,
  maybe_past_due: (value) => `Depending on the true date the last day was between ${first(value)} and ${rest(value)}.`,
  grade_too_low: (value) => `The date is of grade ${first(value)}; the rule asks for ${rest(value)} or better.`,
  in_grace: (value) => `The last day was ${first(value)}; grace is given until ${rest(value)}.`,
  hold_released: (date) => `A hold was released on ${date}.`,
  due_on: (date) => `The last day is ${date}.`,
  keep_ended: (date) => `The duty to keep it ended on ${date}; nothing says that it must go.`,
  review_was_due: (value) => `A review was due on ${first(value)} (every ${inWords(rest(value))}).`,
  // retention of rows
  rows_dated_by: (value) => {
    const [trigger, grade] = value.split(' grade ');
    return `Each row’s period is counted from ${trigger} (grade ${grade}).`;
  },
  no_trigger_for_table: () => 'The rule names no column that could date the rows of a table.',
  no_column: (trigger) => `The table has no such column: ${trigger}.`,
  no_date_type: (trigger) => `What stands in ${trigger} is no date of a kind that is understood.`,
  unreadable: (trigger) => `The rows could not be counted by ${trigger}: the database refused, or it took too long.`,
  rows_not_counted: (trigger) => `The rows were not yet counted by ${trigger}: scan the table again.`,
  rows_overdue: (value) => rowsOf(value, 'overdue'),
  rows_possibly_overdue: (value) => rowsOf(value, 'perhaps overdue'),
  rows_due_soon: (value) => rowsOf(value, 'due soon'),
  rows_review_due: (value) => rowsOf(value, 'due for review'),
  rows_in_time: (value) => rowsOf(value, 'in time'),
  rows_deleted: (value) => `${several(value, 'row')} of these carry the mark of deletion and are there all the same.`,
  rows_without_date: (value) =>
    `${several(value, 'row')} without a date: nobody knows their age, and none counts as overdue.`,
  rows_not_read: (value) =>
    `${several(value, 'row')} with something that could not be read as a date; none counts as overdue.`,
  rows_future: (value) => `${several(value, 'row')} with a date that lies ahead: their period has not begun.`,
  rows_clock_error: () => 'Such a date cannot lie in the future: a clock, or whoever wrote it, was wrong.',
  no_rows: () => 'The table was empty when its rows were counted.',
  kept_by_other_date: (id) =>
    `Rule ${id} counts from another column and may want some of these rows kept: a person has to tell which.`,
  also: (value) => `By another column, rule ${first(value)} says: ${words(rest(value))}.`,
  kept_in_rows: (value) =>
    `In the same rows, ${first(value)} must be kept until ${rest(value)}: empty this column there.`,
  perhaps_kept_in_rows: (category) =>
    `In the same rows, ${category} may have to be kept: it counts from another date, or from one that is not known.`,
  clock_error: () => 'Such a date cannot lie in the future: a clock was wrong.',
  not_begun: () => 'The event lies ahead: the period has not begun.',
  kept_beside: (value) => `In the same file, ${first(value)} must be kept until ${rest(value)}: extract or redact.`,
  container: (value) =>
    `In this container ${first(value)} of ${rest(value)} parts are overdue: it cannot go as a whole.`,
  hold: (id) => `Hold ${id} is in force: nothing may be disposed of.`,
  without_hold: (status) => `Without the hold it would be: ${words(status)}.`,
  under_hold: (id) => `Hold ${id} is in force: move or restrict it, but delete nothing.`,
  // exceptions and doubt
  exception: (id) => `Exception ${id} allows it.`,
  reason: (why) => `The reason given: ${why}`,
  approved_by: (who) => `Approved by ${who}.`,
  expires: (date) => `The exception expires on ${date}.`,
  without_exception: (status) => `Without the exception it would be: ${words(status)}.`,
  exception_expired: (value) => `Exception ${first(value)} expired on ${rest(value)} and does not count.`,
  exception_not_yet: (value) => `Exception ${first(value)} counts only from ${rest(value)}.`,
  below_min_confidence: (value) =>
    `It is recognised with ${first(value)} confidence; the policy asks for ${rest(value)}.`,
  unknown_subject: () => 'Nobody can say whose data it is: a person has to look.',
  subject: (value) => {
    const [whose = '', evidence = ''] = value.split(' from ');
    const [is, as] = whose.split(' as ');
    return `Whose data: ${is}${as === undefined ? '' : `, taken as ${as}`} (${evidence === 'none' ? 'nothing tells' : evidence}).`;
  },
};

/** What each status means, under the rule type that says it. */
export const statusSentences: Readonly<Record<string, string>> = {
  'location approved': 'It may lie here.',
  'location out_of_scope': 'The policy does not restrict where it lies.',
  'location not_approved': 'This place is listed, but not for this data.',
  'location unknown_location': 'This place is not listed.',
  'location approval_expired': 'The approval of this place has expired.',
  'location third_party_without_contract': 'It is shared with a third party without a contract for it.',
  'location contract_expired': 'The contract with the third party is not in force.',
  'location requirement_failed': 'A requirement of this place is not shown to be met.',
  'retention within': 'It is in time.',
  'retention due_soon': 'It is in time, but not for long.',
  'retention overdue': 'It has stayed longer than it may.',
  'retention possibly_overdue': 'It may have stayed longer than it may; the dates do not settle it.',
  'retention on_hold': 'It is under a legal hold.',
  'retention hold_and_overdue': 'It is overdue, and under a legal hold: it stays until the hold ends.',
  'retention permanent': 'It is kept for good.',
  'retention review_due': 'It is time to decide whether it is still needed.',
  'retention unknown_trigger': 'Nobody knows when its period began.',
  'retention future_trigger': 'The date that starts its period lies in the future.',
  'retention no_rule': 'The policy does not say how long it may stay.',
  'retention rule_conflict': 'The duty to keep it and the duty to delete it contradict each other.',
  'exposure ok': 'No more people than allowed can read it.',
  'exposure exposed': 'More people than allowed can read it.',
  'exposure unknown_exposure': 'It cannot be seen who can read it.',
  exception: 'A person accepted it for a time.',
  needs_rescan: 'A fact is missing that the rule needs: scan it again.',
};

/** What each piece of evidence of a finding says; `note` is told beside it. The codes are those of agent/detect. */
export const evidenceSentences: Readonly<Record<string, string>> = {
  shape: 'how often such a form turns up where there is nothing of the kind',
  check: 'it passes the check of such numbers, which random ones rarely do',
  distinctive: 'its written form is telling',
  grouped: 'it is written in the groups that are usual for it',
  country: 'it belongs to a country of the organization',
  country_other: 'it belongs to another country than the organization’s',
  label: 'a word nearby names it',
  column: 'its column is named so',
  field: 'its field is named so',
  column_bare: 'the name of its column could be of anything, and few of its values are names that people have',
  file_name: 'the file’s name speaks of it',
  fills: 'it fills its cell or line alone',
  column_agrees: 'the other values of its column pass the check too',
  column_disagrees: 'other values of its column do not pass the check',
  label_against: 'a word nearby names something else',
  label_of_other: 'a word nearby names another kind of number',
  column_against: 'its column is named as something else',
  field_against: 'its field is named as something else',
  glued: 'it is part of a longer word or number',
  amount: 'it looks like an amount',
  in_row: 'it stands in a row of numbers',
  timestamp: 'it looks like a time stamp',
  date_time: 'it looks like a date and time',
  sequence: 'its figures run up or down',
  weak: 'the form and check alone prove little, and nothing names it',
};

const first = (value: string) => value.split(' ')[0] ?? '';
const rest = (value: string) => value.split(' ').slice(1).join(' ');
/** `12,345`, as in all reports. */
export const count = (n: number | string) => String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
const several = (n: string, one: string) => `${count(n)} ${one}${n === '1' ? '' : 's'}`;

function rowsOf(value: string, are: string): string {
  const [some = '', all = '', day = ''] = value.split(' ');
  return `${count(some)} of ${several(all, 'row')} ${some === '1' ? 'is' : 'are'} ${are}; the oldest is of ${day}.`;
}

export const words = (code: string) => code.replaceAll('_', ' ');

function dated(value: string): string {
  const [from, days = '', , grade] = value.split(' ');
  const span = days.includes('..') ? days.replace('..', ' to ') : days;
  return `${span} (${from}, grade ${grade})`;
}

/** Never "encrypted": what nobody observed was only said. */
function encryption(value: string): string {
  const [state, what, ...said] = value.split(' ');
  const by = said.join(' ');
  if (state === 'attested')
    return `Encryption at rest was attested as ${what} on ${by}; nobody can observe it from outside.`;
  const why: Record<string, string> = {
    not_attested: 'nobody attested it',
    attestation_expired: `the attestation has expired (${by})`,
    attestation_not_yet: `the attestation lies ahead (${by})`,
  };
  return `Whether it is encrypted at rest is unknown: ${why[what ?? ''] ?? what}.`;
}

function requirement(name: string, value: string): string {
  const [state, ...said] = value.split(' ');
  return `${name} is ${state}: ${words(said.join(' '))}.`;
}

const units: Readonly<Record<string, string>> = { Y: 'year', M: 'month', W: 'week', D: 'day' };

/** `P1Y6M` as `1 year 6 months`. */
export function inWords(duration: string): string {
  const parts = [...duration.matchAll(/(\d+)([YMWD])/g)].map(([, count = '', unit = '']) => {
    return `${count} ${units[unit]}${count === '1' ? '' : 's'}`;
  });
  return parts.length === 0 ? duration : parts.join(' ');
}
