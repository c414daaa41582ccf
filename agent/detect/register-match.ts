import type { TallyRegister } from '../contracts/finding.ts';
import { Customers, joinCustomers } from './customers.ts';
import type { Candidate } from './overlaps.ts';
import { endsOfName, nameWithBirth, type Register } from './register.ts';
import type { Tallies } from './tallies.ts';

/** In running text, how far apart two values may stand that support each other, in bytes of UTF-8. */
export const supportWindow = 300;
/** Values held at once, of a row or of the text just read: what comes later meets the last so many. */
const mostHeld = 64;

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

/** A value that may be a customer's, while what stands beside it is not all known. */
interface Held {
  readonly counts: RegisterCounts;
  readonly detector: number;
  readonly first: number;
  readonly second: number;
  /** As `Register.find` gives it. */
  readonly hit: number;
  /** Of names and dates of birth. */
  readonly normal: string;
  /** Where it ends, in running text. */
  readonly end: number;
  /** Whose it is, 0 while it is nobody's or not known which of several. */
  customer: number;
  supported: boolean;
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
  #held: Held[] = [];
  #rows: (Held[] | undefined)[] = [];

  constructor(register: Register) {
    this.#register = register;
  }

  /** A value in running text, in order of their places. */
  near(tallies: Tallies, column: string, candidate: Candidate): void {
    const { start, end } = candidate;
    const value = this.#look(tallies, column, candidate, end);
    if (value === null) return;
    const held = this.#held;
    let gone = held.length >= mostHeld ? 1 : 0;
    while (gone < held.length && held[gone]!.end < start - supportWindow) gone++;
    for (const one of held.splice(0, gone)) this.#settle(one);
    this.#meet(
      value,
      held.filter((one) => one.end >= start - supportWindow),
    );
    held.push(value);
  }

  endNear(): void {
    for (const value of this.#held) this.#settle(value);
    this.#held = [];
  }

  /** A value in a row, or in a record of fields. Rows may come in any order, as when a table is read by columns. */
  inRow(tallies: Tallies, column: string, candidate: Like, row: number): void {
    const value = this.#look(tallies, column, candidate, 0);
    if (value !== null) this.#hold(value, row);
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
    const { first, second } = register;
    const hit = register.find(first, second);
    if (hit === 0) return;
    this.#hold(held(tallies.registerOf(column, detector), detector, first, second, hit, '', 0), row);
  }

  /** Whether values of a detector can be in the register at all. */
  asks(detector: number): boolean {
    return this.#register.roles[detector] != null;
  }

  endRows(): void {
    const rows = this.#rows;
    this.#rows = [];
    for (const values of rows) {
      if (values === undefined) continue;
      for (let at = 1; at < values.length; at++) {
        this.#meet(values[at]!, values.slice(Math.max(0, at - mostHeld), at));
      }
      for (const value of values) this.#settle(value);
    }
  }

  #hold(value: Held, row: number): void {
    const held = this.#rows[row];
    if (held === undefined) this.#rows[row] = [value];
    else held.push(value);
  }

  /** Null where the register does not know the value, and it can support nothing. */
  #look(tallies: Tallies, column: string, { detector, normal, suppressed }: Like, end: number): Held | null {
    const register = this.#register;
    const role = register.roles[detector];
    if (role == null || suppressed !== null) return null;
    register.hash(detector, normal);
    const { first, second } = register;
    const hit = role === 'identifier' ? register.find(first, second) : 0;
    if (hit === 0 && role === 'identifier') return null;
    return held(tallies.registerOf(column, detector), detector, first, second, hit, normal, end);
  }

  #meet(value: Held, others: readonly Held[]): void {
    for (const other of others) {
      if (other.detector === value.detector && other.first === value.first && other.second === value.second) continue;
      if (value.hit !== 0) this.#link(value, other);
      if (other.hit !== 0) this.#link(other, value);
    }
    const { name, born } = this.#register;
    if (name < 0 || born < 0) return;
    if (value.detector === born) {
      const names = others.filter(({ detector }) => detector === name);
      names.forEach((one, at) => {
        this.#pair(value, one, one);
        for (const two of names.slice(0, at)) this.#pair(value, one, two);
      });
    } else if (value.detector === name) {
      for (const date of others) {
        if (date.detector !== born) continue;
        this.#pair(date, value, value);
        for (const other of others) if (other.detector === name) this.#pair(date, value, other);
      }
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
    const register = this.#register;
    if (value.hit !== 0) {
      if (value.hit >> 1 === customer) return true;
      return (value.hit & 1) === 1 && register.supports(value.first, value.second, customer);
    }
    if (value.detector !== register.name) return register.supports(value.first, value.second, customer);
    return endsOfName(value.normal).every((word) => {
      register.hash(register.name, word);
      return register.supports(register.first, register.second, customer);
    });
  }

  /** A name, in one piece or in two, with a date of birth. */
  #pair(date: Held, one: Held, two: Held): void {
    const [first, last] = endsOfName(one.normal);
    if (one === two) {
      if (first !== last) this.#findPair(first, last, date, one, two);
      return;
    }
    const [otherFirst, otherLast] = endsOfName(two.normal);
    this.#findPair(first, otherLast, date, one, two);
    if (first !== last || otherFirst !== otherLast) this.#findPair(otherFirst, last, date, one, two);
  }

  #findPair(first: string, last: string, ...values: readonly [date: Held, one: Held, two: Held]): void {
    const register = this.#register;
    register.hashPair(nameWithBirth(first, last, values[0].normal));
    const hit = register.find(register.first, register.second);
    if (hit !== 0) for (const value of values) mark(value, hit >> 1);
  }

  #settle({ counts, hit, customer, supported }: Held): void {
    const whose = customer !== 0 ? customer : hit >> 1;
    if (whose !== 0) counts.add(this.#register.rank(whose), supported);
  }
}

function held(
  counts: RegisterCounts,
  detector: number,
  first: number,
  second: number,
  hit: number,
  normal: string,
  end: number,
): Held {
  return { counts, detector, first, second, hit, normal, end, customer: 0, supported: false };
}

function isAscii(bytes: Uint8Array, length: number): boolean {
  for (let at = 0; at < length; at++) if (bytes[at]! >= 0x80) return false;
  return true;
}

/** The first that something else speaks for counts. */
function mark(value: Held, customer: number): void {
  if (value.customer === 0) value.customer = customer;
  value.supported = true;
}
