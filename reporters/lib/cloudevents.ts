import type { Origin, OutboxEvent } from '../../agent/contracts/delivery.ts';
import { classNames, ocsf, typeNames } from './ocsf/event.ts';

/** CloudEvents 1.0 in JSON: `source` and `id` together are what a receiver knows an event by. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  /** Extension `sequence`: rises within a destination, as text that sorts as the number does. */
  readonly sequence: string;
  readonly urgency: string;
  readonly data: unknown;
}

export function cloudEvent(event: OutboxEvent, origin: Origin, version: string): CloudEvent {
  const { notice } = event;
  const name = classNames[notice.kind];
  return {
    specversion: '1.0',
    id: event.id,
    source: `urn:wayward:${origin.agent}`,
    type: `wayward.${typeNames[notice.kind]}.${notice.activity}`,
    subject: event.item,
    time: notice.time,
    datacontenttype: 'application/json',
    dataschema: `https://schema.ocsf.io/${version}/classes/${name}`,
    sequence: String(event.sequence).padStart(16, '0'),
    urgency: event.urgency,
    data: ocsf(event, origin, version),
  };
}
