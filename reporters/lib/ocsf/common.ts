import type { Activity, Origin, OutboxEvent, PolicyNamed } from '../../../agent/contracts/delivery.ts';
import type { Result, Severity } from '../../../agent/contracts/rule.ts';

/** An OCSF event: the canonical form of a notice. Attributes that stand in 1.6 already, so that older readers know them. */
export type OcsfEvent = Readonly<Record<string, unknown>>;

/** What every class begins with. */
export interface Framed {
  readonly event: OutboxEvent;
  readonly origin: Origin;
  /** `metadata.version`: what the reader expects. */
  readonly version: string;
}

export function metadata({ event, origin, version }: Framed, labels: readonly string[] = []): OcsfEvent {
  return {
    version,
    product: { name: 'Wayward', vendor_name: 'Wayward', version: origin.version },
    uid: event.id,
    ...(event.notice.run === null ? {} : { correlation_uid: event.notice.run }),
    sequence: event.sequence,
    log_name: 'wayward',
    ...(origin.organization === null ? {} : { tenant_uid: origin.organization }),
    ...(labels.length === 0 ? {} : { labels }),
  };
}

/** The machine that looked: of what lies on a share, nobody sees more. */
export function device(origin: Origin): OcsfEvent {
  return { type_id: 0, hostname: origin.host, uid: origin.agent };
}

export function classOf(
  uid: number,
  name: string,
  category: number,
  activity: number,
  activityName: string,
): OcsfEvent {
  return {
    activity_id: activity,
    activity_name: activityName,
    category_uid: category,
    class_uid: uid,
    class_name: name,
    type_uid: uid * 100 + activity,
  };
}

export const findingActivities: Readonly<Record<Activity, readonly [id: number, name: string]>> = {
  create: [1, 'Create'],
  update: [2, 'Update'],
  close: [3, 'Close'],
};

const severityIds: Readonly<Record<Severity, readonly [id: number, name: string]>> = {
  info: [1, 'Informational'],
  low: [2, 'Low'],
  medium: [3, 'Medium'],
  high: [4, 'High'],
  critical: [5, 'Critical'],
};

/** Of a violation; what is none is for information. */
export function severity(of: Severity | null): OcsfEvent {
  const [id, name] = severityIds[of ?? 'info'];
  return { severity_id: id, severity: name };
}

const riskLevels: readonly Severity[] = ['info', 'low', 'medium', 'high', 'critical'];
export function riskLevel(of: Severity): number {
  return riskLevels.indexOf(of);
}

/** Milliseconds since 1970. */
export function ms(instant: string): number {
  return Date.parse(instant);
}

export function policyObject({ title, hash }: PolicyNamed): OcsfEvent {
  const named = title ?? hash;
  return {
    ...(named === null ? { type: 'none' } : { name: named }),
    ...(hash === null ? {} : { uid: hash }),
    is_applied: hash !== null,
  };
}

/** The worst first. */
export const resultOrder: readonly Result[] = ['violation', 'review', 'unknown', 'allowed'];
