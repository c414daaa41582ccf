import { byCodePoint } from '../../../contracts/path-order.ts';

/** By path, as a source must list: names stand in it with `%` and `/` written otherwise, and columns behind a `#`. */
export function inPathOrder<T extends { readonly path: string }>(all: Iterable<T>): T[] {
  return [...all].sort((a, b) => byCodePoint(a.path, b.path));
}
