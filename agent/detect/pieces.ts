import type { PlaceHop } from '../contracts/place.ts';

/** A stretch of running text that one place is cited for. */
interface Piece {
  readonly from: number;
  readonly at: readonly PlaceHop[];
}

/** Pieces of one running text are kept until what they cover has long been read. */
const kept = 1 << 20;

/** Which piece of a running text a position lies in: paragraphs are read as one text, and cited each for itself. */
export class Pieces {
  #pieces: Piece[] = [];

  begin(at: readonly PlaceHop[]): void {
    this.#pieces = [{ from: 0, at }];
  }

  /** The text goes on at `from` with another piece; many pieces may have the same place. */
  add(from: number, at: readonly PlaceHop[]): void {
    const last = this.#pieces.at(-1);
    if (last !== undefined && same(last.at, at)) return;
    this.#pieces.push({ from, at });
    // Now and then, so that it costs nothing for each.
    if (this.#pieces.length % 65_536 === 0) this.#pieces = this.#pieces.slice(this.#indexOf(from - kept));
  }

  of(position: number): readonly PlaceHop[] {
    return this.#pieces[this.#indexOf(position)]?.at ?? [];
  }

  #indexOf(position: number): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#pieces[middle]?.from ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function same(a: readonly PlaceHop[], b: readonly PlaceHop[]): boolean {
  return a === b || (a.length === b.length && JSON.stringify(a) === JSON.stringify(b));
}
