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

/**
 * Moments that stand in the templates of programs, and so in every document made from them: of Excel since 97, 2007
 * and 2016, of PowerPoint since 2007, of Canva, python-docx and python-pptx; what ReportLab writes into PDF when it is
 * to write the same each time. As seen in the files of many authors.
 */
const templates: ReadonlySet<string> = new Set([
  '1996-10-14T23:33:28Z',
  '1996-12-17T01:32:42Z',
  '2006-09-16T00:00:00Z',
  '2015-06-05T18:17:20Z',
  '2015-06-05T18:17:26Z',
  '2015-06-05T18:19:34Z',
  '2006-08-16T00:00:00Z',
  '2007-04-05T10:53:16Z',
  '2011-08-01T06:04:30Z',
  '2013-12-23T23:15:00Z',
  '2013-01-27T09:14:16Z',
  '2013-01-27T09:15:58Z',
  '2000-01-01T00:00:00Z',
]);

/** Whether an ISO date may be true: from 1981 to 2099 and not one of the days that stand for nothing. */
export function plausible(iso: string): boolean {
  const year = Number(iso.slice(0, 4));
  return year > 1980 && year < 2100 && !blanks.has(iso.slice(0, 10)) && !Number.isNaN(Date.parse(iso));
}

/**
 * A dated fact of a document, or nothing when the date can't be true, or is that of a template. Instants are given in
 * UTC, to the second.
 */
export function documentDate(
  event: string,
  value: string | Date | null | undefined,
  grade: DocumentDate['grade'],
  from: string,
): DocumentDate[] {
  const iso = value === null || value === undefined ? null : normal(value);
  return iso === null || !plausible(iso) || templates.has(iso) ? [] : [{ type: 'date', event, date: iso, grade, from }];
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
