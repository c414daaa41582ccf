/**
 * The customer register as detection asks it: which values are a customer's. The index behind it holds keyed hashes
 * alone (agent/register/). Values are asked for in their detector's normal form.
 */
export interface Register {
  /** By detector number: `identifier` says who somebody is by itself, `supporting` only beside something else. */
  readonly roles: readonly (Role | null)[];
  /** The detectors of names and of dates of birth, -1 where the register holds none. */
  readonly name: number;
  readonly born: number;
  /** Hashes a value of a detector: the result is in `first` and `second` until the next call. */
  hash(detector: number, normal: string): void;
  /** The same of a value in ASCII, `bytes[0, length)`. */
  hashBytes(detector: number, bytes: Uint8Array, length: number): void;
  /** The same of a name with a date of birth: see `nameWithBirth`. */
  hashPair(pair: string): void;
  readonly first: number;
  readonly second: number;
  /** Whose identifier this hash is: `customer * 2`, plus 1 when it is others' too; 0 for nobody's. */
  find(first: number, second: number): number;
  /** Whether the customer has this value: one that only supports, or one that is others' as well. */
  supports(first: number, second: number, customer: number): boolean;
  /** A number below 2^32 that stands for the customer, the same in every index of the same key. */
  rank(customer: number): number;
}

export type Role = 'identifier' | 'supporting';

/** The words of a name by which it is compared: the first and the last. Middle names come and go. */
export function endsOfName(normal: string): readonly [first: string, last: string] {
  const first = normal.indexOf(' ');
  return first < 0 ? [normal, normal] : [normal.slice(0, first), normal.slice(normal.lastIndexOf(' ') + 1)];
}

/** Who somebody is by name and date of birth, whichever of the name's words comes first. */
export function nameWithBirth(first: string, last: string, born: string): string {
  return first < last ? `${first} ${last} ${born}` : `${last} ${first} ${born}`;
}
