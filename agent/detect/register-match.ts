import type { TallyRegister } from '../contracts/finding.ts';
import { Customers, joinCustomers } from './customers.ts';
import type { Candidate } from './overlaps.ts';
import { endsOfName, nameWithBirth, type Register } from './register.ts';
import type { Tallies } from './tallies.ts';

/** In running text, how far apart two values may stand that support each other, in bytes of UTF-8. */
export const supportWindow = 300;
/** Values held at once, of a row or of the text just read: what comes later meets the last so many. */
const mostHeld = 64;
/** Names and dates of birth, of these, among which those are sought that belong together. */
const mostPaired = 8;
/** Values kept to be used again. */
const mostFree = 1 << 16;

/** What the register says of one detector in one part and column: counters, as in a tally. */
export class RegisterCounts {
  #matches = 0;
  #supported = 0;
  readonly #customers = new Customers();

  add(rank: number, supported: boolean): void {
    this.#matches++;
    if (supported) this.#supported++;
    this.#customers.add(rank);
  }

  /** Null when nothing matched. */
  tally(): TallyRegister | null {
    if (this.#matches === 0) return null;
    const { ranks, distinct } = this.#customers.sample();
    return { matches: this.#matches, supported: this.#supported, customers: ranks, distinct };
  }
}

/** Counts of two pieces as one of both. */
export function joinRegister(
  a: TallyRegister | undefined,
  b: TallyRegister | undefined,
): { readonly register?: TallyRegister } {
  if (a === undefined && b === undefined) return {};
  if (a === undefined || b === undefined) return { register: (a ?? b)! };
  const sampleOf = ({ customers, distinct }: TallyRegister) => ({ ranks: customers, distinct });
  const { ranks, distinct } = joinCustomers([sampleOf(a), sampleOf(b)]);
  return {
    register: {
      matches: a.matches + b.matches,
      supported: a.supported + b.supported,
      customers: ranks,
      distinct,
    },
  };
}

type Like = Pick<Candidate, 'detector' | 'normal' | 'suppressed'>;

/**
 * A value that may be a customer's, while what stands beside it is not all known. Used again and again: a batch of a table
 * has tens of thousands.
 */
interface Held {
  counts: RegisterCounts;
  detector: number;
  /** Of an identifier: its hash, and whose it is, as `Register.find` gives it; 0 of what only supports. */
  first: number;
  second: number;
  hit: number;
  /** Of what only supports; '' of an identifier. */
  normal: string;
  /** Where it stands in running text; 0 in a row. */
  start: number;
  end: number;
  /** Whose it is, 0 while it is nobody's or not known which of several. */
  customer: number;
  supported: boolean;
  /** The one before in the same row. */
  before: Held | null;
}

/**
 * Looks values up in the register as they are counted, and finds what supports what: another value of the same customer
 * in the same row, or near it in running text. A name, a date of birth or an address is a customer's only so, and a name
 * with a date of birth is as good as a number.
 *
 * For each text either `near` and then `endNear`, or `inRow` and then `endRows`; nothing of one text meets the next.
 */
export class RegisterMatch {
  readonly #register: Register;
  /** Of running text: what may still be near what comes. */
  #held: Held[] = [];
  /** The last value of each row. */
  readonly #rows: (Held | null)[] = [];
  readonly #free: Held[] = [];

  constructor(register: Register) {
    this.#register = register;
  }

  /** Whether values of a detector can be in the register at all. */
  asks(detector: number): boolean {
    return this.#register.roles[detector] != null;
  }

  /** A value in running text, in order of their places. */
  near(tallies: Tallies, column: string, candidate: Candidate): void {
    const value = this.#look(tallies, column, candidate);
    if (value === null) return;
    value.start = candidate.start;
    value.end = candidate.end;
    const held = this.#held;
    let gone = held.length >= mostHeld ? 1 : 0;
    while (gone < held.length && isFar(held[gone]!, value)) gone++;
    for (const one of held.splice(0, gone)) this.#settle(one);
    held.push(value);
    this.#meet(held, 0, held.length - 1);
  }

  endNear(): void {
    for (const value of this.#held) this.#settle(value);
    this.#held = [];
  }

  /** A value in a row, or in a record of fields. Rows may come in any order, as when a table is read by columns. */
  inRow(tallies: Tallies, column: string, candidate: Like, row: number): void {
    const value = this.#look(tallies, column, candidate);
    if (value !== null) this.#put(value, row);
  }

  /** The same of a value in normal form, `bytes[0, length)`. */
  bytesInRow(tallies: Tallies, column: string, detector: number, bytes: Uint8Array, length: number, row: number): void {
    const register = this.#register;
    const role = register.roles[detector];
    if (role == null) return;
    if (role === 'supporting' || !isAscii(bytes, length)) {
      const normal = Buffer.from(bytes.buffer, bytes.byteOffset, length).toString('utf8');
      this.inRow(tallies, column, { detector, normal, suppressed: null }, row);
      return;
    }
    register.hashBytes(detector, bytes, length);
    const value = this.#find(tallies, column, detector);
    if (value !== null) this.#put(value, row);
  }

  endRows(): void {
    const values: Held[] = [];
    for (const last of this.#rows) {
      values.length = 0;
      for (let value = last ?? null; value !== null; value = value.before) values.push(value);
      values.reverse();
      for (let at = 1; at < values.length; at++) this.#meet(values, Math.max(0, at - mostHeld), at);
      for (const value of values) this.#settle(value);
    }
    this.#rows.length = 0;
  }

  #put(value: Held, row: number): void {
    value.before = this.#rows[row] ?? null;
    this.#rows[row] = value;
  }

  /** Null where the register does not know the value, and it can support nothing. */
  #look(tallies: Tallies, column: string, { detector, normal, suppressed }: Like): Held | null {
    const register = this.#register;
    const role = register.roles[detector];
    if (role == null || suppressed !== null) return null;
    if (role === 'supporting') return this.#hold(tallies.registerOf(column, detector), detector, 0, normal);
    register.hash(detector, normal);
    return this.#find(tallies, column, detector);
  }

  /** The identifier that was hashed last. */
  #find(tallies: Tallies, column: string, detector: number): Held | null {
    const hit = this.#register.find(this.#register.first, this.#register.second);
    return hit === 0 ? null : this.#hold(tallies.registerOf(column, detector), detector, hit, '');
  }

