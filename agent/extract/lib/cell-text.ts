import { isUtf8 } from 'node:buffer';

/** How a value of a column file stands in a cell: numbers and dates as people write them, what is nested as JSON. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Date) return dateText(value);
  if (value instanceof Uint8Array) return isUtf8(value) ? Buffer.from(value).toString('utf8') : '';
  if (typeof value !== 'object') return String(value);
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === 'bigint') return String(inner);
    return inner instanceof Uint8Array ? cellText(inner) : inner;
  });
}

/** A day where there is no time of day. */
export function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const iso = date.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, -14) : iso;
}
