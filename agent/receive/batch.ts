import type { Incoming } from './received-store.ts';

/** Events of one request at most. */
const mostEvents = 10_000;

/** The events of a body, or null when it is no batch of CloudEvents 1.0 (or, `single`, no CloudEvent). */
export function readBatch(text: string, single: boolean): Incoming[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const events = single ? [value] : value;
  if (!Array.isArray(events) || events.length > mostEvents) return null;
  const read = events.map(readEvent);
  return read.every((event) => event !== null) ? read : null;
}

function readEvent(value: unknown): Incoming | null {
  if (typeof value !== 'object' || value === null) return null;
  const { specversion, id, source, type, subject, time } = value as Record<string, unknown>;
  if (specversion !== '1.0' || !isText(id) || !isText(source) || !isText(type)) return null;
  return {
    ...{ id, source, type },
    subject: isText(subject) ? subject : '',
    time: isText(time) ? time : '',
    body: JSON.stringify(value),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 1024;
}