  #hold(counts: RegisterCounts, detector: number, hit: number, normal: string): Held {
    const { first, second } = this.#register;
    const value = this.#free.pop();
    if (value === undefined) {
      const rest = { normal, start: 0, end: 0, customer: 0, supported: false, before: null };
      return { counts, detector, first: hit === 0 ? 0 : first, second: hit === 0 ? 0 : second, hit, ...rest };
    }
    value.counts = counts;
    value.detector = detector;
    value.first = hit === 0 ? 0 : first;
    value.second = hit === 0 ? 0 : second;
    value.hit = hit;
    value.normal = normal;
    value.start = value.end = value.customer = 0;
    value.supported = false;
    return value;
  }

  /** `values[at]` meets `values[from, at)`. */
  #meet(values: readonly Held[], from: number, at: number): void {
    const value = values[at]!;
    const { name, born } = this.#register;
    const paired = born >= 0 && (value.detector === name || value.detector === born);
    for (let n = from; n < at; n++) {
      const other = values[n]!;
      if (isFar(other, value) || isSame(value, other)) continue;
      if (value.hit !== 0) this.#link(value, other);
      if (other.hit !== 0) this.#link(other, value);
    }
    if (paired) this.#meetNames(values, from, at);
  }

  /** Names with dates of birth, among the last few of both: a name may come in two halves. */
  #meetNames(values: readonly Held[], from: number, at: number): void {
    const { name, born } = this.#register;
    const value = values[at]!;
    const before: Held[] = [];
    for (let n = at - 1; n >= from && before.length < mostPaired; n--) {
      const one = values[n]!;
      if ((one.detector === name || one.detector === born) && !isFar(one, value)) before.push(one);
    }
    const names = before.filter(({ detector }) => detector === name);
    if (value.detector === born) {
      names.forEach((one, n) => {
        for (const two of names.slice(n)) this.#pair(value, one, two);
      });
      return;
    }
    for (const date of before) {
      if (date.detector === born) for (const other of [value, ...names]) this.#pair(date, value, other);
    }
  }

  /** `identifier` is a customer's: is `other` the same one's? */
  #link(identifier: Held, other: Held): void {
    const customer = identifier.customer !== 0 ? identifier.customer : identifier.hit >> 1;
    if (!this.#has(other, customer)) return;
    mark(identifier, customer);
    mark(other, customer);
  }

  #has(value: Held, customer: number): boolean {
    if (value.customer === customer) return true;
    const { name } = this.#register;
    if (value.hit !== 0) {
      if (value.hit >> 1 === customer) return true;
      return (value.hit & 1) === 1 && this.#register.supports(value.first, value.second, customer);
    }
    if (value.detector !== name) return this.#hasWord(value.detector, value.normal, customer);
    const [first, last] = endsOfName(value.normal);
    return this.#hasWord(name, last, customer) && (first === last || this.#hasWord(name, first, customer));
  }

  #hasWord(detector: number, word: string, customer: number): boolean {
    const register = this.#register;
    register.hash(detector, word);
    return register.supports(register.first, register.second, customer);
  }

  /** A name, in one piece or in two, with a date of birth. */
  #pair(date: Held, one: Held, two: Held): void {
    if (date.customer !== 0 && one.customer !== 0 && two.customer !== 0) return;
    const [first, last] = endsOfName(one.normal);
    if (one === two) {
      if (first !== last) this.#findPair(first, last, date, one, two);
      return;
    }
    const [otherFirst, otherLast] = endsOfName(two.normal);
    this.#findPair(first, otherLast, date, one, two);
    if (first !== last || otherFirst !== otherLast) this.#findPair(otherFirst, last, date, one, two);
  }

  #findPair(first: string, last: string, date: Held, one: Held, two: Held): void {
    const register = this.#register;
    register.hashPair(nameWithBirth(first, last, date.normal));
    const hit = register.find(register.first, register.second);
    if (hit === 0) return;
    mark(date, hit >> 1);
    mark(one, hit >> 1);
    mark(two, hit >> 1);
  }

  #settle(value: Held): void {
    const whose = value.customer !== 0 ? value.customer : value.hit >> 1;
    if (whose !== 0) value.counts.add(this.#register.rank(whose), value.supported);
    value.before = null;
    if (this.#free.length < mostFree) this.#free.push(value);
  }
}

/** The first that something else speaks for counts. */
function mark(value: Held, customer: number): void {
  if (value.customer === 0) value.customer = customer;
  value.supported = true;
}

/** In running text: too far before it to be beside it. In a row nothing is. */
function isFar(before: Held, value: Held): boolean {
  return before.end < value.start - supportWindow;
}

/** The same value twice is no support. */
function isSame(a: Held, b: Held): boolean {
  return a.detector === b.detector && a.first === b.first && a.second === b.second && a.normal === b.normal;
}

function isAscii(bytes: Uint8Array, length: number): boolean {
  for (let at = 0; at < length; at++) if (bytes[at]! >= 0x80) return false;
  return true;
}
