import type { Item, Unit } from './item.ts';
import type { Problem } from './problem.ts';
import type { Schema } from './schema.ts';

/** A kind of place to crawl. One file in `agent/sources/`, file name = kind. */
export interface SourceKind<S> {
  readonly kind: string;
  readonly settings: Schema<S>;
  /**
   * Opens the place read-only.
   * @throws CannotRun when the set-up is wrong: no such folder, refused login.
   */
  open(settings: S, context: SourceContext): Promise<OpenSource>;
}

export interface SourceContext {
  readonly signal: AbortSignal;
  /** Paths that a scan must never list (the state folder, reports being written). Absolute. */
  readonly ownPaths: readonly string[];
  /** True in a worker: it will only call `read`. */
  readonly forReading: boolean;
}

export interface OpenSource extends AsyncDisposable {
  /** Leasable, resumable pieces, in a stable order. Throws only when cancelled. */
  units(signal: AbortSignal): AsyncIterable<Unit>;
  /**
   * What one unit holds: names and facts only, nothing is opened. In the order of paths (`path-order.ts`), so that a
   * unit of any size can be compared with what is known of it part by part; folders that failed come anywhere.
   * Throws only when cancelled; everything else is yielded as a `Trouble`.
   */
  items(unit: Unit, signal: AbortSignal): AsyncIterable<Item | Trouble>;
  /**
   * The only method that moves content. Called in a worker, on a source that the worker opened itself.
   * @throws SourceError with a problem code when the item can't be opened.
   */
  read(path: string, signal: AbortSignal): Promise<Content>;
}

/** Something listed that could not be looked at: an unreadable folder, a loop, a file that vanished. */
export interface Trouble {
  readonly trouble: Omit<Problem, 'part'>;
  readonly path: string;
  /** True for a folder: what it holds is unknown, and is not in `listed`. */
  readonly folder: boolean;
}

/** What an item gives when opened. The caller closes it. */
export interface Content extends AsyncDisposable {
  readonly kind: 'bytes';
  /** Size at the time of opening. */
  readonly size: number;
  /** Random access; returns fewer bytes only at the end. @throws SourceError */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** False where the access time could not be spared (`O_NOATIME` refused). */
  readonly untouched: boolean;
}

/** Carries a closed code, never the library's text. */
export class SourceError extends Error {
  readonly problem: Omit<Problem, 'part'>;
  constructor(problem: Omit<Problem, 'part'>) {
    super(problem.code);
    this.name = 'SourceError';
    this.problem = problem;
  }
}
