import type { Evidence } from '../../agent/contracts/finding.ts';
import type { ExclusionReason, Exposure } from '../../agent/contracts/item.ts';
import type { PolicyNote } from '../../agent/contracts/policy-note.ts';
import type { ReportFinding, ReportProblem, ReportVerdict } from '../../agent/contracts/report.ts';
import { several } from './figures.ts';

/** Codes in words. A code that is not here is shown as it is written, with spaces: nothing is hidden for want of words. */
export function words(code: string): string {
  return code.replaceAll('_', ' ');
}

/** A reason of a rule, `code=what it refers to`, in words; what it refers to (a path, an id) stays as it is. */
export function reasonWords(reason: string): string {
  const at = reason.indexOf('=');
  return at < 0 ? words(reason) : `${words(reason.slice(0, at))}: ${reason.slice(at + 1)}`;
}

const problems: Readonly<Record<string, string>> = {
  unreadable: 'the system refused to open it',
  'unreadable permission': 'no permission to read it',
  'unreadable io': 'the disk or the network failed while reading',
  'unreadable name_too_long': 'its name is too long for the system',
  'unreadable is_remote': 'it is stored elsewhere and would have to be fetched',
  'unreadable connection': 'the connection to the server broke off',
  'unreadable login': 'the server refused the login',
  'unreadable lock_timeout': 'somebody else held a lock on it for too long',
  'unreadable statement_timeout': 'a query took longer than the limit',
  'unreadable cancelled': 'its query was cancelled on the server',
  'vanished not_mounted': 'nothing is in it, and it is another folder than before: is the share mounted?',
  vanished: 'it was there when listed and gone when opened',
  changed: 'it changed while it was being read',
  'changed columns': 'its columns changed while it was being read',
  loop: 'a folder that contains itself',
  unsupported: 'no reader for this kind of content yet',
  encrypted: 'it is encrypted',
  'encrypted password': 'it is protected by a password',
  damaged: 'it is damaged',
  'damaged truncated': 'it is cut off',
  'damaged checksum': 'its checksum does not fit',
  'damaged structure': 'its structure is broken',
  budget: 'it needs more than the limits allow',
  'budget depth': 'archives nested deeper than the limit',
  'budget bytes': 'it unpacks to more bytes than the limit',
  'budget ratio': 'it unpacks suspiciously large',
  'budget members': 'it holds more files than the limit',
  timeout: 'it took longer than the limit',
  'timeout statement_timeout': 'a query took longer than the limit',
  'timeout lock_timeout': 'somebody else held a lock on it for too long',
  'timeout cancelled': 'its query was cancelled',
  memory: 'it needed more memory than the limit',
  crashed: 'reading it ended a worker',
  'no_text_layer pages': 'pages that are pictures, without text',
  no_text_layer: 'pages that are pictures, without text',
  undecodable: 'bytes that are no text in any known encoding',
  internal: 'a defect in Wayward; please report it',
};

/** What the policy names and the run did not meet, as a sentence without its end. */
export function noteWords({ kind, rule, what }: PolicyNote): string {
  return kind === 'empty_place'
    ? `${rule} speaks of ${what}, where nothing was listed`
    : `${rule} asks for the column ${what}, which no table has that it speaks of`;
}

/** Why something was not read: `no permission to read it`. */
export function problemWords(code: string, detail: string | null): string {
  const exact = detail === null ? undefined : problems[`${code} ${detail}`];
  if (exact !== undefined) return exact;
  const general = problems[code] ?? words(code);
  return detail === null ? general : `${general} (${words(detail)})`;
}

/** What was left out on purpose, by reason. */
const exclusions: Readonly<Record<ExclusionReason, string>> = {
  glob: 'left out by include and exclude patterns',
  size: 'larger than max_size',
  symlink: 'symbolic links, not followed',
  special: 'sockets, pipes and devices, never opened',
  kind: 'kinds that hold no text: media, programs, fonts',
  own_state: 'Wayward’s own files',
  view: 'views: they show rows of tables that are read themselves',
  foreign: 'foreign tables: their rows lie on another server',
};
export const exclusionWords: Readonly<Record<string, string>> = exclusions;

export const problemStatus: Readonly<Record<ReportProblem['status'], string>> = {
  gap: 'folder not listed',
  unread: 'not read',
  partly: 'read in part',
  read: 'read',
  excluded: 'left out',
};

