import { userInfo } from 'node:os';
import type { Alert } from '../contracts/alert.ts';
import { evidenceHash } from '../deliver/alarm.ts';
import { nowFrom } from '../judge/judge.ts';
import { createNames, visible } from '../report/names.ts';
import { alarmOf } from './alarm.ts';
import { CannotRun } from './errors.ts';
import { openSession, type Session } from './session.ts';

export interface AlertsOptions {
  readonly config?: string;
  readonly state?: string;
}

const shownAtMost = 40;

/** `wayward alerts`: what nobody has acknowledged, or all. */
export async function alertsCommand(
  options: AlertsOptions & { readonly all: boolean; readonly json: boolean },
): Promise<void> {
  await using session = await openSession({ ...options, readOnly: true, secrets: 'none' });
  const known = await session.store.alerts.all();
  const shown = options.all ? known : known.filter(({ acknowledged }) => acknowledged === null);
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify(
        shown.map((alert) => alertJson(session, alert)),
        null,
        2,
      )}\n`,
    );
    return;
  }
  const lines = shown.slice(0, shownAtMost).flatMap((alert) => describe(session, alert));
  if (shown.length > shownAtMost) lines.push(`… and ${shown.length - shownAtMost} more: --json lists all`);
  const acknowledged = known.length - known.filter(({ acknowledged: by }) => by === null).length;
  if (shown.length === 0) lines.push('No alert waits for anybody.');
  else if (!options.all)
    lines.push('"wayward alerts ack ID" says that you have seen it; "wayward explain FINDING" why.');
  if (!options.all && acknowledged > 0) lines.push(`${acknowledged} acknowledged: --all shows them.`);
  process.stdout.write(`${lines.map(visible).join('\n')}\n`);
}

/** What is shown of one, with names as the configuration's `paths` says. */
export function alertJson(session: Session, alert: Alert): object {
  const { id, finding, severity, reasons, why, run, exposure, persons } = alert;
  const { found, about } = alert.evidence;
  return {
    ...{ id, finding, severity, reasons, why, run, place: placeOf(session, alert), source: alert.source },
    ...{
      title: about.title,
      detector: about.detector,
      category: about.category,
      count: found.count,
      persons,
      exposure,
    },
    ...{ subject: found.subject, confidence: found.confidence, owner: found.facts.owner },
    ...{ detectedAt: alert.detectedAt, raisedAt: alert.raisedAt, raised: alert.raised, deliveredAt: alert.deliveredAt },
    ...{ reminded: alert.reminded, remindAt: alert.remindAt, acknowledged: alert.acknowledged, endedAt: alert.endedAt },
    evidence: evidenceHash(alert),
  };
}

function describe(session: Session, alert: Alert): string[] {
  const { id, finding, severity, reasons, why, acknowledged, reminded, remindAt, endedAt } = alert;
  const { about, found } = alert.evidence;
  const told = alert.deliveredAt === null ? 'delivered to nobody yet' : `first delivered ${alert.deliveredAt}`;
  const again = reminded === 0 ? '' : `, told again ${reminded} times`;
  const state =
    acknowledged === null
      ? `not acknowledged${remindAt === null ? '' : `, next told ${remindAt}`}`
      : `acknowledged ${acknowledged.at} by ${acknowledged.by}${acknowledged.note === '' ? '' : `: ${acknowledged.note}`}`;
  return [
    `${id}  ${severity ?? 'alert'}  ${about.title} (${found.count}) in ${placeOf(session, alert)}, readable by: ${alert.exposure}`,
    `    ${why}, by ${reasons.join(', ')}; finding ${finding}; raised ${alert.raisedAt}; ${told}${again}`,
    `    ${state}${endedAt === null ? '' : `; not so any more since ${endedAt}`}`,
  ];
}

function placeOf({ paths, ids }: Session, { evidence }: Alert): string {
  const { source, path, part, table } = evidence.about;
  return createNames(paths, ids.name).place(source, path, part, table ? 'table' : 'file');
}

export interface AckOptions extends AlertsOptions {
  readonly ids: readonly string[];
  readonly all: boolean;
  readonly by?: string;
  readonly note?: string;
  readonly json: boolean;
}

/** `wayward alerts ack`: somebody has seen it. Works while a scan runs. */
export async function ackCommand(options: AckOptions): Promise<void> {
  if (options.ids.length === 0 && !options.all) throw new CannotRun('name an alert, or give --all');
  if (options.ids.length > 0 && options.all) throw new CannotRun('either name alerts, or give --all');
  const by = visible((options.by ?? userInfo().username).trim());
  const note = visible((options.note ?? '').trim());
  if (by === '') throw new CannotRun('--by is empty; say who has seen it');
  await using session = await openSession({ ...options, beside: true, secrets: 'none' });
  const chosen = options.all
    ? (await session.store.alerts.all()).filter(({ acknowledged }) => acknowledged === null)
    : await Promise.all(options.ids.map((id) => findAlert(session, id)));
  const at = Temporal.Now.instant().round('millisecond').toString();
  const alarm = alarmOf(session, nowFrom(at, session.timezone), () => at);
  const done: Alert[] = [];
  for (const alert of chosen) {
    // The first one counts: who says so later changes nothing of when it was known.
    if (alert.acknowledged !== null) {
      if (!options.json) {
        process.stdout.write(`${alert.id} was acknowledged ${alert.acknowledged.at} by ${alert.acknowledged.by}\n`);
      }
      continue;
    }
    await alarm.acknowledge(alert, { at, by, note });
    await session.audit('alert_acknowledged', alert.id, { by, finding: alert.finding, note: note === '' ? 0 : 1 });
    done.push(alert);
    if (!options.json) process.stdout.write(`${alert.id} acknowledged\n`);
  }
  if (options.json) {
    const acknowledged = done.map(({ id }) => ({ id, at, by, note }));
    process.stdout.write(`${JSON.stringify(acknowledged, null, 2)}\n`);
  } else if (chosen.length === 0) process.stdout.write('No alert waits for anybody.\n');
}

/** The one that an id, or the beginning of one, means. @throws CannotRun when it means none or several */
export async function findAlert(session: Session, given: string): Promise<Alert> {
  const found = await session.store.alerts.find(given.startsWith('al-') ? given : `al-${given}`);
  const [first] = found;
  if (first === undefined)
    throw new CannotRun(`there is no alert ${visible(given)}; "wayward alerts --all" lists them`);
  if (found.length > 1)
    throw new CannotRun(`${visible(given)} is the beginning of ${found.length} alerts; give more of it`);
  return first;
}
