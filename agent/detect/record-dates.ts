import type { RecordDate } from './reading.ts';

export interface FoundDate {
  readonly part: string;
  readonly event: string;
  /** YYYY-MM-DD */
  readonly date: string;
}

/** Earliest and latest of some dates, as YYYY-MM-DD. */
interface Range {
  first: string;
  last: string;
}

/** What is not sure before the file has been read to its end: both readings of figures such as 03/04/2020. */
interface OpenRange {
  readonly dayFirst: Range;
  readonly monthFirst: Range;
}

/** The labelled dates of one part. Bounded: of each event the earliest and the latest. */
export class RecordDates {
  readonly #part: string;
  readonly #sure = new Map<string, Range>();
  /** By event and language of the label. */
  readonly #open = new Map<string, OpenRange>();
  #dayFirst = false;
  #monthFirst = false;

  constructor(part: string) {
    this.#part = part;
  }

  vote(first: 'day' | 'month'): void {
    if (first === 'day') this.#dayFirst = true;
    else this.#monthFirst = true;
  }

  add({ event, language, date }: RecordDate): void {
    if (date.order === 'known') {
      const day = isoDay(date.year, date.month, date.day);
      if (day !== null) widen(this.#sure, event, day);
      return;
    }
    const dayFirst = isoDay(date.year, date.month, date.day);
    const monthFirst = isoDay(date.year, date.day, date.month);
    if (dayFirst === null || monthFirst === null) return;
    const key = `${event}\0${language}`;
    const open = this.#open.get(key);
    if (open === undefined) {
      this.#open.set(key, {
        dayFirst: { first: dayFirst, last: dayFirst },
        monthFirst: { first: monthFirst, last: monthFirst },
      });
      return;
    }
    stretch(open.dayFirst, dayFirst);
    stretch(open.monthFirst, monthFirst);
  }

  /** Figures that stay open are read as the file's others are, else as the label's language writes; else left out. */
  finish(): FoundDate[] {
    const all = new Map([...this.#sure].map(([event, range]) => [event, { ...range }]));
    for (const [key, open] of this.#open) {
      const [event, language] = key.split('\0') as [string, string];
      const range = this.#read(open, language);
      if (range === null) continue;
      widen(all, event, range.first);
      widen(all, event, range.last);
    }
    return [...all].flatMap(([event, { first, last }]) =>
      (first === last ? [first] : [first, last]).map((date) => ({ part: this.#part, event, date })),
    );
  }

  #read(open: OpenRange, language: string): Range | null {
    if (this.#dayFirst !== this.#monthFirst) return this.#dayFirst ? open.dayFirst : open.monthFirst;
    // English is written both ways.
    return this.#dayFirst || language === 'en' ? null : open.dayFirst;
  }
}

function widen(ranges: Map<string, Range>, event: string, day: string): void {
  const range = ranges.get(event);
  if (range === undefined) ranges.set(event, { first: day, last: day });
  else stretch(range, day);
}

function stretch(range: Range, day: string): void {
  if (day < range.first) range.first = day;
  if (day > range.last) range.last = day;
}

/** Null for a day that does not exist or is no day of a record: before 1950, after 2100. */
function isoDay(year: number, month: number, day: number): string | null {
  if (year < 1950 || year > 2100) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}
