import type { Evidence } from '../contracts/finding.ts';
import { round2 } from './weights.ts';

/** A candidate that its detector accepted, with all that speaks for it. Positions are absolute in the stream. */
export interface Candidate {
  readonly detector: number;
  readonly start: number;
  readonly end: number;
  readonly labelled: boolean;
  readonly normal: string;
  readonly evidence: Evidence[];
  logOdds: number;
  readonly suppressed: string | null;
  readonly customer: boolean;
  readonly employee: boolean;
  /** What the caller needs to say where it is. */
  readonly place: Place;
}

/** `line` in running text; `cell` by number in a block of cells. */
export interface Place {
  readonly line: number;
  readonly cell: number;
}

/** Candidates gathered before those that nothing can join any more are settled. */
const gather = 64;
/** So many that could all still be joined are settled at once: nothing real overlaps so much. */
const largest = 512;
/** Less than this, in log10 odds, a rival takes nothing from what its column is called. */
const leastDoubt = -0.05;

/**
 * One number is one finding. Candidates come in the order in which the scan met them; those that overlap, directly or
 * through others, are settled together once no later one can join them: by evidence, then length, then id. The order
 * of arrival and of detectors has no say.
 */
export class Overlaps {
  readonly #give: (candidate: Candidate) => void;
  readonly #idOf: (detector: number) => string;
  #waiting: Candidate[] = [];
  #next = gather;

  constructor(give: (candidate: Candidate) => void, idOf: (detector: number) => string) {
    this.#give = give;
    this.#idOf = idOf;
  }

  /** `from`: no candidate that comes now or later starts before it. */
  add(candidate: Candidate, from: number): void {
    if (this.#waiting.length >= this.#next) {
      this.#flushTo(this.#waiting.length >= largest ? Number.POSITIVE_INFINITY : from);
      this.#next = Math.min(largest, this.#waiting.length + gather);
    }
    this.#waiting.push(candidate);
  }

  flush(): void {
    this.#flushTo(Number.POSITIVE_INFINITY);
    this.#next = gather;
  }

  /** Settles clusters that end before `from`. */
  #flushTo(from: number): void {
    const waiting = this.#waiting.sort((a, b) => a.start - b.start);
    this.#waiting = [];
    let first = 0;
    let end = Number.NEGATIVE_INFINITY;
    for (let i = 0; i <= waiting.length; i++) {
      const candidate = waiting[i];
      if (candidate !== undefined && candidate.start < end) {
        end = Math.max(end, candidate.end);
        continue;
      }
      if (i > first) {
        if (end >= from) {
          this.#waiting = waiting.slice(first);
          return;
        }
        if (i === first + 1) this.#give(waiting[first]!);
        else for (const winner of this.#settle(waiting.slice(first, i))) this.#give(winner);
      }
      first = i;
      end = candidate?.end ?? end;
    }
  }

  #settle(waiting: Candidate[]): Candidate[] {
    waiting.sort(
      (a, b) =>
        b.logOdds - a.logOdds || b.end - b.start - (a.end - a.start) || a.detector - b.detector || a.start - b.start,
    );
    const winners: Candidate[] = [];
    const rivals = new Map<Candidate, Candidate>();
    for (const candidate of waiting) {
      const winner = winners.find((other) => clash(other, candidate));
      if (winner === undefined) winners.push(candidate);
      else if (winner.detector !== candidate.detector && !rivals.has(winner)) rivals.set(winner, candidate);
    }
    for (const [winner, rival] of rivals) {
      // The odds that it is the one and not the other.
      const weight = round2(-Math.log10(1 + 10 ** (rival.logOdds - winner.logOdds)));
      // Where the column's name leaves no doubt there is no runner-up, and the cells have the same evidence.
      if (weight > leastDoubt && winner.evidence.some(({ code }) => code === 'column' || code === 'field')) continue;
      winner.evidence.push({ code: 'rival', weight, note: this.#idOf(rival.detector) });
      winner.logOdds = round2(winner.logOdds + weight);
    }
    return winners.sort((a, b) => a.start - b.start || a.end - b.end || a.detector - b.detector);
  }
}

/** A value after a label may hold a number of its own; only where they are about the same they are one. */
function clash(a: Candidate, b: Candidate): boolean {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  if (shared <= 0) return false;
  if (a.labelled === b.labelled) return true;
  const whole = a.labelled ? a : b;
  return shared >= 0.6 * (whole.end - whole.start);
}
