import type { KeyRange } from '../sql/key-space.ts';

/**
 * How a key is a whole number. `whole`: it is one. `hex`, `HEX`: texts that begin with eight hexadecimal digits, as UUIDs
 * and digests do, by what these say. `bytes`: by the first eight of them.
 * The order of keys is that of the numbers, with many keys of the same number, maybe.
 */
export type KeyForm = 'whole' | 'hex' | 'HEX' | 'bytes';

/** Some key is not of the form: rows cannot be found by it. */
export class OtherForm extends Error {}

/** Rows of a range; `column` as SQL. */
export function within(column: string, form: KeyForm, { from, to }: KeyRange): string {
  return `${atLeast(column, form, from)} AND ${form === 'whole' ? `${column} <= ${to}` : below(column, form, to + 1n)}`;
}

export function atLeast(column: string, form: KeyForm, key: bigint): string {
  return outside(form, key) ?? `${column} >= ${literalOf(form, key)}`;
}

export function below(column: string, form: KeyForm, key: bigint): string {
  const is = outside(form, key);
  return is === null ? `${column} < ${literalOf(form, key)}` : is === 'TRUE' ? 'FALSE' : 'TRUE';
}

/** Whether all keys (or none) are at least of a number that no key of the form can begin with. */
function outside(form: KeyForm, key: bigint): 'TRUE' | 'FALSE' | null {
  if (form === 'whole') return null;
  return key <= 0n ? 'TRUE' : key >= 16n ** BigInt(digits[form]) ? 'FALSE' : null;
}

/** What is asked for to know a key's number. */
export function selectKey(column: string, form: KeyForm): string {
  return form === 'bytes' ? `HEX(LEFT(${column}, 8))` : column;
}

/** Null for no key. @throws OtherForm */
export function numberOf(form: KeyForm, value: unknown): bigint | null {
  if (value == null) return null;
  if (form === 'whole') return BigInt(String(value));
  // Capitals and small letters are in an order of their own: a key of both would not be where its number is.
  const [start] =
    (form === 'hex' ? /^[0-9a-f]{8}/ : form === 'HEX' ? /^[0-9A-F]{8}/ : /^[0-9A-F]{16}/).exec(String(value)) ?? [];
  if (start === undefined) throw new OtherForm();
  return BigInt(`0x${start}`);
}

const digits = { hex: 8, HEX: 8, bytes: 16 } as const;

function literalOf(form: KeyForm, key: bigint): string {
  if (form === 'whole') return String(key);
  const written = key.toString(16).padStart(digits[form], '0');
  return form === 'bytes' ? `X'${written}'` : `'${form === 'HEX' ? written.toUpperCase() : written}'`;
}
