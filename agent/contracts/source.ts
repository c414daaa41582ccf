import type { Item, Unit } from './item.ts';
import type { Problem } from './problem.ts';
import type { Schema } from './schema.ts';
import type { Depth, RowTrigger } from './table.ts';

/** A kind of place to crawl. One file in `agent/sources/`, file name = kind. */
export interface SourceKind<S> {
  readonly kind: string;
  readonly settings: Schema<S>;
  /** True when it tells what changes: what is opened has `watch`. */
  readonly watches?: boolean;
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
  /** Refuse an account that could change something, instead of warning of it. */
  readonly strict?: boolean;
  /** In a worker: told of the server's process that works for it, 0 when none does, so that main can cancel it. */
  working?(backend: number): void;
}

/** What an operator should know of a source, though the scan goes on. */
export const cautions = ['superuser', 'can_write', 'not_encrypted'] as const;
export type Caution = (typeof cautions)[number];

export interface OpenSource extends AsyncDisposable {
  readonly cautions?: readonly Caution[];
  /**
   * What its place is known by, where that can tell an emptied folder from a share that is not mounted, and whether there
   * is nothing in it.
   */
  readonly place?: { readonly id: string; readonly isEmpty: boolean };
  /** Orders of it under way at once, at most; left out: as many as there are workers for. */
  readonly width?: number;
  /**
   * Leasable, resumable pieces, in a stable order. Throws only when cancelled.
   * @param rank of a unit, higher first: what is expected of it and all below; a source need not follow it
   */
  units(signal: AbortSignal, rank?: (unit: string) => number): AsyncIterable<Unit>;
  /**
   * What one unit holds: names and facts only, nothing is opened. In the order of paths (`path-order.ts`), so that a
   * unit of any size can be compared with what is known of it part by part; folders that failed come anywhere.
   * Throws only when cancelled; everything else is yielded as a `Trouble`.
   */
  items(unit: Unit, signal: AbortSignal): AsyncIterable<Item | Trouble>;
  /** The same, as many at once as it has at hand: for sources that hold items by the million. */
  lots?(unit: Unit, signal: AbortSignal): AsyncIterable<readonly (Item | Trouble)[]>;
  /**
   * How a table is to be read. Called in main; moves no content.
   * @param last the mark of the last plan that was read to its end, or null
   * @throws SourceError when the table can't be looked at
   */
  plan?(item: Item, last: string | null, signal: AbortSignal): Promise<ReadPlan>;
  /**
   * The pieces that count rows by date, for triggers that the policy asks of this table. Called in main.
   */
  datePieces?(item: Item, triggers: readonly RowTrigger[]): readonly Piece[];
  /** Whether a unit is there, as far as anybody can see. */
  isThere?(unit: string): Promise<boolean>;
  /**
   * Tells what changes until it is disposed. Left out: this kind of source does not tell.
   * @throws CannotRun with the reason where the place does not tell: changes that other machines make on a network mount
   */
  watch?(wishes: WatchWishes, told: WatchTold, signal: AbortSignal): Promise<Watched>;
  /** Ends what a worker left running on the server. Called in main, after the worker was ended. Never throws. */
  cancel?(backend: number): Promise<void>;
  /**
   * The only method, but for the next, that moves content. Called in a worker, on a source that the worker opened
   * itself.
   * @throws SourceError with a problem code when the item can't be opened.
   */
  read(path: string, signal: AbortSignal): Promise<Content>;
  /** The same for a piece of a table, as this source cut it. */
  readPiece?(path: string, piece: Piece, signal: AbortSignal): Promise<RowContent | DateContent>;
  /**
   * The rows of a query that an operator wrote, every column as text. It runs in a transaction that can only read, with
   * the limits and pauses of the source, and is one single query: what could end it early is refused.
   * @throws CannotRun when the database does not take it; SourceError
   */
  query?(sql: string, signal: AbortSignal): Promise<RowContent>;
}

/** How a table is read: in pieces that can be finished, kept and resumed on their own. */
export interface ReadPlan {
  readonly depth: Depth;
  /** Changes when pieces of an earlier plan would not fit these. */
  readonly layout: string;
  readonly pieces: readonly Piece[];
  /** What the last complete read found still stands, and the pieces are what was added since. */
  readonly adds: boolean;
  /** For the next plan, once all pieces have been read; null where nothing can be added to. */
  readonly mark: string | null;
  /** Blocks that the table has, where the source counts them. */
  readonly blocks: number | null;
}