const statuses: Readonly<Record<string, string>> = {
  'location unknown_location': 'in a place that the policy does not name',
  'location not_approved': 'in a place not approved for this data',
  'location requirement_failed': 'in an approved place that does not meet a requirement',
  'location approval_expired': 'in a place whose approval has expired',
  'location third_party_without_contract': 'shared with a third party without a contract',
  'location contract_expired': 'shared with a third party whose contract has ended',
  'location approved': 'in an approved place',
  'location out_of_scope': 'not data that the policy watches here',
  'retention overdue': 'kept too long',
  'retention possibly_overdue': 'perhaps kept too long: dates disagree or are weak',
  'retention hold_and_overdue': 'past its date, kept by a legal hold',
  'retention on_hold': 'kept by a legal hold',
  'retention review_due': 'due for review',
  'retention rule_conflict': 'rules disagree: one says keep, one says delete',
  'retention unknown_trigger': 'no date tells how old it is',
  'retention no_rule': 'no retention rule covers it',
  'retention future_trigger': 'its period has not begun',
  'retention due_soon': 'due soon',
  'retention within': 'within its period',
  'retention permanent': 'kept permanently',
  'exposure exposed': 'readable by more people than allowed',
  'exposure unknown_exposure': 'who can read it is not known',
  'exposure ok': 'readable only by those who may',
};

/** What a rule says, in words: `kept too long`. */
export function statusWords(type: string, status: string): string {
  if (status === 'exception') return 'an exception applies';
  if (status === 'needs_rescan') return 'a fact is missing: scan again';
  return statuses[`${type} ${status}`] ?? `${words(type)}: ${words(status)}`;
}

/** Who can read it, as part of a sentence. */
export function readableBy(exposure: Exposure): string {
  if (exposure === 'unknown') return 'readers not known';
  return `readable by ${exposure === 'owner' ? 'its owner only' : exposureWords[exposure]}`;
}

export const exposureWords: Readonly<Record<Exposure, string>> = {
  owner: 'owner only',
  group: 'a group',
  everyone: 'everyone',
  unknown: 'not known',
};

/** `label:de +1.5`: code, what it refers to, and its weight in log10 odds. The weight follows the last space. */
export function evidenceLine({ code, note, weight }: Evidence): string {
  const rounded = Math.round(weight * 100) / 100;
  return `${code}${note === undefined || note === '' ? '' : `:${note}`} ${rounded < 0 ? '' : '+'}${rounded === 0 ? 0 : rounded}`;
}

/** `daysOverdue` is `days_overdue` in files. */
export function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `risk 49 = impact 0.69 × likelihood 0.71; sensitivity 3, …`: the formula with all its factors. */
export function riskLine(risk: NonNullable<ReportVerdict['risk']>): string {
  const factors = Object.entries(risk.factors).map(([name, value]) => `${words(snake(name))} ${value}`);
  const persons = `${risk.persons} ${risk.persons === 1 ? 'person' : 'persons'} by ${risk.personsFrom}`;
  const floor = risk.floor === null ? '' : `; severity raised: ${words(risk.floor)}`;
  return `impact ${risk.impact} × likelihood ${risk.likelihood}; ${[...factors, persons].join(', ')}${floor}`;
}

/** How long past its date, where a retention rule is certain. */
export function daysOverdue({ numbers }: ReportVerdict): number | null {
  return numbers['daysOverdue'] ?? null;
}

/** And where it is not. */
export function daysOverdueAtMost({ numbers }: ReportVerdict): number | null {
  return numbers['daysOverdueAtMost'] ?? null;
}

/** The query that counts rows again, with the moment it is to be given; '' where names are hidden. */
export function queryLine({ query, parameters }: NonNullable<ReportVerdict['rows']>): string {
  return query === '' || parameters.length === 0 ? query : `${query} -- with ${parameters.join(', ')}`;
}

/** How many customers of the register a finding is about: `; 412 customers of the register`; '' where the register says nothing. */
export function customersWords({ register }: Pick<ReportFinding, 'register'>): string {
  if (register === undefined) return '';
  const { customers, customersIsEstimate } = register;
  return `; ${customersIsEstimate ? 'about ' : ''}${several(customers, 'customer')} of the register`;
}
