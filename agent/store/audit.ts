import type { Store } from '../contracts/store.ts';
import type { Database } from './database.ts';

export type AuditEntry = Parameters<Store['audit']>[0];
export type KnownAuditEntry = AuditEntry & { readonly seq: number };

const pageSize = 1000;

export function putAudit(db: Database, entry: AuditEntry): void {
  db.run(
    'INSERT INTO audit (time, actor, action, object, details) VALUES (?, ?, ?, ?, ?)',
    ...[entry.time, entry.actor, entry.action, entry.object, JSON.stringify(entry.details)],
  );
}

/** Oldest first. */
export function* auditTrail(db: Database): Generator<KnownAuditEntry> {
  for (let after = 0, more = true; more; ) {
    const rows = db.all<Omit<KnownAuditEntry, 'details'> & { details: string }>(
      `SELECT seq, time, actor, action, object, details FROM audit WHERE seq > ? ORDER BY seq LIMIT ${pageSize}`,
      after,
    );
    for (const row of rows) yield { ...row, details: JSON.parse(row.details) as AuditEntry['details'] };
    more = rows.length === pageSize;
    after = rows.at(-1)?.seq ?? after;
  }
}
