import type { AuditRecord } from '../contracts/store.ts';
import { CannotRun } from './errors.ts';
import { openSession } from './session.ts';

/** `wayward audit`: the append-only trail, oldest first. */
export async function auditCommand(options: {
  readonly config?: string;
  readonly state?: string;
  readonly json: boolean;
}): Promise<void> {
  await using session = await openSession({ ...options, readOnly: true, secrets: 'none' });
  for await (const record of session.store.auditTrail()) {
    const { seq, time, actor, action, object, details } = record;
    if (options.json) {
      process.stdout.write(`${JSON.stringify(chained(record))}\n`);
    } else {
      const rest = Object.entries(details).map(([key, value]) => `${key}=${value}`);
      process.stdout.write(`${seq}  ${time}  ${actor}  ${action}  ${object}  ${rest.join(' ')}\n`);
    }
  }
}

/** Members that have a name in OCSF's profile of record integrity bear it. */
function chained({ seq, time, actor, action, object, details, uid, chainUid, prev, fingerprint }: AuditRecord): object {
  const sha256 = (value: string) => ({ algorithm: 'SHA-256', algorithm_id: 3, value });
  return {
    ...{ seq, time, actor, action, object, details, uid, chain_uid: chainUid },
    prev_event: prev === null ? null : { uid: prev.uid, fingerprint: sha256(prev.fingerprint) },
    fingerprint: fingerprint === null ? null : sha256(fingerprint),
  };
}

/**
 * `wayward audit verify`: whether the trail is as it was written. A chain alone does not show that all of it was made
 * anew, or its end cut off: a head that was noted elsewhere does (`--head`).
 */
export async function verifyCommand(options: {
  readonly config?: string;
  readonly state?: string;
  readonly head?: string;
  readonly json?: boolean;
}): Promise<number> {
  await using session = await openSession({ ...options, readOnly: true, secrets: 'none' });
  const check = await session.store.checkAudit();
  const anchored = options.head === undefined ? null : await holds(session.store.auditTrail(), options.head);
  const whole = check.state === 'whole' && anchored !== false;
  if (options.json) process.stdout.write(`${JSON.stringify({ ...check, head_found: anchored })}\n`);
  else {
    const before = check.unchained === 0 ? '' : `, ${check.unchained} of them from before there was a chain`;
    const lines = [
      check.state === 'whole'
        ? `The audit trail is whole: ${check.records} records${before}.`
        : `The audit trail is BROKEN at record ${check.at}: ${whyBroken[check.why ?? 'changed']}.`,
      anchored === null
        ? ''
        : anchored
          ? 'The head that was given is in it.'
          : 'The head that was given is NOT in it: the trail was cut off or made anew.',
      check.head === null
        ? ''
        : `Head: ${check.head.seq}:${check.head.fingerprint}  (note it elsewhere: --head verifies against it)`,
    ];
    process.stdout.write(`${lines.filter((line) => line !== '').join('\n')}\n`);
  }
  return whole ? 0 : 1;
}

const whyBroken = {
  missing: 'a record before it is missing',
  changed: 'it is not as it was written',
  not_linked: 'it does not follow on the record before it',
  not_chained: 'it was added outside of the chain',
} as const;

async function holds(trail: AsyncIterable<AuditRecord>, head: string): Promise<boolean> {
  const [, seq, fingerprint] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(head) ?? [];
  if (seq === undefined) throw new CannotRun('--head: give what "wayward audit verify" printed, as 12:3f9a…');
  for await (const record of trail) if (record.seq === Number(seq)) return record.fingerprint === fingerprint;
  return false;
}
