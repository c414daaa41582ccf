import type { Alert, AlertEvidence, Alerts, AlertWhy } from '../contracts/alert.ts';
import type { Exposure } from '../contracts/item.ts';
import type { Severity } from '../contracts/rule.ts';
import type { Database } from './database.ts';

/** What is known of alerts. They are put in the transactions of what they are about: desk.ts. */
export class SqliteAlerts implements Alerts {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async all(): Promise<readonly Alert[]> {
    return this.#db.all<AlertRow>('SELECT * FROM alerts ORDER BY raised_at DESC, no DESC').map(toAlert);
  }

  async find(prefix: string): Promise<readonly Alert[]> {
    const rows = this.#db.all<AlertRow>(
      'SELECT * FROM alerts WHERE id >= ? AND id < ? ORDER BY id LIMIT 20',
      ...[prefix, `${prefix}\u{10FFFF}`],
    );
    return rows.map(toAlert);
  }

  async levels(): ReturnType<Alerts['levels']> {
    const rows = this.#db.all<AlertRow>('SELECT finding, reasons, severity, exposure, persons, ended_at FROM alerts');
    return rows.map(({ finding, reasons, severity, exposure, persons, ended_at: endedAt }) => ({
      ...{ finding, severity, exposure, persons, endedAt },
      reasons: JSON.parse(reasons) as string[],
    }));
  }

  async due(now: string, most: number): Promise<readonly Alert[]> {
    const due = 'SELECT * FROM alerts WHERE remind_at IS NOT NULL AND remind_at <= ? ORDER BY remind_at, no LIMIT ?';
    return this.#db.all<AlertRow>(due, now, most).map(toAlert);
  }

  async next(): Promise<string | null> {
    const next = 'SELECT min(remind_at) AS at FROM alerts WHERE remind_at IS NOT NULL';
    return this.#db.get<{ at: string | null }>(next)?.at ?? null;
  }

  async gone(): Promise<readonly Alert[]> {
    const gone = `SELECT * FROM alerts WHERE ended_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM findings WHERE findings.id = alerts.finding) ORDER BY no`;
    return this.#db.all<AlertRow>(gone).map(toAlert);
  }
}

export function alertOf(db: Database, finding: string): Alert | null {
  const row = db.get<AlertRow>('SELECT * FROM alerts WHERE finding = ?', finding);
  return row === undefined ? null : toAlert(row);
}

export function putAlert(db: Database, alert: Alert): void {
  const { acknowledged, evidence, reasons } = alert;
  db.run(
    put,
    ...[alert.id, alert.finding, alert.source, alert.why, JSON.stringify(reasons), alert.severity, alert.exposure],
    ...[alert.persons, alert.run, alert.detectedAt, alert.raisedAt, alert.raised, alert.deliveredAt, alert.reminded],
    ...[alert.remindAt, acknowledged?.at ?? null, acknowledged?.by ?? null, acknowledged?.note ?? null, alert.endedAt],
    JSON.stringify(evidence),
  );
}

/** Once is enough: when people could first know of it. */
export function noteDelivered(db: Database, id: string, time: string): void {
  db.run('UPDATE alerts SET delivered_at = ? WHERE id = ? AND delivered_at IS NULL', time, id);
}

const columns =
  'id finding source why reasons severity exposure persons run detected_at raised_at raised delivered_at reminded remind_at acknowledged_at acknowledged_by note ended_at evidence'.split(
    ' ',
  );
const put = `
  INSERT INTO alerts (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
  ON CONFLICT (finding) DO UPDATE SET ${columns
    .slice(2)
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')}`;

interface AlertRow {
  readonly id: string;
  readonly finding: string;
  readonly source: string;
  readonly why: AlertWhy;
  readonly reasons: string;
  readonly severity: Severity | null;
  readonly exposure: Exposure;
  readonly persons: number;
  readonly run: string;
  readonly detected_at: string;
  readonly raised_at: string;
  readonly raised: number;
  readonly delivered_at: string | null;
  readonly reminded: number;
  readonly remind_at: string | null;
  readonly acknowledged_at: string | null;
  readonly acknowledged_by: string | null;
  readonly note: string | null;
  readonly ended_at: string | null;
  readonly evidence: string;
}

function toAlert(row: AlertRow): Alert {
  const { id, finding, source, why, severity, exposure, persons, run, raised, reminded } = row;
  return {
    ...{ id, finding, source, why, severity, exposure, persons, run, raised, reminded },
    reasons: JSON.parse(row.reasons) as string[],
    detectedAt: row.detected_at,
    raisedAt: row.raised_at,
    deliveredAt: row.delivered_at,
    remindAt: row.remind_at,
    acknowledged:
      row.acknowledged_at === null
        ? null
        : { at: row.acknowledged_at, by: row.acknowledged_by ?? '', note: row.note ?? '' },
    endedAt: row.ended_at,
    evidence: JSON.parse(row.evidence) as AlertEvidence,
  };
}
