/** The first `most` of a long stream by an order; those that are equal stay in the order they came. */
export class Top<T> {
  readonly #most: number;
  readonly #before: (a: T, b: T) => number;
  #kept: T[] = [];
  #seen = 0;

  /** @param before below 0 when `a` comes first, like a sort's */
  constructor(most: number, before: (a: T, b: T) => number) {
    this.#most = most;
    this.#before = before;
  }

  add(value: T): void {
    this.#seen++;
    this.#kept.push(value);
    if (this.#kept.length >= 2 * this.#most + 16) this.#cut();
  }

  /** In order. */
  get rows(): readonly T[] {
    this.#cut();
    return this.#kept;
  }

  /** How many came, kept or not. */
  get seen(): number {
    return this.#seen;
  }

  #cut(): void {
    this.#kept = this.#kept.sort(this.#before).slice(0, this.#most);
  }
}
