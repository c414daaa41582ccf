import type { Exposure } from '../../contracts/item.ts';
import type { Judged } from '../../contracts/rule.ts';
import { columnOf } from '../../contracts/table.ts';
import { reason } from '../../judge/opinion.ts';
import type { Location } from './location-settings.ts';

/** What is known of one requirement, and from where. */
export interface Checked {
  readonly which: 'encryption' | 'tls' | 'access' | 'region';
  readonly state: 'met' | 'failed' | 'unknown';
  readonly because: string;
}

const reach: Readonly<Record<Exclude<Exposure, 'unknown'>, number>> = { owner: 0, group: 1, everyone: 2 };

/** How far exposure goes beyond a bound: null when it is not known. Everyone is as far as any bound allows. */
export function beyond(exposure: Exposure, atMost: 'owner' | 'group' | 'everyone'): boolean | null {
  if (atMost === 'everyone') return false;
  return exposure === 'unknown' ? null : reach[exposure] > reach[atMost];
}

/** Every requirement of a location: observed, attested, or unknown. */
export function checkRequirements(require: Location['require'], judged: Judged, today: string): Checked[] {
  return [
    ...encryption(require.encryption_at_rest, today),
    ...tls(require.tls, judged),
    ...access(require.access, judged),
    ...region(require.region, today),
  ];
}

interface Attestation {
  readonly by: string;
  readonly on: string;
  readonly until?: string | undefined;
}

/** An attestation outside its time says nothing. */
function inForce(given: Attestation, today: string): boolean {
  return given.on <= today && (given.until === undefined || today <= given.until);
}

const said = (given: Attestation) =>
  `${given.on}${given.until === undefined ? '' : ` until ${given.until}`} by ${given.by}`;

function* encryption(of: Location['require']['encryption_at_rest'], today: string): Generator<Checked> {
  if (of?.expected !== true) return;
  const { attested } = of;
  if (attested === undefined) {
    yield { which: 'encryption', state: 'unknown', because: reason('encryption', 'unknown', 'not_attested') };
  } else if (!inForce(attested, today)) {
    const why = attested.on > today ? 'attestation_not_yet' : 'attestation_expired';
    yield { which: 'encryption', state: 'unknown', because: reason('encryption', 'unknown', why, said(attested)) };
  } else if (attested.encrypted) {
    yield { which: 'encryption', state: 'met', because: reason('encryption', 'attested', 'present', said(attested)) };
  } else {
    yield { which: 'encryption', state: 'failed', because: reason('encryption', 'attested', 'absent', said(attested)) };
  }
}

/** Only a server says whether it takes connections without TLS; how a share is mounted nobody sees. */
function* tls(asked: boolean | undefined, { table }: Judged): Generator<Checked> {
  if (asked !== true) return;
  const plain = table?.plainConnections ?? 'unknown';
  const state = plain === 'refused' ? 'met' : plain === 'allowed' ? 'failed' : 'unknown';
  yield { which: 'tls', state, because: reason('tls', plain) };
}

function* access(of: Location['require']['access'], judged: Judged): Generator<Checked> {
  if (of === undefined) return;
  const { facts } = judged;
  const from = `${facts.exposure} at_most ${of.at_most} from ${facts.exposureFrom}`;
  const far = beyond(facts.exposure, of.at_most);
  const denied = of.deny_groups.length > 0 ? deniedGroup(of.deny_groups, judged) : false;
  if (far === true) yield { which: 'access', state: 'failed', because: reason('access', 'observed', from) };
  else if (denied === true) {
    yield {
      which: 'access',
      state: 'failed',
      because: reason('access', 'observed', 'denied_group', deniedNames(of.deny_groups, judged)),
    };
  } else if (far === null || denied === null) {
    yield { which: 'access', state: 'unknown', because: reason('access', 'unknown', from) };
  } else yield { which: 'access', state: 'met', because: reason('access', 'observed', from) };
}

/** A denied group reads it when the group, or everyone, may; null when nobody knows which group that is. */
function deniedGroup(groups: readonly string[], { facts, table, finding }: Judged): boolean | null {
  const { exposure, group } = facts;
  if (exposure === 'owner') return false;
  if (exposure === 'everyone') return true;
  const column = table === undefined ? null : columnOf(table, finding.part);
  if (exposure === 'group' && column !== null) return column.readers.some((reader) => groups.includes(reader));
  return exposure === 'unknown' || group === null ? null : groups.includes(group);
}

/** Which of them read it: of a table's column the accounts, of a file its group. */
function deniedNames(groups: readonly string[], { facts, table, finding }: Judged): string {
  const column = table === undefined ? null : columnOf(table, finding.part);
  if (column === null) return facts.group ?? '';
  return column.readers.filter((reader) => groups.includes(reader)).join(',');
}

function* region(of: Location['require']['region'], today: string): Generator<Checked> {
  if (of === undefined) return;
  const { attested } = of;
  if (attested === undefined) {
    yield { which: 'region', state: 'unknown', because: reason('region', 'unknown', 'not_attested') };
    return;
  }
  const name = typeof attested === 'string' ? attested : attested.region;
  const by = typeof attested === 'string' ? '' : ` ${said(attested)}`;
  if (typeof attested !== 'string' && !inForce(attested, today)) {
    yield { which: 'region', state: 'unknown', because: reason('region', 'unknown', `attestation_expired${by}`) };
  } else if (of.one_of.includes(name)) {
    yield { which: 'region', state: 'met', because: reason('region', 'attested', `${name}${by}`) };
  } else {
    const wanted = of.one_of.join(',');
    yield { which: 'region', state: 'failed', because: reason('region', 'attested', `${name}, not ${wanted}${by}`) };
  }
}
