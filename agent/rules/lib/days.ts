import type { DaySpan } from './path-dates.ts';

/** Days that programs write when they know none. */
const blanks: ReadonlySet<string> = new Set([
  '1601-01-01', // NTFS
  '1899-12-30', // OLE automation
  '1899-12-31',
  '1900-01-01', // spreadsheets
  '1904-01-01', // classic Mac OS
  '1970-01-01', // POSIX
  '1979-11-30', // DOS date of zero
  '1980-01-01', // FAT and zip
  '9999-12-31', // "no end"
]);

/** A stored date as days in the policy's zone, or null when it stands for nothing or is no date. */
export function readDate(written: string, timeZone: string): DaySpan | null {
  try {
    return plausible(parse(written, timeZone), written);
  } catch {
    // 0000-00-00, the 30th of February, what is no date at all: nobody knows the day.
    return null;
  }
}

function parse(written: string, timeZone: string): DaySpan {
  if (/^\d{4}$/.test(written)) return { earliest: `${written}-01-01`, latest: `${written}-12-31` };
  if (/^\d{4}-\d\d$/.test(written)) {
    const month = Temporal.PlainYearMonth.from(written);
    return { earliest: `${written}-01`, latest: `${written}-${month.daysInMonth}` };
  }
  if (/T/i.test(written) && !/(?:Z|[+-]\d\d:?\d\d)(?:\[.*\])?$/i.test(written)) {
    // A clock time of nobody's zone: the day may be the one before or after.
    const day = Temporal.PlainDateTime.from(written, { overflow: 'reject' }).toPlainDate();
    return widen({ earliest: day.toString(), latest: day.toString() });
  }
  const day = /T/i.test(written)
    ? Temporal.Instant.from(written).toZonedDateTimeISO(timeZone).toPlainDate()
    : Temporal.PlainDate.from(written, { overflow: 'reject' });
  return { earliest: day.toString(), latest: day.toString() };
}

/** Local time without a zone, in steps of two seconds (FAT, zip): one day to each side. */
export function widen({ earliest, latest }: DaySpan): DaySpan {
  return {
    earliest: Temporal.PlainDate.from(earliest).subtract({ days: 1 }).toString(),
    latest: Temporal.PlainDate.from(latest).add({ days: 1 }).toString(),
  };
}

function plausible(span: DaySpan, written: string): DaySpan | null {
  // Blank dates are blank in the zone they were written in: the epoch is 1969 in New York.
  if (blanks.has(written.slice(0, 10)) || blanks.has(span.earliest)) return null;
  const year = Number(span.earliest.slice(0, 4));
  return span.earliest.length === 10 && year >= 1900 && year < 9000 ? span : null;
}
