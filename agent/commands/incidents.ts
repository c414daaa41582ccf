import { writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { EntryKind, Incident, NewEntry } from '../contracts/incident.ts';
import { clocksOf } from '../judge/incidents.ts';
import { visible } from '../report/names.ts';
import { incidentSettingsOf, localTime } from './alarm.ts';
import { findAlert } from './alerts.ts';
import { CannotRun } from './errors.ts';
import { assessedFields, type IncidentView, incidentsCsv, viewOf } from './incident-view.ts';
import { openSession, type Session } from './session.ts';

export interface IncidentsOptions {
  readonly config?: string;
  readonly state?: string;
  readonly json: boolean;
}

export interface ByWhom extends IncidentsOptions {
  readonly id: string;
  readonly by?: string;
}

/** `wayward incidents`: the register, one line for each. */
export async function incidentsCommand(options: IncidentsOptions): Promise<void> {
  await using session = await reading(options);
  const views = (await session.store.incidents.all()).map((incident) => viewOf(incident, now()));
  if (options.json) return printJson(views);
  const lines = views.map(({ id, state, title, openedAt, clocks }) => {
    const open = clocks.filter(({ answeredAt, deadline }) => answeredAt === null && deadline !== null);
    const [next] = open.toSorted((a, b) => ((a.deadline ?? '') < (b.deadline ?? '') ? -1 : 1));
    const runs = next === undefined ? '' : `; ${next.late ? 'LATE' : 'until'} ${next.deadline}: ${next.title}`;
    return `${id}  ${state}  ${title}  (opened ${openedAt}${runs})`;
  });
  printLines(lines.length === 0 ? ['The register is empty. "wayward incidents open" begins an entry.'] : lines);
}

/** `wayward incidents show`: all that stands in the register of one. */
export async function showIncidentCommand(options: IncidentsOptions & { readonly id: string }): Promise<void> {
  await using session = await reading(options);
  const view = viewOf(await findIncident(session, options.id), now());
  if (options.json) return printJson(view);
  printLines(describe(view, session.timezone));
}

/** `wayward incidents open`: somebody suspects something, by an alert or otherwise. */
export async function openIncidentCommand(
  options: IncidentsOptions & { readonly title?: string; readonly alert?: string; readonly by?: string },
): Promise<void> {
  await using session = await writing(options);
  const alert = options.alert === undefined ? null : await findAlert(session, options.alert);
  const said = alert === null ? '' : `${alert.evidence.about.title} in ${alert.source} (alert ${alert.id})`;
  const title = textOf(options.title ?? said, '--title');
  const entry = entryOf('opened', options.by, alert === null ? 'by hand' : `from alert ${alert.id}`);
  const count = (await session.store.incidents.all()).length;
  const id = session.ids.incident(count + 1, entry.time);
  const opened = await session.store.incidents.open({ id, title, alert: alert?.id ?? null }, entry);
  await session.audit('incident_opened', id, { by: entry.actor, ...(alert === null ? {} : { alert: alert.id }) });
  tell(opened, options, `${id} opened: suspected. "wayward incidents confirm" or "dismiss" says what it was.`);
}

/** `wayward incidents confirm`: a person is sure, since a moment; the clocks start then. */
export async function confirmCommand(
  options: ByWhom & { readonly awareAt: string; readonly reason: string },
): Promise<void> {
  await using session = await writing(options);
  const incident = await findIncident(session, options.id);
  const awareAt = instantOf(options.awareAt, '--aware-at', session.timezone);
  if (incident.state === 'confirmed') {
    throw new CannotRun(
      `${incident.id} was confirmed already, as of ${incident.awareAt}; what is to be added is a note`,
    );
  }
  const entry = { ...entryOf('confirmed', options.by, textOf(options.reason, '--reason')), at: awareAt };
  const clocks = clocksOf(incidentSettingsOf(session));
  await session.store.incidents.append(incident.id, entry, { state: 'confirmed', awareAt, clocks });
  await session.audit('incident_confirmed', incident.id, { by: entry.actor, aware_at: awareAt });
  const changed = await findIncident(session, incident.id);
  if (options.json) return printJson(viewOf(changed, now()));
  printLines(describe(viewOf(changed, now()), session.timezone));
}

/** `wayward incidents dismiss`: a person has found that it was none. */
export async function dismissCommand(options: ByWhom & { readonly reason: string }): Promise<void> {
  await using session = await writing(options);
  const incident = await findIncident(session, options.id);
  if (incident.state === 'dismissed') throw new CannotRun(`${incident.id} was dismissed already`);
  const entry = entryOf('dismissed', options.by, textOf(options.reason, '--reason'));
  await session.store.incidents.append(incident.id, entry, { state: 'dismissed', awareAt: null, clocks: [] });
  await session.audit('incident_dismissed', incident.id, { by: entry.actor });
  tell(await findIncident(session, incident.id), options, `${incident.id} dismissed`);
}

/** `wayward incidents measure` and `note`. */
export async function addCommand(
  kind: 'measure' | 'note',
  options: ByWhom & { readonly text: string; readonly at?: string },
): Promise<void> {
  await using session = await writing(options);
  const incident = await findIncident(session, options.id);
  const at = options.at === undefined ? null : instantOf(options.at, '--at', session.timezone);
  const entry = { ...entryOf(kind, options.by, textOf(options.text, 'the text')), at };
  await add(session, incident, entry, options);
}

/** `wayward incidents notified`: whoever a clock asks for has been told. */
export async function notifiedCommand(
  options: ByWhom & { readonly clock: string; readonly at: string; readonly ref?: string },
): Promise<void> {
  await using session = await writing(options);
  const incident = await findIncident(session, options.id);
  if (incident.state !== 'confirmed') throw new CannotRun(`${incident.id} is ${incident.state}: no clock runs`);
  const known = incident.clocks.map(({ id }) => id);
  if (!known.includes(options.clock)) {
    throw new CannotRun(`${incident.id} has no clock ${visible(options.clock)}; it has ${known.join(', ')}`);
  }
  const at = instantOf(options.at, '--at', session.timezone);
  const text = options.ref === undefined ? 'told' : textOf(options.ref, '--ref');
  await add(session, incident, { ...entryOf('notified', options.by, text), about: options.clock, at }, options);
}

/** `wayward incidents assess`: a field of the register. The last word on each counts; all of them stay. */
export async function assessCommand(
  options: ByWhom & { readonly field: string; readonly value: string },
): Promise<void> {
  if (!(options.field in assessedFields)) {
    throw new CannotRun(
      `there is no field ${visible(options.field)}; there are ${Object.keys(assessedFields).join(', ')}`,
    );
  }
  await using session = await writing(options);
  const incident = await findIncident(session, options.id);
  const entry = entryOf('assessed', options.by, textOf(options.value, 'the value'));
  await add(session, incident, { ...entry, about: options.field }, options);
}

/** `wayward incidents export`: for whoever keeps the register elsewhere, or asks for it. */
export async function exportCommand(options: {
  readonly config?: string;
  readonly state?: string;
  readonly format: 'csv' | 'json';
  readonly to?: string;
}): Promise<void> {
  await using session = await reading(options);
  const views = (await session.store.incidents.all()).map((incident) => viewOf(incident, now()));
  const text = options.format === 'csv' ? incidentsCsv(views) : `${JSON.stringify(views, null, 2)}\n`;
  if (options.to === undefined) return void process.stdout.write(text);
  try {
    writeFileSync(options.to, text, { mode: 0o600 });
  } catch (error) {
    throw new CannotRun(`${options.to} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'error'})`);
  }
  process.stdout.write(`${views.length} written to ${options.to}\n`);
}

const reading = (options: { readonly config?: string; readonly state?: string }) =>
  openSession({ ...options, readOnly: true, secrets: 'none' });
const writing = (options: { readonly config?: string; readonly state?: string }) =>
  openSession({ ...options, beside: true, secrets: 'none' });

async function add(session: Session, incident: Incident, entry: NewEntry, options: IncidentsOptions): Promise<void> {
  await session.store.incidents.append(incident.id, entry);
  const about = entry.about === null ? {} : { about: entry.about };
  await session.audit(`incident_${entry.kind}`, incident.id, { by: entry.actor, ...about });
  tell(await findIncident(session, incident.id), options, `${incident.id}: ${entry.kind} noted`);
}

async function findIncident(session: Session, given: string): Promise<Incident> {
  const found = await session.store.incidents.find(given.startsWith('inc-') ? given : `inc-${given}`);
  const [first] = found;
  if (first === undefined)
    throw new CannotRun(`there is no incident ${visible(given)}; "wayward incidents" lists them`);
  if (found.length > 1)
    throw new CannotRun(`${visible(given)} is the beginning of ${found.length} incidents; give more of it`);
  return first;
}

function entryOf(kind: EntryKind, by: string | undefined, text: string): NewEntry {
  return { time: now(), actor: textOf(by ?? userInfo().username, '--by'), kind, about: null, at: null, text };
}

function textOf(given: string, what: string): string {
  const text = visible(given.trim());
  if (text === '') throw new CannotRun(`${what} is empty`);
  return text;
}

/** An instant, or a local date and time in the organisation's time zone; not later than now. */
function instantOf(given: string, what: string, timeZone: string): string {
  const instant = parseInstant(given.trim(), timeZone);
  if (instant === null) {
    throw new CannotRun(
      `${what} ${visible(given)} is no moment; give 2026-06-30T09:15 (${timeZone}), or 2026-06-30T07:15:00Z`,
    );
  }
  if (Temporal.Instant.compare(instant, Temporal.Now.instant()) > 0) throw new CannotRun(`${what} ${given} lies ahead`);
  return instant.toString();
}

function parseInstant(text: string, timeZone: string): Temporal.Instant | null {
  try {
    return Temporal.Instant.from(text);
  } catch {
    try {
      if (!/\dT\d|\d \d/.test(text)) return null;
      return Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(timeZone).toInstant();
    } catch {
      return null;
    }
  }
}

function now(): string {
  return Temporal.Now.instant().round('second').toString();
}

function describe(view: IncidentView, timeZone: string): string[] {
  const moment = (instant: string) => `${instant} (${localTime(instant, timeZone)})`;
  return [
    `${view.id}  ${view.state}  ${view.title}`,
    ...(view.alert === null ? [] : [`from alert ${view.alert}`]),
    `opened ${moment(view.openedAt)} by ${view.openedBy}`,
    ...(view.awareAt === null ? [] : [`sure of it since ${moment(view.awareAt)}`]),
    ...view.clocks.map(({ id, title, citation, deadline, answeredAt, late, after }) => {
      const until =
        deadline === null
          ? after === null
            ? 'without undue delay'
            : `runs from ${after}`
          : `until ${moment(deadline)}`;
      const how = answeredAt === null ? (late ? '  LATE' : '') : `  done ${moment(answeredAt)}${late ? ', LATE' : ''}`;
      return `  [${id}] ${title}${citation === '' ? '' : ` (${citation})`}: ${until}${how}`;
    }),
    ...Object.entries(view.fields).map(([field, value]) => `${field}: ${value}`),
    'Entries:',
    ...view.entries.map(({ time, actor, kind, about, at, text }) => {
      return `  ${time}  ${actor}  ${kind}${about === null ? '' : ` ${about}`}${at === null ? '' : ` (${at})`}: ${text}`;
    }),
  ];
}

function tell(incident: Incident, options: IncidentsOptions, sentence: string): void {
  if (options.json) printJson(viewOf(incident, now()));
  else printLines([sentence]);
}

function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

function printLines(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
