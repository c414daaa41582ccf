import type { Piece } from '../contracts/source.ts';
import type { OcrSettings } from '../extract/lib/ocr.ts';
import type { RegisterIndex } from '../register/lookup.ts';

/** Everything that crosses the thread boundary, besides `Outcome`: plain and cloneable. */

/** What a worker needs to build the same tools as main. */
export interface Setup {
  readonly sources: readonly { readonly name: string; readonly kind: string; readonly settings: unknown }[];
  readonly countries: readonly string[];
  readonly detectors: {
    readonly only: readonly string[];
    readonly disable: readonly string[];
    /** As in the configuration: data, not code. */
    readonly custom: readonly unknown[];
  };
  readonly limits: Limits;
  /** Kinds of content, or classes of them, that are left out. */
  readonly excludeKinds: readonly string[];
  /** Recognise the text in pictures; left out where that is not wanted. */
  readonly ocr?: OcrSettings;
  /** The fingerprint key. */
  readonly key: Uint8Array;
  /** Of the customer register, in memory that all workers share; left out where the policy names none. */
  readonly register?: RegisterIndex;
}

/** Of one item and everything inside it. */
export interface Limits {
  /** Milliseconds of the thread's CPU time, plus `cpuPerMiB` for each MiB of the item. */
  readonly cpu: number;
  readonly cpuPerMiB: number;
  /** Milliseconds without progress while the thread computes nothing either: a read that hangs. */
  readonly stall: number;
  /** Bytes of heap and buffers of the thread. */
  readonly memory: number;
  /** Bytes made by decompressing and parsing. */
  readonly bytes: number;
  /** Bytes made per byte read. */
  readonly ratio: number;
  /** Files within files. */
  readonly depth: number;
  readonly members: number;
}

/** One item to read. Self-contained: any worker can take it. */
export interface Order {
  readonly number: number;
  readonly source: string;
  readonly path: string;
  /** Of a table: what of it is to be read. */
  readonly piece?: Piece;
  /** Index into the progress board. */
  readonly slot: number;
}
