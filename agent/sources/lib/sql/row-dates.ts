import { type DateForm, plainDay, readNumber, readText, secondsDay, type TextDay } from './date-forms.ts';

/**
 * How rows come grouped from the database.
 * `day`: `YYYY-MM-DD…`, of dates and of moments without a zone.
 * `instant`: whole seconds since 1970 (UTC), rounded down to `groupSeconds`.
 * `text`: the first `groupChars` characters, and a `Z` more where the whole text is longer and ends in `Z` or `+00:00`.
 * `number`: as it stands, or rounded down to `groupSeconds` in its own unit.
 * `mixed`: texts and numbers in one column, each as above.
 */
export type DateClass = 'day' | 'instant' | 'text' | 'number' | 'mixed';

/** Rows whose date is the same, as far as it matters. */
export interface DateGroup {
  /** Null for NULL. */
  readonly raw: string | number | bigint | null;
  readonly rows: number;
  /** Of these, rows that carry the mark of deletion. */
  readonly deleted: number;
  readonly firstKey: string | null;
  readonly lastKey: string | null;
}

export interface DayCounts {
  readonly days: readonly {
    readonly day: string;
    readonly rows: number;
    readonly deleted: number;
    readonly firstKey: string | null;
    readonly lastKey: string | null;
  }[];
  readonly rows: number;
  readonly noDate: number;
  readonly notRead: number;
  /** Rows of each form: a query that reproduces the count must read the same ones. */
  readonly forms: ReadonlyMap<DateForm, number>;
}

/** Years outside these are no dates of people's dealings: earlier ones are not read, later ones mean "no end". */
export const firstYear = 1900;
export const endlessYear = 9000;

/** Into how long a stretch moments can be put so that no midnight of the zone lies inside: an hour or a quarter. */
export function groupSeconds(timeZone: string): 3600 | 900 {
  for (let year = 1970; year <= 2040; year++) {
    for (const month of ['01', '07']) {
      const moment = Temporal.Instant.from(`${year}-${month}-01T00:00Z`).toZonedDateTimeISO(timeZone);
      if (moment.offsetNanoseconds % 3.6e12 !== 0) return 900;
    }
  }
  return 3600;
}

/** Characters of a text that tell its day: `2024-01-31T23`, or to the minute. */
export function groupChars(timeZone: string): 13 | 16 {
  return groupSeconds(timeZone) === 3600 ? 13 : 16;
}

/** Turns grouped rows into days. Bounded by the number of different days, whatever comes. */
export class DayCounter {
  readonly #of: DateClass;
  readonly #timeZone: string;
  readonly #noDays: ReadonlySet<string>;
  readonly #days = new Map<string, Tally>();
  /** `05/03/2024`: which is the day is known when all have been seen. */
  readonly #slashed = new Map<string, Tally>();
  readonly #forms = new Map<DateForm, number>();
  #rows = 0;
  #noDate = 0;
  #notRead = 0;

  constructor(of: DateClass, { timeZone, noDate }: { readonly timeZone: string; readonly noDate: readonly string[] }) {
    this.#of = of;
    this.#timeZone = timeZone;
    this.#noDays = new Set(noDate);
  }

  add(group: DateGroup): void {
    this.#rows += group.rows;
    const of = this.#of !== 'mixed' ? this.#of : typeof group.raw === 'string' ? 'text' : 'number';
    if (group.raw === null || group.raw === '') this.#noDate += group.rows;
    else if (of === 'text') this.#addRead(readText(String(group.raw), this.#timeZone), group);
    else if (of === 'number') this.#addRead(readNumber(group.raw, this.#timeZone), group);
    else if (of === 'instant') this.#addRead(secondsDay(Number(group.raw), this.#timeZone, 'instant'), group);
    else this.#addRead(plainDay(String(group.raw)), group);
  }

  counts(): DayCounts {
    this.#settleSlashed();
    const days = [...this.#days]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([day, { rows, deleted, firstKey, lastKey }]) => ({ day, rows, deleted, firstKey, lastKey }));
    return { days, rows: this.#rows, noDate: this.#noDate, notRead: this.#notRead, forms: new Map(this.#forms) };
  }

  #addRead(read: TextDay, group: DateGroup): void {
    if (read === 'no_date') this.#noDate += group.rows;
    else if (read === null) this.#notRead += group.rows;
    else if (read.form === 'slashed') merge(this.#slashed, read.day, group);
    else this.#addDay(read.day, read.utcDay, read.form, group);
  }

  #addDay(day: string, utcDay: string | null, form: DateForm, group: Tally): void {
    const year = Number(day.slice(0, 4));
    // A day that stands for none does so in the zone it was written in: the epoch is 1969 in New York.
    const blank = this.#noDays.has(day) || (utcDay !== null && this.#noDays.has(utcDay));
    if (blank || year >= endlessYear) this.#noDate += group.rows;
    else if (year < firstYear) this.#notRead += group.rows;
    else {
      merge(this.#days, day, group);
      this.#forms.set(form, (this.#forms.get(form) ?? 0) + group.rows);
    }
  }

  /** Keys are `a/b/year`. Days above 12 must stand in one of the two places only. */
  #settleSlashed(): void {
    const parts = [...this.#slashed].map(([key, tally]) => ({ parts: key.split('/'), tally }));
    const over = (place: number) => parts.some((one) => Number(one.parts[place]) > 12);
    const form = over(0) === over(1) ? null : over(0) ? 'day_first' : 'month_first';
    for (const { parts: all, tally } of parts) {
      const [first = '', second = '', year = ''] = all;
      const read = plainDay(form === 'day_first' ? `${year}-${second}-${first}` : `${year}-${first}-${second}`);
      if (form === null || read === null) this.#notRead += tally.rows;
      else if (read === 'no_date') this.#noDate += tally.rows;
      else this.#addDay(read.day, null, form, tally);
    }
    this.#slashed.clear();
  }
}

interface Tally {
  readonly rows: number;
  readonly deleted: number;
  readonly firstKey: string | null;
  readonly lastKey: string | null;
}

function merge(into: Map<string, Tally>, key: string, more: Tally): void {
  const have = into.get(key);
  into.set(key, {
    rows: (have?.rows ?? 0) + more.rows,
    deleted: (have?.deleted ?? 0) + more.deleted,
    firstKey: outer(have?.firstKey ?? null, more.firstKey, -1),
    lastKey: outer(have?.lastKey ?? null, more.lastKey, 1),
  });
}

/** The smaller (-1) or larger (1) key: whole numbers as such and before all else, which goes by its letters. */
function outer(a: string | null, b: string | null, which: -1 | 1): string | null {
  if (a === null || b === null) return a ?? b;
  return compareKeys(a, b) === which ? a : b;
}

const wholeNumber = /^-?\d+$/;

function compareKeys(a: string, b: string): -1 | 0 | 1 {
  const numbers = [wholeNumber.test(a), wholeNumber.test(b)];
  if (numbers[0] !== numbers[1]) return numbers[0] ? -1 : 1;
  if (numbers[0] === false) return a < b ? -1 : a > b ? 1 : 0;
  const difference = BigInt(a) - BigInt(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
