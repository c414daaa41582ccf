import { birth, detectorOf, firstName, isIdentifier, lastName, wholeName } from '../contracts/register.ts';
import type { Engine } from '../detect/engine.ts';
import { endsOfName, nameWithBirth } from '../detect/register.ts';
import { Builder } from './builder.ts';
import { Hash, type HashKey } from './hash.ts';
import type { RegisterKeys } from './keys.ts';

/** What was read, in numbers alone. */
export interface RegisterCounts {
  readonly rows: number;
  readonly customers: number;
  /** Cells that were taken, and those that are no valid value of what their column is said to hold, or a test value. */
  readonly values: number;
  readonly invalid: number;
  /** Identifiers that several customers have. */
  readonly shared: number;
  /** By column's position: cells that were not valid. */
  readonly invalidBy: readonly number[];
}

interface Column {
  readonly meaning: string;
  readonly detector: number;
  readonly key: HashKey;
  /** A detector with patterns of its own: its check leaves the form to the scan. */
  readonly patterns: readonly RegExp[];
}

/**
 * Turns rows of the register into entries of the index: every cell by its detector's own normal form, so that a value is
 * found in whatever spelling. A row is a customer; rows with the same customer number are one.
 */
export class Records {
  readonly #engine: Engine;
  readonly #columns: readonly Column[];
  readonly #keys: RegisterKeys;
  readonly #builder: Builder;
  readonly #hash = new Hash();
  /** The column of customer numbers, or -1. */
  readonly #number: number;
  readonly #nameKey: HashKey;
  readonly #invalidBy: number[];
  #rows = 0;
  #values = 0;

  /** @param meanings of the columns, in the order of cells */
  constructor(engine: Engine, keys: RegisterKeys, meanings: readonly string[]) {
    this.#engine = engine;
    this.#keys = keys;
    this.#builder = new Builder(keys.support);
    this.#columns = meanings.map((meaning) => columnOf(engine, keys, meaning));
    this.#number = this.#columns.findIndex(
      ({ meaning, detector }) => isIdentifier(meaning) && engine.detectors[detector]?.subject === 'customer',
    );
    this.#nameKey = keys.detector(wholeName);
    this.#invalidBy = meanings.map(() => 0);
  }

  /** @param cells as they stand, by position; '' for none */
  add(cells: readonly string[]): void {
    this.#rows++;
    const normals = this.#columns.map((column, at) => this.#normal(column, at, cells[at] ?? ''));
    if (normals.every((normal) => normal === null)) return;
    const customer = this.#customerOf(normals);
    const builder = this.#builder;
    const hash = this.#hash;
    let [first, last, born] = ['', '', ''];
    for (const [at, { meaning, key }] of this.#columns.entries()) {
      const normal = normals[at]!;
      if (normal === null) continue;
      if (meaning === wholeName) [first, last] = endsOfName(normal);
      else if (meaning === firstName) [first] = endsOfName(normal);
      else if (meaning === lastName) [, last] = endsOfName(normal);
      else {
        hash.text(key, normal);
        if (isIdentifier(meaning)) builder.putIdentifier(hash.first, hash.second, customer);
        else builder.putSupport(hash.first, hash.second, customer);
        if (meaning === birth) born = normal;
      }
    }
    for (const word of first === last ? [first] : [first, last]) {
      if (word === '') continue;
      hash.text(this.#nameKey, word);
      builder.putSupport(hash.first, hash.second, customer);
    }
    if (first === '' || last === '' || first === last || born === '') return;
    hash.text(this.#keys.pair, nameWithBirth(first, last, born));
    builder.putIdentifier(hash.first, hash.second, customer);
  }

  finish(): ReturnType<Builder['finish']> & { readonly counts: RegisterCounts } {
    const { customers, shared } = this.#builder;
    const invalid = this.#invalidBy.reduce((sum, one) => sum + one, 0);
    const counts = {
      rows: this.#rows,
      customers,
      values: this.#values,
      invalid,
      shared,
      invalidBy: this.#invalidBy,
    };
    return { ...this.#builder.finish(), counts };
  }

  /** Null for an empty cell, and for one that is no value. */
  #normal({ meaning, detector, patterns }: Column, at: number, cell: string): string | null {
    const text = meaning === birth ? withoutTime(cell.trim()) : cell.trim();
    if (text === '') return null;
    const engine = this.#engine;
    const { verdict, normal = text, deny } = engine.check(detector, text);
    const fits = patterns.length === 0 || patterns.some((pattern) => pattern.test(text));
    if (!fits || verdict === 'invalid' || deny !== undefined || engine.deny[detector]!.has(normal)) {
      this.#invalidBy[at]!++;
      return null;
    }
    this.#values++;
    return normal;
  }

  /** A new one, or the one that has this customer number already. */
  #customerOf(normals: readonly (string | null)[]): number {
    const hash = this.#hash;
    const number = normals[this.#number] ?? null;
    if (number !== null) {
      hash.text(this.#columns[this.#number]!.key, number);
      const known = this.#builder.ownerOf(hash.first, hash.second);
      if (known !== 0) return known;
    }
    // The same in the next index, where the customer may stand in another row.
    hash.text(this.#keys.rank, number ?? normals.join('\0'));
    return this.#builder.addCustomer(hash.first);
  }
}

function columnOf(engine: Engine, keys: RegisterKeys, meaning: string): Column {
  const id = detectorOf(meaning);
  const detector = engine.detectors.findIndex((one) => one.id === id);
  if (detector < 0) throw new Error(`no detector ${id}`);
  const patterns = engine.detectors[detector]!.shapes.flatMap((shape) =>
    shape.kind === 'pattern' ? [new RegExp(`^(?:${shape.pattern})$`, shape.flags ?? '')] : [],
  );
  return { meaning, detector, key: keys.detector(id), patterns };
}

/** Databases give dates as moments, with a time of midnight. */
function withoutTime(text: string): string {
  return /^(\d{4}-\d{2}-\d{2})[ T]\d{2}:/.exec(text)?.[1] ?? text;
}
