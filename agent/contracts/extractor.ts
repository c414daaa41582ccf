import type { PartHop, PlaceHop } from './place.ts';
import type { ProblemCode, ProblemDetail } from './problem.ts';

/** Reads one family of formats. One file in `agent/extractors/`, file name = id. */
export interface Extractor {
  readonly id: string;
  /** Raise it when the same bytes would give other text, dates or problems: unchanged items are then read again. */
  readonly version: number;
  readonly title: string;
  /** For docs/formats.md. */
  readonly about?: About;
  /** Cheap: looks at strings and the head only. The first extractor in order of id that accepts gets the content. */
  accepts(hint: ContentHint): boolean;
  /**
   * Yields text, dates, children and problems in document order; never opens, recurses or limits by itself.
   * @throws Cancelled, BudgetSpent (both from the input's own methods), or anything else, which the core reports
   *   as `damaged` with `extractor:<id>`; what was yielded before still counts.
   */
  extract(input: ExtractInput): AsyncIterable<Extracted>;
}

/** What a reader of the documentation wants to know of a format: phrases without a full stop, '' where there is nothing. */
export interface About {
  readonly reads: string;
  readonly omits: string;
  readonly limits: string;
  /** npm packages that do the work, or `own`. */
  readonly library: string;
}

export interface ContentHint {
  /** File name, for hints only: what counts is the content. */
  readonly name: string;
  readonly size: number;
  /** What the first bytes (and for zip and CFB the directory) say: see agent/extract/kind.ts for the closed list. */
  readonly kind: string;
  /** The first 64 KiB at most. */
  readonly head: Uint8Array;
}

export interface ExtractInput extends ContentHint {
  /** All of it, from the start, in chunks of 64 KiB to 1 MiB. May be called more than once. */
  bytes(): AsyncIterable<Uint8Array>;
  /** Random access; fewer bytes only at the end. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** All of it in memory; throws BudgetSpent when larger than `limit` or than what the item may still use. */
  whole(limit?: number): Promise<Uint8Array>;
  /** Call with the bytes a decompressor or parser made: throws BudgetSpent when the item's budget is used up. */
  spend(bytes: number): void;
  readonly signal: AbortSignal;
  /** The text that a picture shows, page by page; left out where text recognition is not wanted. */
  readonly readPicture?: (picture: Uint8Array) => Promise<string[]>;
}

export type Extracted = Prose | Table | Fields | Child | Inner | DocumentDate | ExtractProblem;

/** Running text. Pieces that `continue` the one before are scanned as if they were one. */
export interface Prose {
  readonly type: 'prose';
  /** UTF-8 bytes, or a string that the core encodes. */
  readonly text: string | Uint8Array;
  readonly at: readonly PlaceHop[];
  /** True when nothing stands between the piece before and this one: a match may cross the border. */
  readonly continues: boolean;
  /** The number of the first line, 1-based, where the text has lines; the core counts on from there. */
  readonly firstLine?: number;
}

/** Rows with named columns: csv, sheets, database rows. A match never crosses a cell. */
export interface Table {
  readonly type: 'table';
  readonly at: readonly PlaceHop[];
  /** Header names by position; '' where there is none. */
  readonly columns: readonly string[];
  /** In order; `n` is the 1-based row in the sheet or file, `cells` by position (short rows are fine). */
  readonly rows: readonly { readonly n: number; readonly cells: readonly string[] }[];
  /** How a cell is cited: `B7` in sheets, `row 7, column name` elsewhere. */
  readonly cite: 'cell' | 'row';
  /** True when this is the next batch of the same table, so that column counts add up. */
  readonly continues: boolean;
}

/** Named values: JSON paths, XML elements, mail headers, document properties, form fields. */
export interface Fields {
  readonly type: 'fields';
  readonly at: readonly PlaceHop[];
  /** `name` is what labels are matched against (the last key, without indices), `place` what is cited. */
  readonly fields: readonly { readonly name: string; readonly place: string; readonly value: string }[];
}

/** A file inside: only the core opens it. `bytes` may throw; a broken child is a problem of that child. */
export interface Child {
  readonly type: 'child';
  readonly hop: PartHop;
  /** As declared; not to be trusted. */
  readonly size: number | null;
  /** What the container knows it to be: believed where the content is text that could be much. */
  readonly kind?: string;
  readonly dates: readonly Omit<DocumentDate, 'type'>[];
  bytes(): AsyncIterable<Uint8Array>;
}

/**
 * A part that has no bytes of its own, since the container's format tells what is in it: a message of a mail store.
 * The core names, counts and limits it like a child.
 */
export interface Inner {
  readonly type: 'inner';
  readonly hop: PartHop;
  /** From the list in agent/extract/kinds.ts. */
  readonly kind: string;
  readonly dates: readonly Omit<DocumentDate, 'type'>[];
  /** What is in it; may throw like `extract`, which is then a problem of this part alone. */
  pieces(): AsyncIterable<Extracted>;
}

/** A date that may start a retention period. */
export interface DocumentDate {
  readonly type: 'date';
  /** created modified printed sent received record (a labelled date in the text) … */
  readonly event: string;
  /** ISO 8601: an instant with offset, or a date without time where the format has no zone. */
  readonly date: string;
  /** A: business event, B: kept by the document itself, C: file system, D: never decides. */
  readonly grade: 'A' | 'B' | 'C' | 'D';
  /** Which field said so: `ooxml:created`, `mail:date`, `pdf:CreationDate`, `zip:mtime`. */
  readonly from: string;
}

/** Reading on is possible. With `partly` the part counts as read in part, else as unread. */
export interface ExtractProblem {
  readonly type: 'problem';
  readonly code: ProblemCode;
  readonly detail: ProblemDetail | null;
  readonly partly: boolean;
}

/** The item's budget is used up; `detail` says which limit. */
export class BudgetSpent extends Error {
  readonly detail: 'depth' | 'bytes' | 'ratio' | 'members' | 'time';
  constructor(detail: BudgetSpent['detail']) {
    super(detail);
    this.name = 'BudgetSpent';
    this.detail = detail;
  }
}
