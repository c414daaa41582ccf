import { createHash, randomUUID } from 'node:crypto';
import type { AuditCheck, AuditRecord, Store } from '../contracts/store.ts';
import type { Database } from './database.ts';

export type AuditEntry = Parameters<Store['audit']>[0];

const pageSize = 1000;

interface Row {
  readonly seq: number;
  readonly time: string;
  readonly actor: string;
  readonly action: string;
  readonly object: string;
  readonly details: string;
  readonly uid: string | null;
  readonly chain_uid: string | null;
  readonly prev_uid: string | null;
  readonly prev_fingerprint: string | null;
  readonly fingerprint: string | null;
}

/** Appends a record to the chain, in a transaction of its own. */
export function putAudit(db: Database, entry: AuditEntry): void {
  db.transaction(() => {
    const last = db.get<Row>('SELECT * FROM audit ORDER BY seq DESC LIMIT 1');
    const chained = last?.fingerprint != null;
    const row: Omit<Row, 'fingerprint'> = {
      seq: (last?.seq ?? 0) + 1,
      ...{ time: entry.time, actor: entry.actor, action: entry.action, object: entry.object },
      details: JSON.stringify(entry.details),
      uid: randomUUID(),
      chain_uid: chained ? last.chain_uid : randomUUID(),
      prev_uid: chained ? last.uid : null,
      prev_fingerprint: chained ? last.fingerprint : last === undefined ? null : hashOfUnchained(db),
    };
    db.run(
      `INSERT INTO audit (seq, time, actor, action, object, details, uid, chain_uid, prev_uid, prev_fingerprint, fingerprint)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[row.seq, row.time, row.actor, row.action, row.object, row.details],
      ...[row.uid, row.chain_uid, row.prev_uid, row.prev_fingerprint, fingerprintOf(row)],
    );
  });
}

/** Oldest first. */
export function* auditTrail(db: Database): Generator<AuditRecord> {
  for (const row of rows(db)) {
    const { seq, time, actor, action, object, uid, chain_uid: chainUid, fingerprint } = row;
    const prev = row.prev_fingerprint === null ? null : { uid: row.prev_uid, fingerprint: row.prev_fingerprint };
    const details = JSON.parse(row.details) as AuditEntry['details'];
    yield { seq, time, actor, action, object, details, uid, chainUid, prev, fingerprint };
  }
}

/** Goes along the whole chain. */
export function checkAudit(db: Database): AuditCheck {
  const before = createHash('sha256');
  let records = 0;
  let unchained = 0;
  let last: Row | null = null;
  const broken = (row: Row, why: 'missing' | 'changed' | 'not_linked' | 'not_chained'): AuditCheck => {
    return { state: 'broken', at: row.seq, why, records, unchained, head: headOf(last) };
  };
  for (const row of rows(db)) {
    // Records are numbered without gaps: one that is missing was taken out.
    if (row.seq !== (last?.seq ?? 0) + 1) return broken(row, 'missing');
    if (row.fingerprint === null) {
      if (last?.fingerprint != null) return broken(row, 'not_chained');
      before.update(`${fingerprintOf(row)}\n`);
      unchained++;
    } else {
      if (fingerprintOf(row) !== row.fingerprint) return broken(row, 'changed');
      const chained = last?.fingerprint != null;
      const expected: string | null = chained
        ? (last?.fingerprint ?? null)
        : last === null
          ? null
          : before.digest('hex');
      const sameChain = !chained || (row.prev_uid === last?.uid && row.chain_uid === last?.chain_uid);
      if (row.prev_fingerprint !== expected || !sameChain) return broken(row, 'not_linked');
    }
    records++;
    last = row;
  }
  return { state: 'whole', at: null, why: null, records, unchained, head: headOf(last) };
}

/** The end of the chain: who has written it down elsewhere can tell that nothing before it was changed or cut off. */
export function auditHead(db: Database): AuditCheck['head'] {
  return headOf(db.get<Row>('SELECT * FROM audit ORDER BY seq DESC LIMIT 1') ?? null);
}

function headOf(row: Row | null): AuditCheck['head'] {
  return row === null || row.fingerprint === null ? null : { seq: row.seq, fingerprint: row.fingerprint };
}

function* rows(db: Database): Generator<Row> {
  for (let after = 0, more = true; more; ) {
    const page = db.all<Row>(`SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ${pageSize}`, after);
    yield* page;
    more = page.length === pageSize;
    after = page.at(-1)?.seq ?? after;
  }
}

function hashOfUnchained(db: Database): string {
  const hash = createHash('sha256');
  for (const row of rows(db)) hash.update(`${fingerprintOf(row)}\n`);
  return hash.digest('hex');
}

/**
 * SHA-256 of the record without its own fingerprint, as canonical JSON (RFC 8785: members sorted, no spaces; all values
 * here are strings, one whole number, or null).
 */
function fingerprintOf(row: Omit<Row, 'fingerprint'>): string {
  const { seq, time, actor, action, object, details, uid, chain_uid, prev_uid, prev_fingerprint } = row;
  const prev = prev_fingerprint === null ? null : { fingerprint: prev_fingerprint, uid: prev_uid };
  const members = {
    ...{ action, actor, chain_uid, details_hash: createHash('sha256').update(details).digest('hex') },
    ...{ object_ref: object, prev, seq, time, uid },
  };
  return createHash('sha256').update(JSON.stringify(members)).digest('hex');
}
