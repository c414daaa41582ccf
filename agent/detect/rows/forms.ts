import type { Engine } from '../engine.ts';
import type { Candidate } from '../overlaps.ts';
import type { Counted, Tallies } from '../tallies.ts';
import { findSpelling, type Spelling } from './spelling.ts';

/** Cells of a form that are read before others are counted like them: smaller tables are counted exactly. */
const learnedOfTable = 4096;
const learnedOfPiece = 512;
/** Of further ones, one in so many is read all the same, as a control: what is not read is counted like these … */
const control = 128;
/** … and one in so many once there were this many controls. */
const rarely = 1024;
const manyControls = 512;
/** With fewer controls than this, what was learned has its say, too. */
const fewControls = 16;
/** So often a form is learned anew when a control says something else; then its cells are read one by one. */
const mostLessons = 4;
/** Forms kept of a column: what has more is text, and read cell by cell. */
const mostForms = 2048;
const examplesKept = 24;
/** When a form's answers are of several detectors, the main one must have this share for its values to be told apart. */
const mainShare = 0.9;

/** How many cells of a form are read first in one of so many pieces of a table: together as many as of a small one. */
export function learnedOf(pieces: number): number {
  return Math.max(learnedOfPiece, Math.ceil(learnedOfTable / pieces));
}

interface Answer {
  /** One of them: all have the same evidence. Null where the detector refused the cell. */
  readonly candidate: Candidate | null;
  readonly detector: number;
  readonly counted: Counted | null;
  count: number;
}

/** What reading some cells of a form gave. */
class Answers {
  read = 0;
  /** By what they were counted with, or the detector that refused. */
  readonly known = new Map<Counted | number, Answer>();

  add(found: readonly Found[], failed: readonly number[]): void {
    this.read++;
    for (const { candidate, counted } of found) this.#count(candidate, candidate.detector, counted);
    for (const detector of failed) this.#count(null, detector, null);
  }

  holds(detector: number): boolean {
    return [...this.known.values()].some((answer) => answer.candidate !== null && answer.detector === detector);
  }

  /** The answers that are values, most first. */
  values(): Answer[] {
    const values = [...this.known.values()].filter(({ candidate }) => candidate?.suppressed === null);
    return values.sort((a, b) => b.count - a.count || a.detector - b.detector);
  }

  #count(candidate: Candidate | null, detector: number, counted: Counted | null): void {
    const key = counted ?? detector;
    const known = this.known.get(key);
    if (known === undefined) this.known.set(key, { candidate, detector, counted, count: 1 });
    else known.count++;
  }
}

/** A stretch of cells of which one in `every` is read: how many were not, and what the controls gave. */
function phase(every: number) {
  return { every, skipped: 0, controls: new Answers() };
}

/** Cells that are written alike, and what reading some of them said. */
export class Form {
  /** Something in them is more than one whole value: they are read one by one. */
  mixed = false;
  /** Of the values of the cells that are not read: whose they are, -1 for nobody's, and how they are spelled. */
  detector = -1;
  spelling: Spelling | null = null;
  counted: Counted | null = null;
  /** Every cell that was read held a value that counts. */
  clean = false;
  #settled = false;
  #lessons = 0;
  /** A control said something else than was learned. */
  #surprised = false;
  #learned = new Answers();
  /** Since it was settled: cells that were not read, and the controls among them. */
  #phase = phase(control);
  readonly #phases = [this.#phase];
  #examples: { written: string; normal: string }[] = [];
  #at = 0;
  #target = 0;
  #dice = 1;
  readonly second: number;
  readonly #learn: number;

  constructor(second: number, learn: number) {
    this.second = second;
    this.#learn = learn;
  }

  get learning(): boolean {
    return !this.#settled && !this.mixed;
  }

  /** Whether the next cell must be read. */
  takes(): boolean {
    if (!this.#settled || this.mixed) return true;
    const isControl = this.#at === this.#target;
    if (!isControl) this.#phase.skipped++;
    if (++this.#at === this.#phase.every) this.#roll();
    return isControl;
  }

  #begin(every: number): void {
    this.#phase = phase(every);
    this.#phases.push(this.#phase);
    this.#roll();
  }

  /** One of every so many cells in a row, at a place told by dice: a table may have a rhythm. Always the same dice. */
  #roll(): void {
    this.#dice = (Math.imul(this.#dice, 1_103_515_245) + 12_345) >>> 0;
    this.#at = 0;
    this.#target = (this.#dice >>> 8) % this.#phase.every;
  }

