import type { Report } from '../contracts/report.ts';

/** Tells whether a text is a value that this run found somewhere: by its fingerprint, whatever recognised it there. */
export interface ValueTest {
  /** @param piece a word or a few, as they stand in a name */
  isValue(piece: string): Promise<boolean>;
  /** What is shown instead of a name: says nothing of it, and is the same for the same name. */
  sealed(name: string): string;
}

/**
 * The last look before a report is written: a name, note or reason that holds a value which the run found is sealed, be
 * it the name of a file. Remembers what it has looked at, up to a bound.
 */
export class Gate {
  readonly #test: ValueTest;
  readonly #known = new Map<string, string>();
  /** Cells that were sealed so far. */
  sealed = 0;

  constructor(test: ValueTest) {
    this.#test = test;
  }

  /** Streams are looked at as they are read, all else now; `sealed` of it is what was found now. */
  async through(report: Report): Promise<Report> {
    const { items, findings, verdicts, problems, copies, differences, review, sentence, ...rest } = report;
    const each =
      <T>(stream: () => AsyncIterable<T>) =>
      () =>
        this.#each(stream());
    const told = await this.#walk(rest);
    return {
      ...told,
      sentence,
      sealed: this.sealed,
      items: each(items),
      findings: each(findings),
      verdicts: each(verdicts),
      problems: each(problems),
      copies: each(copies),
      differences: each(differences),
      review: async () => this.#walk(await review()),
    };
  }

  async *#each<T>(stream: AsyncIterable<T>): AsyncGenerator<T> {
    for await (const value of stream) yield await this.#walk(value);
  }

  /** The same value where nothing in it is sealed. */
  async #walk<T>(value: T): Promise<T> {
    if (typeof value === 'string') return (worthALook(value) ? await this.text(value) : value) as T;
    if (typeof value !== 'object' || value === null) return value;
    let changed: Record<string, unknown> | null = null;
    for (const [key, inner] of Object.entries(value)) {
      // Most of a report is numbers, ids and short words: those are not worth waiting for.
      if (typeof inner === 'number' || typeof inner === 'boolean' || inner === null) continue;
      if (typeof inner === 'string' && !worthALook(inner)) continue;
      const told = await this.#walk(inner);
      if (told === inner) continue;
      changed ??= (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
      changed[key] = told;
    }
    return (changed ?? value) as T;
  }

  /** A text with each step of it that holds a value sealed. */
  async text(given: string): Promise<string> {
    const steps = given.split(separators);
    let found = false;
    for (const [at, step] of steps.entries()) {
      if (at % 2 === 1 || !worthALook(step)) continue;
      const shown = await this.#step(step);
      if (shown === step) continue;
      steps[at] = shown;
      found = true;
    }
    if (!found) return given;
    this.sealed++;
    return steps.join('');
  }

  async #step(step: string): Promise<string> {
    const known = this.#known.get(step);
    if (known !== undefined) return known;
    let shown = step;
    for (const piece of piecesOf(step)) {
      if (!(await this.#test.isValue(piece))) continue;
      shown = this.#test.sealed(step);
      break;
    }
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.set(step, shown);
    return shown;
  }
}

const mostKnown = 100_000;
/** Between the steps of a place: `share/HR/old.zip!/staff.csv`, `crm/public/customers#email`. */
const separators = /(!\/|[/#])/;
const idOrTime = /^(?:[a-z]{1,4}-)?[0-9a-f]{12,}$|^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?$|^sealed:/;

/** An address, a number, or two words that could be somebody's name. */
function worthALook(text: string): boolean {
  if (text.length < 5 || idOrTime.test(text)) return false;
  return text.includes('@') || /\d(?:\D{0,3}\d){4}/.test(text) || /\p{Lu}\p{L}+[\s_.,+-]+\p{Lu}\p{L}+/u.test(text);
}

const mostPieces = 60;

/** The step itself, without its ending, and up to four of its words together. */
function piecesOf(step: string): readonly string[] {
  const bare = step.replace(/\.[A-Za-z0-9]{1,5}$/, '');
  const pieces = new Set([step, bare]);
  for (const text of [bare, bare.replaceAll('_', ' ')]) {
    const words = text.split(/[\s,;()[\]{}"'=:|]+/).filter((word) => word !== '');
    for (let from = 0; from < words.length && pieces.size < mostPieces; from++) {
      for (let n = 1; n <= 4 && from + n <= words.length; n++) pieces.add(words.slice(from, from + n).join(' '));
    }
  }
  for (const word of bare.split(/[^\p{L}\p{N}]+/u)) pieces.add(word);
  for (const match of bare.matchAll(/[^\s()[\]{}"'=:|,;]+@[^\s()[\]{}"'=:|,;]+/g)) pieces.add(match[0]);
  for (const match of bare.matchAll(/\d[\d .-]{3,40}\d/g)) pieces.add(match[0]);
  return [...pieces].filter((piece) => piece.length > 4 && worthALook(piece));
}
