/** How much may gather while nothing is taken: so many seconds of the rate. */
const burst = 0.25;

/**
 * Lets so much through a second. What is taken at once may be more than there is: then nothing more is let through until
 * it has been made up for. So over any time it is the rate, and no more than a quarter of a second of it, and the one
 * thing that was taken last. `now` is milliseconds of a clock that only goes forward.
 */
export class Bucket {
  readonly #rate: number;
  #level = 0;
  #at: number;

  constructor(perSecond: number, now: number) {
    this.#rate = perSecond;
    this.#at = now;
  }

  /** Milliseconds until something may be taken. */
  wait(now: number): number {
    this.#fill(now);
    return this.#level >= 0 ? 0 : (-this.#level / this.#rate) * 1000;
  }

  take(amount: number, now: number): void {
    this.#fill(now);
    this.#level -= amount;
  }

  /** What was taken and not used; negative when more was. */
  giveBack(amount: number, now: number): void {
    this.#fill(now);
    this.#level = Math.min(this.#level + amount, this.#rate * burst);
  }

  #fill(now: number): void {
    const more = ((now - this.#at) / 1000) * this.#rate;
    this.#at = now;
    this.#level = Math.min(this.#level + more, this.#rate * burst);
  }
}