  /** What reading one of the cells gave. `written` is asked for only while examples are gathered. */
  learn(found: readonly Found[], failed: readonly number[], written: () => string): void {
    if (found.length > 1 || found.some(({ candidate }) => !fills(candidate))) this.mixed = true;
    if (this.#settled) {
      this.#phase.controls.add(found, failed);
      this.#compare(found);
      return;
    }
    this.#learned.add(found, failed);
    const [only] = found;
    if (only !== undefined && !this.mixed && this.#examples.length < examplesKept)
      this.#examples.push({ written: written(), normal: only.candidate.normal });
  }

  /** A table is ordered: what comes later may be something else than what was learned. */
  #compare(found: readonly Found[]): void {
    const values = found.filter(({ candidate }) => candidate.suppressed === null);
    if (values.length === 0) this.clean = false;
    // What was met while it was learned is no news: a value that is wrong can be right as something else.
    const known = ({ candidate: { detector } }: Found) => detector === this.detector || this.#learned.holds(detector);
    if (values.every(known)) return;
    this.#surprised = true;
  }

  #unlearn(): void {
    this.#surprised = false;
    if (++this.#lessons > mostLessons) this.mixed = true;
    this.#settled = false;
    this.#learned = new Answers();
    this.#examples = [];
  }

  /** After a lot of cells: whether further ones may be counted by their form. */
  settle(): void {
    if (this.#surprised) this.#unlearn();
    if (this.#settled && this.#phase.every === control && this.#phase.controls.read >= manyControls)
      this.#begin(rarely);
    if (this.#settled || this.mixed || this.#learned.read < this.#learn) return;
    this.#settled = true;
    this.#begin(control);
    const values = this.#learned.values();
    const first = values[0];
    const total = values.reduce((sum, { count }) => sum + count, 0);
    const own = values
      .filter(({ detector }) => detector === first?.detector)
      .reduce((sum, { count }) => sum + count, 0);
    const main = first === undefined || own < mainShare * total ? null : first;
    this.detector = main?.detector ?? -1;
    this.counted = main?.counted ?? null;
    this.clean = main !== null && total === this.#learned.read;
    this.spelling = main === null ? null : findSpelling(this.#examples);
  }

  /** Counts the cells that were not read as the controls among them were. */
  extrapolate(column: string, tallies: Tallies): void {
    for (const { skipped, controls } of this.#phases) {
      if (skipped === 0) continue;
      const like = controls.read >= fewControls ? [controls] : [controls, this.#learned];
      const read = like.reduce((sum, answers) => sum + answers.read, 0);
      for (const { candidate, detector, count } of like.flatMap(({ known }) => [...known.values()])) {
        const times = Math.round((skipped * count) / read);
        if (times === 0) continue;
        if (candidate === null) tallies.fail(column, detector, times);
        else tallies.countByForm(column, candidate, times);
      }
    }
  }
}

export interface Found {
  readonly candidate: Candidate;
  readonly counted: Counted;
}

function fills({ evidence }: Candidate): boolean {
  return evidence.some(({ code }) => code === 'fills');
}

/** The forms of one column. */
export class Forms {
  readonly #known = new Map<number, Form>();
  readonly #learn: number;

  /** @param learn cells of a form that are read before others are counted like them */
  constructor(learn: number) {
    this.#learn = learn;
  }

  /** Null where a column has more forms than are kept. */
  of(first: number, second: number): Form | null {
    const known = this.#known.get(first);
    if (known !== undefined) return known.second === second ? known : null;
    if (this.#known.size >= mostForms) return null;
    const form = new Form(second, this.#learn);
    this.#known.set(first, form);
    return form;
  }

  settle(): void {
    for (const form of this.#known.values()) form.settle();
  }

  /** Whether nothing is known yet, or a form that was met is not known yet. */
  learning(): boolean {
    if (this.#known.size === 0) return true;
    for (const form of this.#known.values()) if (form.learning) return true;
    return false;
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
