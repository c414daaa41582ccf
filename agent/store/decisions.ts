import type { DecidedFinding, Decision, DecisionCheck, DecisionKind } from '../contracts/decision.ts';
import type { Whereabouts } from '../contracts/store.ts';
import type { Database } from './database.ts';

interface Row {
  readonly no: number;
  readonly id: string;
  readonly ref: string;
  readonly kind: DecisionKind;
  readonly decided_at: string;
  readonly actor: string;
  readonly run: string;
  readonly category: string;
  readonly rule: string | null;
  readonly reason: string;
  readonly until: string | null;
  readonly checked: string | null;
}

/** All or none. */
export function putDecisions(db: Database, decisions: readonly Omit<Decision, 'check'>[]): void {
  db.transaction(() => {
    for (const of of decisions) {
      const { lastId } = db.run(
        `INSERT INTO decisions (id, ref, kind, decided_at, actor, run, category, rule, reason, until)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[of.id, of.ref, of.kind, of.decidedAt, of.actor, of.run, of.category, of.rule, of.reason, of.until],
      );
      for (const [position, found] of of.findings.entries()) {
        db.run(
          `INSERT INTO decided_findings (decision, position, finding, item, source, path, part, detector, bytes, content_hash)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          ...[lastId, position, found.finding, found.item, found.source, found.path, found.part, found.detector],
          ...[found.bytes, found.contentHash],
        );
      }
    }
  });
}

/** Oldest first. */
export function decisionsOf(db: Database): Decision[] {
  return db.all<Row>('SELECT * FROM decisions ORDER BY no').map(
    ({ no, decided_at: decidedAt, checked, ...row }): Decision => ({
      ...row,
      decidedAt,
      findings: db.all<DecidedFinding>(
        `SELECT finding, item, source, path, part, detector, bytes, content_hash AS contentHash
         FROM decided_findings WHERE decision = ? ORDER BY position`,
        no,
      ),
      check: checked === null ? null : (JSON.parse(checked) as DecisionCheck),
    }),
  );
}

export function putCheck(db: Database, decision: string, check: DecisionCheck): void {
  db.run('UPDATE decisions SET checked = ? WHERE id = ?', JSON.stringify(check), decision);
}

/**
 * Where an item is now. `gone`: a listing of its folder that came to its end did not give it. `unseen`: the run did not
 * get there.
 */
export function whereabouts(db: Database, run: number, item: string): Whereabouts {
  const row = db.get<{ source: string; path: string; gone: number; seen: number; status: string; opened: number }>(
    `SELECT sources.name AS source, units.prefix || items.name AS path, gone_in IS NOT NULL AS gone,
       items.seen_in = ?1 OR units.whole_in IS ?1 AS seen, items.status AS status, items.opened_in = ?1 AS opened
     FROM items JOIN units ON units.no = items.unit JOIN sources ON sources.no = units.source WHERE items.id = ?2`,
    ...[run, item],
  );
  // Forgotten altogether: it was gone.
  if (row === undefined || row.gone === 1) return { state: 'gone' };
  const { source, path, status, seen } = row;
  return seen === 1 ? { state: 'there', source, path, read: status === 'read' } : { state: 'unseen' };
}

/** Items that are there and have this content, but for one. */
export function othersWith(db: Database, contentHash: string, item: string): number {
  const count = 'SELECT count(*) AS n FROM items WHERE content_hash = ? AND gone_in IS NULL AND id <> ?';
  return db.get<{ n: number }>(count, Buffer.from(contentHash, 'hex'), item)?.n ?? 0;
}
