import { describe, expect, it } from 'vitest';
import { documentDate } from '../../agent/extract/lib/dates.ts';

const of = (value: string | Date | null): string | undefined => documentDate('created', value, 'B', 'test')[0]?.date;

describe('dates of documents', () => {
  it.each([
    ['2019-05-06T07:08:09Z', '2019-05-06T07:08:09Z'],
    ['2019-05-06T07:08:09.123Z', '2019-05-06T07:08:09Z'],
    ['2019-05-06T07:08:09+02:00', '2019-05-06T05:08:09Z'],
    ['Tue, 5 Mar 2019 10:00:00 +0100', '2019-03-05T09:00:00Z'],
    // A clock time without a zone is nobody's.
    ['2019-05-06T07:08:09', '2019-05-06'],
    ['2019-05-06', '2019-05-06'],
    // The first of a year may be true, unless it is the first second of 2000.
    ['2001-01-01T00:00:00Z', '2001-01-01T00:00:00Z'],
  ])('%s is %s', (value, date) => {
    expect(of(value)).toBe(date);
  });

  it.each([
    ['of no program', null],
    ['of FILETIME', '1601-01-01T00:00:00Z'],
    ['of Unix', '1970-01-01T00:00:00Z'],
    ['of DOS', '1980-01-01T00:00:00Z'],
    ['of zip without one', '1979-11-30T00:00:00'],
    ['of Excel for day 0', '1899-12-30'],
    ['of Excel for day 1', '1900-01-01'],
    ['of the Macintosh', '1904-01-01T00:00:00Z'],
    ["of Excel's template since 97", '1996-10-14T23:33:28Z'],
    ["of Excel's template since 2007", '2006-09-16T00:00:00Z'],
    ["of Excel's template since 2016", '2015-06-05T18:17:20Z'],
    ["of PowerPoint's template", '2006-08-16T00:00:00Z'],
    ["of python-docx's template", '2013-12-23T23:15:00Z'],
    ["of python-pptx's template", '2013-01-27T09:14:16Z'],
    ['of ReportLab', '2000-01-01T00:00:00Z'],
    ['of a broken clock', '2107-12-31T23:59:58Z'],
    ['that is none', 'yesterday'],
  ])('the one %s is missing, not old', (_, value) => {
    expect(of(value)).toBeUndefined();
  });
});
