import type { Now } from '../contracts/rule.ts';
import { Alarm } from '../deliver/alarm.ts';
import { alertLevel, alertSettings, isWorse } from '../judge/alerts.ts';
import { clocksOf, deadlineOf, defaultIncidentSettings, type IncidentSettings } from '../judge/incidents.ts';
import { nowFrom } from '../judge/judge.ts';
import { judgeStored } from '../judge/judge-run.ts';
import { createNames, stricter } from '../report/names.ts';
import type { Session } from './session.ts';

const byDefault = alertSettings.parse({});

/**
 * The alarm of a session. Without a policy nothing reaches a level, and what was told before is told again all the same.
 * @param clock the moment, as an instant
 * @param raised called when something is to be delivered at once
 */
export function alarmOf(session: Session, now: Now, clock: () => string, raised: () => void = () => {}): Alarm {
  const { judge, store, ids } = session;
  const settings = judge?.policy.policy.alerts ?? byDefault;
  return new Alarm({
    store,
    listeners: session.destinations
      .filter(({ events }) => events.includes('alert'))
      .map(({ name, paths }) => ({ name, names: createNames(stricter(paths, settings.names), ids.name) })),
    mostBytes: session.outbox.maxSize,
    titles: session.detectors,
    sourceKinds: session.sourceKinds,
    policy: { title: judge?.policy.title ?? null, hash: judge?.policy.hash ?? null },
    procedure: settings.procedure ?? null,
    remind: settings.remind.map((span) => Temporal.Duration.from(span).total('milliseconds')),
    judge: async (item, findings) => (judge === null ? [] : await judgeStored(store, judge, item, findings, now)),
    level: (finding, facts, verdicts) => (judge === null ? null : alertLevel(settings, finding, facts, verdicts)),
    isWorse,
    alertId: ids.alert,
    candidates: (from) => candidatesFrom(from, incidentSettingsOf(session), session.timezone),
    clock,
    raised,
  });
}

/** Tells again what nobody has acknowledged in time. */
export async function remind(session: Session): Promise<void> {
  await alarmOf(session, nowFrom(moment(), session.timezone), moment).remind();
}

function moment(): string {
  return Temporal.Now.instant().round('millisecond').toString();
}

export function incidentSettingsOf({ judge }: Pick<Session, 'judge'>): IncidentSettings {
  return judge?.policy.policy.incidents ?? defaultIncidentSettings;
}

function candidatesFrom(from: string, settings: IncidentSettings, timeZone: string) {
  return clocksOf(settings)
    .filter(({ after }) => after === null)
    .map((clock) => {
      const deadline = deadlineOf(clock, from);
      return {
        title: `${clock.title} (${clock.citation})`,
        within: clock.within,
        deadline,
        local: deadline === null ? null : localTime(deadline, timeZone),
      };
    });
}

/** `2026-07-03 04:15 Europe/Berlin` */
export function localTime(instant: string, timeZone: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  return `${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })} ${timeZone}`;
}
