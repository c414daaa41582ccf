import type { Clock, Incident, IncidentEntry, IncidentState, Incidents, NewEntry } from '../contracts/incident.ts';
import type { Database } from './database.ts';

/** The register. An incident's state is what its last decision made it; entries are only ever added. */
export class SqliteIncidents implements Incidents {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async all(): Promise<readonly Incident[]> {
    return this.#db.all<IncidentRow>('SELECT * FROM incidents ORDER BY no').map((row) => this.#toIncident(row));
  }

  async find(prefix: string): Promise<readonly Incident[]> {
    const rows = this.#db.all<IncidentRow>(
      'SELECT * FROM incidents WHERE id >= ? AND id < ? ORDER BY id LIMIT 20',
      ...[prefix, `${prefix}\u{10FFFF}`],
    );
    return rows.map((row) => this.#toIncident(row));
  }

  async open({ id, title, alert }: Parameters<Incidents['open']>[0], entry: NewEntry): Promise<Incident> {
    return this.#db.transaction(() => {
      const { lastId } = this.#db.run(
        `INSERT INTO incidents (id, state, title, alert, clocks) VALUES (?, 'suspected', ?, ?, '[]')`,
        ...[id, title, alert],
      );
      this.#put(lastId, entry);
      return this.#toIncident(this.#db.get<IncidentRow>('SELECT * FROM incidents WHERE no = ?', lastId) as IncidentRow);
    });
  }

  async append(id: string, entry: NewEntry, change?: Parameters<Incidents['append']>[2]): Promise<void> {
    this.#db.transaction(() => {
      const { no } = this.#db.get<{ no: number }>('SELECT no FROM incidents WHERE id = ?', id) as { no: number };
      this.#put(no, entry);
      if (change === undefined) return;
      this.#db.run(
        'UPDATE incidents SET state = ?, aware_at = ?, clocks = ? WHERE no = ?',
        ...[change.state, change.awareAt, JSON.stringify(change.clocks), no],
      );
    });
  }

  #put(incident: number, { time, actor, kind, about, at, text }: NewEntry): void {
    this.#db.run(
      'INSERT INTO incident_entries (incident, time, actor, kind, about, at, text) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ...[incident, time, actor, kind, about, at, text],
    );
  }

  #toIncident({ no, id, state, title, alert, aware_at: awareAt, clocks }: IncidentRow): Incident {
    const entries = this.#db.all<IncidentEntry>(
      'SELECT time, actor, kind, about, at, text FROM incident_entries WHERE incident = ? ORDER BY no',
      no,
    );
    return {
      ...{ id, state, title, alert, awareAt, clocks: JSON.parse(clocks) as Clock[] },
      entries: entries.map((entry) => ({ ...entry })),
    };
  }
}

interface IncidentRow {
  readonly no: number;
  readonly id: string;
  readonly state: IncidentState;
  readonly title: string;
  readonly alert: string | null;
  readonly aware_at: string | null;
  readonly clocks: string;
}
