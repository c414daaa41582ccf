import type { ColumnCount } from './finding.ts';
import type { Exposure } from './item.ts';
import type { Result, Severity } from './rule.ts';
import type { Run } from './store.ts';

/** What is asked for; what is left out is not asked about, and several of one kind are alternatives. */
export interface ListQuery {
  /** Prefixes of categories and of detectors, by whole steps. */
  readonly categories?: readonly string[];
  readonly detectors?: readonly string[];
  /** By source (null: any) and path. */
  readonly place?: {
    readonly source: string | null;
    /** What the paths begin with, '' where nothing is known. */
    readonly below: string;
    /** Null where that is all. */
    readonly matches: ((path: string) => boolean) | null;
  };
  /** Violations of this severity or a graver one. */
  readonly severity?: Severity;
  /** The worst that rules say of it; `none` where none says anything. */
  readonly results?: readonly (Result | 'none')[];
  readonly statuses?: readonly string[];
  /** Open since the first run that began then or later; as a run's number. */
  readonly since?: number;
  readonly limit: number;
  readonly offset: number;
}

/** A page of a list, and how long the list is. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly total: number;
}

/** A finding as it stood when its source was last compared: the worst that rules say of it. */
export interface ListedFinding {
  readonly finding: string;
  readonly item: string;
  readonly source: string;
  readonly path: string;
  readonly part: string;
  readonly isTable: boolean;
  readonly detector: string;
  readonly category: string;
  readonly count: number;
  /** Of a column: what the count means for its table. */
  readonly column?: ColumnCount;
  /** Of its confidence, 0 to 100. */
  readonly score: number;
  readonly exposure: Exposure;
  readonly result: Result | null;
  readonly severity: Severity | null;
  readonly type: string | null;
  readonly status: string | null;
}

/** A folder with findings directly in it, or a table. */
export interface ListedPlace {
  readonly source: string;
  readonly folder: string;
  readonly isTable: boolean;
  readonly items: number;
  readonly findings: number;
  readonly matches: number;
  readonly violations: number;
  readonly reviews: number;
  /** Of its violations. */
  readonly worst: Severity | null;
}

/** What is listed without the report of a run being made. Read-only; nothing here is of an older run. */
export interface Lists extends Disposable {
  /** Oldest first. */
  runs(): readonly Run[];
  /** Names of those that were ever listed. */
  sources(): readonly string[];
  /** Worst first, then most matches. */
  findings(query: ListQuery): Page<ListedFinding>;
  /** Worst first, then most violations and matches. */
  places(query: ListQuery): Page<ListedPlace>;
}
