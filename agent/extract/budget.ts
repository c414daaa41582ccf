import { BudgetSpent } from '../contracts/extractor.ts';

/** Limits of one item and everything inside it. */
export interface Limits {
  /** Bytes that unpacking and parsing may make. */
  readonly bytes: number;
  /** Bytes made per byte of the item. */
  readonly ratio: number;
  /** Files within files: 1 allows the members of an archive, 2 theirs. */
  readonly depth: number;
  /** Files inside, all levels together. */
  readonly members: number;
  /** Bytes of one part that may be held in memory; default 256 MiB. */
  readonly held?: number;
}

/** Small items may grow by any ratio: a short, even text packs a thousandfold. */
const ratioFree = 16 << 20;

/** What an item has used up. One for the item and all inside it. */
export class Budget {
  /** Which limit was reached; then the item is not read any further. */
  spent: BudgetSpent | null = null;
  private made = 0;
  private members = 0;
  private readonly limits: Limits;
  private readonly size: number;
  private readonly progress: (bytes: number) => void;

  constructor(limits: Limits, size: number, progress: (bytes: number) => void) {
    this.limits = limits;
    this.size = size;
    this.progress = progress;
  }

  /** Counts bytes that were made. @throws BudgetSpent */
  spend(bytes: number): void {
    this.made += bytes;
    this.progress(bytes);
    if (this.made > this.limits.bytes) this.stop('bytes');
    if (this.made > ratioFree && this.made > this.limits.ratio * this.size) this.stop('ratio');
  }

  /** Counts a file inside. @throws BudgetSpent */
  member(): void {
    this.members++;
    if (this.members > this.limits.members) this.stop('members');
  }

  /** Whether files at this depth may be opened. */
  reaches(depth: number): boolean {
    return depth <= this.limits.depth;
  }

  private stop(detail: BudgetSpent['detail']): never {
    this.spent ??= new BudgetSpent(detail);
    throw this.spent;
  }

  /** Bytes of one part that may be held in memory. */
  get held(): number {
    return Math.min(this.limits.held ?? 256 << 20, this.limits.bytes);
  }
}
