import { birth, detectorOf, isIdentifier, wholeName } from '../contracts/register.ts';
import type { Engine } from '../detect/engine.ts';
import type { Register } from '../detect/register.ts';
import { Hash, type HashKey } from './hash.ts';
import { type RegisterKeys, registerKeys } from './keys.ts';
import { type Layout, Table } from './table.ts';

/** An index as it is handed to workers: all of them share its memory. */
export interface RegisterIndex {
  readonly memory: SharedArrayBuffer;
  readonly layout: Layout;
  /** What its columns hold: ids of detectors, and halves of names. */
  readonly meanings: readonly string[];
  /** Hash of what was configured, and not of what the register holds: see `recipeOf` in agent/toolbox.ts. */
  readonly recipe: string;
}

/** Asks an index for values of an engine's detectors. One for each thread. */
export function openRegister(index: RegisterIndex, key: Uint8Array, engine: Engine): Register {
  return new Lookup(index, registerKeys(key), engine);
}

class Lookup implements Register {
  readonly roles: Register['roles'];
  readonly name: number;
  readonly born: number;
  readonly #table: Table;
  readonly #hash = new Hash();
  readonly #support = new Hash();
  readonly #keys: readonly (HashKey | null)[];
  readonly #pair: HashKey;
  readonly #supportKey: HashKey;

  constructor({ memory, layout, meanings }: RegisterIndex, keys: RegisterKeys, { detectors }: Engine) {
    const asked = new Set(meanings.map(detectorOf));
    const numberOf = (id: string) => (asked.has(id) ? detectors.findIndex((detector) => detector.id === id) : -1);
    this.roles = detectors.map(({ id }) => {
      if (!asked.has(id)) return null;
      return isIdentifier(id) ? 'identifier' : 'supporting';
    });
    this.name = numberOf(wholeName);
    this.born = numberOf(birth);
    this.#table = new Table(memory, layout);
    this.#keys = detectors.map(({ id }) => (asked.has(id) ? keys.detector(id) : null));
    this.#pair = keys.pair;
    this.#supportKey = keys.support;
  }

  get first(): number {
    return this.#hash.first;
  }

  get second(): number {
    return this.#hash.second;
  }

  hash(detector: number, normal: string): void {
    this.#hash.text(this.#keys[detector]!, normal);
  }

  hashBytes(detector: number, bytes: Uint8Array, length: number): void {
    this.#hash.bytes(this.#keys[detector]!, bytes, length);
  }

  hashPair(pair: string): void {
    this.#hash.text(this.#pair, pair);
  }

  find(first: number, second: number): number {
    return this.#table.find(first, second);
  }

  supports(first: number, second: number, customer: number): boolean {
    const hash = this.#support;
    hash.numbers(this.#supportKey, first, second, customer);
    return this.#table.find(hash.first, hash.second) >> 1 === customer;
  }

  rank(customer: number): number {
    return this.#table.rank(customer);
  }
}