/** What a source tells while it is watched. Units are named as in `units`. */
export interface WatchTold {
  /** Something has changed in it, and it has been quiet since. */
  changed(unit: string): void;
  /** It is there no more, nor what was below it. */
  gone(unit: string): void;
  trouble(what: WatchTrouble): void;
}

/**
 * What an operator should know, by a code of ours: `overflow`: events may have got lost; `missed`: some have; so many
 * folders; `no_more_watches`: the system gives no more; `too_many_folders`: more than are to be watched; `lost`: of
 * one folder; `died`: nothing is told any more.
 */
export interface WatchTrouble {
  readonly code: 'overflow' | 'missed' | 'no_more_watches' | 'too_many_folders' | 'lost' | 'died';
  readonly detail: string;
}

export interface WatchWishes {
  /** Milliseconds without a further event: then a file that is being written is taken for written. */
  readonly settleMs: number;
  /** More folders than these are not watched, but compared by their dates. */
  readonly mostFolders: number;
  /** So often. */
  readonly compareMs: number;
  /** Events that the system keeps; left out: as it says. */
  readonly mostQueued?: number;
}

export interface Watched extends AsyncDisposable {
  readonly folders: number;
  /** Folders without a watch. */
  readonly unwatched: number;
}

/** Plain data: it crosses to a worker. `of` is the source's own business. */
export interface Piece {
  /** Unique in the table, the same in every plan of the same layout. */
  readonly id: string;
  readonly kind: 'rows' | 'dates';
  readonly of: unknown;
  /** How many pieces the table is read in, this one among them; one where it is left out. */
  readonly among?: number;
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

/** Rows of a table. The caller closes it. */
export interface RowContent extends AsyncDisposable {
  readonly kind: 'rows';
  readonly columns: readonly RowColumn[];
  /** The column of whole numbers by which a row is cited, -1 for none. */
  readonly key: number;
  /**
   * In lots that depend on the rows alone, never on the network: see `RowBatch`.
   * @throws SourceError; what came before it does not count, as the piece is read again
   */
  batches(): AsyncIterable<RowBatch>;
  /** Once all batches were read: columns in which cells were longer than is read, and how many. */
  readonly cut: ReadonlyMap<number, number>;
  /** Once all batches were read: the different blocks that the rows came from; null where they are not counted. */
  readonly blocks: number | null;
}

export interface RowColumn {
  readonly name: string;
  /** What the database says it is for; '' for nothing. */
  readonly comment: string;
  /** The table it refers to by a foreign key: `public/customers`; null for none. */
  readonly references: string | null;
  /** `text`: text and numbers as text. `bytes`: a file, maybe. `json`: a document, or a list of values. */
  readonly holds: 'text' | 'json' | 'xml' | 'bytes';
}

/**
 * Cells as UTF-8, row after row: cell `c` of row `r` is `bytes[starts[i], ends[i])` with i = r * columns + c; NULL has
 * start -1. A batch holds 4,096 rows, or fewer when their cells take more than 8 MiB, or at the end. `bytes` may be
 * used again for the next batch.
 */
export interface RowBatch {
  readonly rows: number;
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}
export const batchRows = 4096;
export const batchBytes = 8 << 20;

/** Rows of a table counted by date. The caller closes it. Keys are as they stand: sealed before they leave a worker. */
export interface DateContent extends AsyncDisposable {
  readonly kind: 'dates';
  counts(): Promise<DateCounts>;
}

export interface DateCounts {
  readonly trigger: string;
  readonly problem: 'no_column' | 'no_date_type' | 'unreadable' | null;
  readonly days: readonly {
    readonly day: string;
    readonly rows: number;
    readonly deleted: number;
    readonly firstKey: string | null;
    readonly lastKey: string | null;
  }[];
  readonly rows: number;
  readonly noDate: number;
  readonly notRead: number;
  readonly query: string;
  readonly parameter: 'date' | 'instant' | 'seconds' | 'milliseconds';
  readonly timeZone: string;
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
