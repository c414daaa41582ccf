import type { DocumentDate } from '../../contracts/extractor.ts';

/** Days that programs write when they know no date. */
const blanks: ReadonlySet<string> = new Set([
  '1601-01-01',
  '1970-01-01',
  '1980-01-01',
  '1899-12-30',
  '1899-12-31',
  '1900-01-01',
  '1904-01-01',
  '1979-11-30',
]);

/** Whether an ISO date may be true: from 1981 to 2099 and not one of the days that stand for nothing. */
export function plausible(iso: string): boolean {
  const year = Number(iso.slice(0, 4));
  return year > 1980 && year < 2100 && !blanks.has(iso.slice(0, 10)) && !Number.isNaN(Date.parse(iso));
}

/** A dated fact of a document, or nothing when the date can't be true. Instants are given in UTC, to the second. */
export function documentDate(
  event: string,
  value: string | Date | null | undefined,
  grade: DocumentDate['grade'],
  from: string,
): DocumentDate[] {
  const iso = value === null || value === undefined ? null : normal(value);
  return iso === null || !plausible(iso) ? [] : [{ type: 'date', event, date: iso, grade, from }];
}

function normal(value: string | Date): string | null {
  if (typeof value === 'string') {
    const text = value.trim();
    if (/^\d{4}-\d\d-\d\d$/.test(text)) return text;
    // Without a zone the clock time is nobody's: the day alone stands.
    if (/^\d{4}-\d\d-\d\dT[\d:.]+$/.test(text)) return text.slice(0, 10);
  }
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : `${date.toISOString().slice(0, 19)}Z`;
}
