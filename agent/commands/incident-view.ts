import { csvCell } from '../../reporters/lib/escape.ts';
import type { Incident, IncidentEntry, StartedClock } from '../contracts/incident.ts';
import { deadlineOf } from '../judge/incidents.ts';

/**
 * Fields that a person fills in, as registers have them: the fields of a data breach in CISO Assistant
 * (`DataBreach`), and what Art. 33(5) GDPR wants documented.
 */
export const assessedFields = {
  breach_type: 'what it was: confidentiality, integrity, availability',
  risk_level: 'for the people concerned',
  affected_subjects_count: 'people concerned, about',
  affected_records_count: 'records concerned, about',
  affected_processings: 'activities of processing concerned',
  affected_personal_data: 'categories of data concerned',
  potential_consequences: 'likely consequences for the people',
  remediation_measures: 'measures taken and proposed, in short',
  reasons_for_delay: 'why a notification came late',
} as const;

export interface IncidentView {
  readonly id: string;
  readonly state: Incident['state'];
  readonly title: string;
  readonly alert: string | null;
  readonly openedAt: string;
  readonly openedBy: string;
  readonly awareAt: string | null;
  readonly clocks: readonly (StartedClock & { readonly answeredAt: string | null; readonly late: boolean })[];
  readonly fields: Readonly<Record<string, string>>;
  readonly entries: readonly IncidentEntry[];
}

/** An incident with what follows from its entries at a moment. */
export function viewOf(incident: Incident, now: string): IncidentView {
  const { id, state, title, alert, awareAt, entries } = incident;
  const [opened] = entries;
  const answers = new Map(
    entries.flatMap(({ kind, about, at }) =>
      kind === 'notified' && about !== null && at !== null ? [[about, at]] : [],
    ),
  );
  const clocks = incident.clocks.map((clock) => {
    const from = clock.after === null ? awareAt : (answers.get(clock.after) ?? null);
    const deadline = from === null ? null : deadlineOf(clock, from);
    const answeredAt = answers.get(clock.id) ?? null;
    const late = deadline !== null && Temporal.Instant.compare(answeredAt ?? now, deadline) > 0;
    return { ...clock, deadline, answeredAt, late };
  });
  const said = entries.flatMap(({ kind, about, text }) =>
    kind === 'assessed' && about !== null ? [[about, text]] : [],
  );
  return {
    ...{ id, state, title, alert, awareAt, clocks, entries },
    openedAt: opened?.time ?? '',
    openedBy: opened?.actor ?? '',
    fields: Object.fromEntries(said),
  };
}

const columns = [
  ...['ref_id', 'name', 'status', 'discovered_on', 'aware_at', 'alert', ...Object.keys(assessedFields)],
  ...['authority_deadline', 'authority_notified_on', 'authority_notification_ref', 'subjects_notified_on'],
  ...['clocks', 'measures', 'evidences', 'notes', 'decided_by', 'decision_reason'],
];

/** UTF-8 with a mark, as spreadsheets expect it; one line for each incident. */
export function incidentsCsv(views: readonly IncidentView[]): string {
  const rows = views.map((view) => {
    const texts = (kind: IncidentEntry['kind']) =>
      view.entries
        .flatMap(({ kind: of, time, at, text }) => (of === kind ? [`${at ?? time} ${text}`] : []))
        .join(' | ');
    const notified = (ids: readonly string[]) =>
      view.entries.findLast(({ kind, about }) => kind === 'notified' && about !== null && ids.includes(about));
    const authority = notified(['gdpr_authority', 'hipaa_hhs', 'ca_attorney_general']);
    const decision = view.entries.findLast(({ kind }) => kind === 'confirmed' || kind === 'dismissed');
    const given: Readonly<Record<string, string | null>> = {
      ref_id: view.id,
      name: view.title,
      status: view.state,
      discovered_on: view.openedAt,
      aware_at: view.awareAt,
      alert: view.alert,
      ...view.fields,
      authority_deadline: view.clocks.find(({ id }) => id === 'gdpr_authority')?.deadline ?? null,
      authority_notified_on: authority?.at ?? null,
      authority_notification_ref: authority?.text ?? null,
      subjects_notified_on: notified(['gdpr_persons', 'hipaa_individuals', 'ca_residents'])?.at ?? null,
      clocks: view.clocks
        .map(({ id, deadline, answeredAt, late }) => {
          return `${id}: ${answeredAt === null ? `until ${deadline ?? 'no date'}` : `done ${answeredAt}`}${late ? ' LATE' : ''}`;
        })
        .join(' | '),
      measures: texts('measure'),
      evidences: view.alert,
      notes: texts('note'),
      decided_by: decision?.actor ?? null,
      decision_reason: decision?.text ?? null,
    };
    return columns.map((column) => csvCell(given[column] ?? '')).join(',');
  });
  return `\ufeff${[columns.join(','), ...rows].join('\r\n')}\r\n`;
}
