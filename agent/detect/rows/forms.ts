import type { Engine } from '../engine.ts';
import type { Candidate } from '../overlaps.ts';
import type { Counted, Tallies } from '../tallies.ts';
import { findSpelling, type Spelling } from './spelling.ts';

/** Cells of a form that are read before others are counted like them: smaller tables are counted exactly. */
const learn = 4096;
/** Of further ones, one in so many is read all the same. */
const control = 128;
/** Forms kept of a column: what has more is text, and read cell by cell. */
const mostForms = 2048;
const examplesKept = 24;
/** When a form's answers are of several detectors, the main one must have this share for its values to be told apart. */
const mainShare = 0.9;

interface Answer {
  /** One of them: all have the same evidence. Null where the detector refused the cell. */
  readonly candidate: Candidate | null;
  readonly detector: number;
  readonly counted: Counted | null;
  count: number;
}

/** Cells that are written alike, and what reading some of them said. */
export class Form {
  /** Read, and counted without being read. */
  read = 0;
  skipped = 0;
  /** Something in them is more than one whole value: they are read one by one. */
  mixed = false;
  settled = false;
  /** Of the values of the cells that are not read: whose they are, -1 for nobody's, and how they are spelled. */
  detector = -1;
  spelling: Spelling | null = null;
  counted: Counted | null = null;
  /** Every cell that was read held a value that counts. */
  clean = false;
  readonly answers = new Map<string, Answer>();
  #examples: { written: string; normal: string }[] = [];
  #wait = 1;
  #dice = 1;

  /** Whether the next cell must be read. */
  takes(): boolean {
    if (!this.settled || this.mixed) return true;
    if (--this.#wait > 0) {
      this.skipped++;
      return false;
    }
    this.#wait = this.#next();
    return true;
  }

  /** By dice, since what lies in a table may have a rhythm; always the same dice. */
  #next(): number {
    this.#dice = (Math.imul(this.#dice, 1_103_515_245) + 12_345) >>> 0;
    return 1 + ((this.#dice >>> 8) % (2 * control - 1));
  }

  /** What reading one of the cells gave. `written` is asked for only while examples are gathered. */
  learn(found: readonly Found[], failed: readonly number[], written: () => string): void {
    this.read++;
    if (found.length > 1 || found.some(({ candidate }) => !fills(candidate))) this.mixed = true;
    for (const { key, candidate, counted } of found) this.#answer(key, candidate, candidate.detector, counted);
    for (const detector of failed) this.#answer(`failed ${detector}`, null, detector, null);
    const [only] = found;
    if (only === undefined || this.mixed) return;
    if (this.#examples.length < examplesKept && !this.settled) {
      this.#examples.push({ written: written(), normal: only.candidate.normal });
    }
  }

  /** After a lot of cells: whether further ones may be counted by their form. */
  settle(): void {
    if (this.settled || this.mixed || this.read < learn) return;
    this.settled = true;
    this.#wait = this.#next();
    const main = [...this.answers.values()].filter(({ candidate }) => candidate?.suppressed === null);
    main.sort((a, b) => b.count - a.count || a.detector - b.detector);
    const first = main[0];
    const total = main.reduce((sum, { count }) => sum + count, 0);
    const own = main.filter(({ detector }) => detector === first?.detector).reduce((sum, { count }) => sum + count, 0);
    if (first === undefined || own < mainShare * total) return;
    this.detector = first.detector;
    this.counted = first.counted;
    this.clean = total === this.read;
    this.spelling = findSpelling(this.#examples);
    this.#examples = [];
  }

  /** Counts the cells that were not read as those that were. */
  extrapolate(column: string, tallies: Tallies): void {
    if (this.skipped === 0) return;
    for (const { candidate, detector, count } of this.answers.values()) {
      const times = Math.round((this.skipped * count) / this.read);
      if (times === 0) continue;
      if (candidate === null) tallies.fail(column, detector, times);
      else tallies.countByForm(column, candidate, times);
    }
  }

  #answer(key: string, candidate: Candidate | null, detector: number, counted: Counted | null): void {
    const known = this.answers.get(key);
    if (known === undefined) this.answers.set(key, { candidate, detector, counted, count: 1 });
    else known.count++;
  }
}

export interface Found {
  readonly key: string;
  readonly candidate: Candidate;
  readonly counted: Counted;
}

function fills({ evidence }: Candidate): boolean {
  return evidence.some(({ code }) => code === 'fills');
}

/** The forms of one column. */
export class Forms {
  readonly #known = new Map<number, Form>();
  readonly #seconds = new Map<number, number>();

  /** Null where a column has more forms than are kept. */
  of(first: number, second: number): Form | null {
    const known = this.#known.get(first);
    if (known !== undefined) return this.#seconds.get(first) === second ? known : null;
    if (this.#known.size >= mostForms) return null;
    const form = new Form();
    this.#known.set(first, form);
    this.#seconds.set(first, second);
    return form;
  }

  settle(): void {
    for (const form of this.#known.values()) form.settle();
  }

  /** In the order in which they were met. */
  extrapolate(column: string, tallies: Tallies): void {
    for (const form of this.#known.values()) form.extrapolate(column, tallies);
  }
}

/** The normal form of a value that its detector accepts and that is no test value, or null. */
export function normalOf(engine: Engine, detector: number, written: string): string | null {
  const { verdict, normal = written, deny } = engine.check(detector, written);
  if (verdict === 'invalid' || deny !== undefined || engine.deny[detector]!.has(normal)) return null;
  return normal;
}
