import type { ComplianceRow } from './compliance.ts';
import type { Difference, SourceDifference, Standing } from './difference.ts';
import type { Finding } from './finding.ts';
import type { Exposure, Facts } from './item.ts';
import type { PolicyNote } from './policy-note.ts';
import type { ProcessingRecord } from './records.ts';
import type { ReviewLine } from './review.ts';
import type { RiskLines } from './risk-line.ts';
import type { Result, Severity, Verdict } from './rule.ts';
import type { RunFigures } from './run-figures.ts';
import type { Schema } from './schema.ts';
import type { ShownPolicy } from './shown-policy.ts';
import type { CopyMatch, Coverage, Gap, Run, StoredItem } from './store.ts';
import type { RowsJudged, StoredTable } from './table.ts';

/** Writes one format. One file in `reporters/`, file name = id. Sees findings and verdicts, never content. */
export interface Reporter<S> {
  readonly id: string;
  readonly title: string;
  readonly extension: string;
  readonly settings: Schema<S>;
  /** True when it tells what stands in a report beside its streams: it can then tell any past run. */
  readonly fromKept?: true;
  /** Streams: a run can hold a million items. The same report gives the same bytes. */
  write(report: Report, out: Out, settings: S): Promise<void>;
}

/** Text, or the bytes of a format that is none. */
export type Out = (chunk: string | Uint8Array) => Promise<void>;

/** The first of each kind, and how many there are in all. */
export interface Listed<T> {
  readonly rows: readonly T[];
  readonly seen: number;
}

export interface Lists {
  /** Gravest first. */
  readonly violations: Listed<ReportVerdict>;
  /** Kept too long, certainly or perhaps: most days first. */
  readonly overdue: Listed<ReportVerdict>;
  /** For a person to decide: review before unknown, most matches first. */
  readonly open: Listed<ReportVerdict>;
  /** Without a policy: the surest and largest first. */
  readonly findings: Listed<ReportFinding>;
  /** Columns of databases, the surest first, then with most values. */
  readonly columns: Listed<ReportFinding>;
  /** Every kind of problem has its share. */
  readonly problems: Listed<ReportProblem>;
}

/**
 * One run as every format tells it: computed once, in a stable order, names already shown as the policy says.
 * `place` is for readers: escaped, so that it is one line without control characters. `path` and `part` are exact
 * where names are shown in full, for programs that compare them; a reporter escapes them for its format.
 */
export interface Report {
  readonly run: Run;
  /** False for an inventory: there was no policy to judge by. */
  readonly judged: boolean;
  readonly policyTitle: string | null;
  readonly coverage: readonly Coverage[];
  readonly total: Coverage;
  readonly summary: Summary;
  /** The violations, gathered for a risk register. */
  readonly riskLines: RiskLines;
  /** The record of processing activities with what the run saw of it, in the order of the policy. */
  readonly records: readonly ProcessingRecord[];
  /** What the policy names and the run did not meet: places first, then columns. */
  readonly policyNotes: readonly PolicyNote[];
  /** Requirements of laws and standards, by framework; empty without a policy. */
  readonly compliance: readonly ComplianceRow[];
  /** What lists show of the streams below. */
  readonly lists: Lists;
  /** Null for an inventory. */
  readonly policy: ShownPolicy | null;
  /** Runs of this store up to this one, oldest first; not all of them finished or were judged. */
  readonly history: readonly RunFigures[];
  /** False of a past run: of its streams, what its lists show is all that was kept. */
  readonly whole: boolean;
  /** The end of the audit trail when the report was made: noted here, it shows later that nothing was cut off. */
  readonly auditHead: { readonly seq: number; readonly fingerprint: string } | null;
  /** Cells that hold a value which the run found, and are sealed for it. Of streams it is told once they are read. */
  readonly sealed: number;
  /** How names are shown in it. */
  readonly pathMode: 'full' | 'share_and_hash' | 'hash';
  /** The detectors that found something: id to title and category. */
  readonly detectors: Readonly<Record<string, { readonly title: string; readonly category: string }>>;
  /** A verdict's reason as a sentence, where somebody knows how; without it, codes are shown in words. */
  readonly sentence: ((reason: string) => string) | null;
  /** In order of source and path, as the store gives them; so are the others. Each call starts anew. */
  items(): AsyncIterable<ReportItem>;
  findings(): AsyncIterable<ReportFinding>;
  /** In the order of their findings, then by type of rule. */
  verdicts(): AsyncIterable<ReportVerdict>;
  /** Gaps first, then the items' problems. */
  problems(): AsyncIterable<ReportProblem>;
  /** In order of the tables, then of what else holds their values; each pair once. */
  copies(): AsyncIterable<ReportCopy>;
  /** The lines of a retention review; empty of a past run. Goes through all verdicts each time. */
  review(): Promise<readonly ReviewLine[]>;
  /** What is different from the last run of the same sources; null where the run did not finish. */
  readonly comparison: Comparison | null;
  /** In order of source, path and part; empty where there is no comparison, or all of it is a first run. */
  differences(): AsyncIterable<ReportDifference>;
}

/** Two runs compared, in numbers. A finding is open while it has a violation or a review or, without a policy, is there. */
export interface Comparison {
  /** By source, as shown; `since` says with which run each was compared. */
  readonly sources: readonly SourceDifference[];
  /** True when no source was ever scanned before: nothing is new or gone then. */
  readonly isFirst: boolean;
  /** Open now: `new` and `still`, and all of sources that are scanned for the first time. */
  readonly open: number;
  readonly new: number;
  readonly gone: number;
  readonly still: number;
  /** By reason (`contracts/difference.ts`), those of `new`, of `gone`, and of what is open as before and yet different. */
  readonly newBecause: Readonly<Record<string, number>>;
  readonly goneBecause: Readonly<Record<string, number>>;
  readonly stillBut: Readonly<Record<string, number>>;
  /** What is new, worst first; at most 50. */
  readonly top: readonly ReportDifference[];
}

/** With names as shown. */
export type ReportDifference = Omit<Difference, 'was' | 'now'> & {
  readonly place: string;
  readonly was: ShownStanding | null;
  readonly now: ShownStanding | null;
};
export type ShownStanding = Standing & { readonly place: string };

export type ReportItem = Omit<StoredItem, 'problems' | 'table'> & {
  readonly place: string;
  readonly carried: boolean;
  readonly table?: ReportTable;
};
/** Its rows by date are told by the verdicts. */
export type ReportTable = Omit<StoredTable, 'dates'>;
/** `place` is path and part as shown: `share/backup.zip!/kunden.csv`. No fingerprints: they stay in the store. */
export type ReportFinding = Omit<Finding, 'fingerprints'> & {
  readonly item: string;
  readonly place: string;
  /** The folder or table as shown: `share/HR`, `crm/public/customers`; what findings are grouped by. */
  readonly folder: string;
  /** Of its item. */
  readonly facts: Facts;
  readonly carried: boolean;
  /** Of a table's column, where it is known. */
  readonly readers?: ColumnReaders;
};
/** Who may select a column. */
export interface ColumnReaders {
  /** Roles expanded; superusers are not in it. */
  readonly accounts: readonly string[];
  readonly everyone: boolean;
  /** The database limits which rows each of them sees. */
  readonly rowSecurity: boolean;
}

export type ReportVerdict = Verdict & { readonly of: ReportFinding };
/** An item's problem (`item` set) or a gap. */
export interface ReportProblem {
  readonly source: string;
  readonly path: string;
  /** The nested part it concerns, '' for the item itself. */
  readonly part: string;
  readonly place: string;
  readonly item: string | null;
  readonly status: StoredItem['status'] | 'gap';
  readonly code: string;
  readonly detail: string | null;
  readonly carried: boolean;
}
/** A table, and another table or a file that holds values of it, or whose values it holds. */
export interface ReportCopy {
  readonly table: CopyEnd;
  readonly other: CopyEnd;
  /** By detector; at least one is of values that only one person has. */
  readonly matches: readonly CopyMatch[];
}
export interface CopyEnd {
  /** Id of the item. */
  readonly item: string;
  readonly source: string;
  readonly path: string;
  readonly place: string;
  readonly isTable: boolean;
  /** The worst of what location rules say of what it holds; null when they say nothing. */
  readonly location: Pick<Verdict, 'status' | 'result' | 'severity'> | null;
}
export type { Gap };

export interface Summary {
  /** By confidence; `suppressed` are findings that hold nothing but published test values, counted nowhere else. */
  readonly findings: {
    readonly high: number;
    readonly medium: number;
    readonly low: number;
    readonly suppressed: number;
  };
  /** Items with at least one finding that is not suppressed. */
  readonly itemsWithFindings: number;
  /** Most matches first. */
  readonly byCategory: readonly CategoryCount[];
  readonly byDetector: readonly DetectorCount[];
  /** Violations only. */
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly byResult: Readonly<Record<Result, number>>;
  readonly byStatus: readonly {
    readonly type: string;
    readonly status: string;
    readonly result: string;
    readonly verdicts: number;
  }[];
  /** Like `byStatus`, by the rule, location, hold or exception that decided. */
  readonly byRule: readonly RuleCount[];
  /** Items with findings, by who can read them. */
  readonly byExposure: Readonly<Record<Exposure, number>>;
  /** Items with findings, by the year they were last modified (UTC); '' where it is not known. Oldest first. */
  readonly byYear: readonly { readonly year: string; readonly items: number }[];
  /** Retention verdicts that are past their date, by the year since when; '' where it is not known. Oldest first. */
  readonly overdueByYear: readonly { readonly year: string; readonly overdue: number; readonly possibly: number }[];
  /** Findings that a retention rule is about, by rule; '' is none. Most overdue first. */
  readonly retentionByRule: readonly RetentionCount[];
  readonly duplicates: Duplicates;
  readonly rows: RowsCount;
  /** What was not read or only partly, and folders that could not be listed: most first. */
  readonly byProblem: readonly ProblemCount[];
  /** Folders with violations or, without a policy, findings: worst first. */
  readonly places: Places;
  /** Folders with findings, most matches that are at least medium first. */
  readonly inventory: Places;
  /** Folders with violations of location rules, and of exposure rules: worst first. */
  readonly misplaced: Places;
  readonly exposed: Places;
  /** Sources that hold tables, by name. */
  readonly databases: readonly DatabaseCount[];
  readonly copies: {
    /** At most 50: those in places that the policy does not approve first, then what has most in common. */
    readonly top: readonly ReportCopy[];
    readonly total: number;
  };
}

/** What one retention rule says of how many findings, and on what evidence. */
export interface RetentionCount {
  readonly rule: string;
  readonly citations: readonly string[];
  readonly overdue: number;
  readonly possibly: number;
  /** Past their date under a hold. */
  readonly held: number;
  readonly within: number;
  /** No date tells. */
  readonly unknown: number;
  /** Of those past their date, by the grade of the date that decided: `A` to `D`; '' where it is not told. */
  readonly grades: Readonly<Record<string, number>>;
  /** Certain ones: the most days of any, and since when that is. */
  readonly mostDays: number | null;
  readonly oldest: string | null;
}

/** Files with personal data and the very same content. */
export interface Duplicates {
  /** Sets of such files, and the files beyond the first of each. */
  readonly sets: number;
  readonly extra: number;
  readonly extraBytes: number;
  /** Most files first; at most 50. */
  readonly top: readonly DuplicateSet[];
}

export interface DuplicateSet {
  readonly files: number;
  /** Of one of them. */
  readonly bytes: number;
  readonly categories: readonly string[];
  /** When the one modified longest ago, and the one modified last, were. */
  readonly oldest: string | null;
  readonly newest: string | null;
  /** The first four, as shown. */
  readonly places: readonly string[];
}

/** The tables of a source, and how they were read. */
export interface DatabaseCount {
  readonly source: string;
  /** Those that were to be read. */
  readonly tables: number;
  readonly full: TablesRead;
  readonly sampled: TablesRead & {
    /** Of the tables in which blocks are counted. */
    readonly blocksSeen: number;
    readonly blocks: number;
    /**
     * With 95 % confidence, the largest share of any one table's blocks that may hold a kind of data of which its sample
     * saw nothing; null when it is known of no table.
     */
    readonly missedAtMost: number | null;
    /** Tables of which it is not known. */
    readonly notKnown: number;
  };
  /** Left out: they show rows of other tables, or of another server. */
  readonly views: number;
  readonly foreign: number;
  /** Tables in which the database limits which rows an account sees. */
  readonly rowSecurity: number;
  /** Whether any table's server takes connections over the network without TLS. */
  readonly plainConnections: StoredTable['plainConnections'];
}

export interface TablesRead {
  readonly tables: number;
  readonly rowsSeen: number;
  /** Rows that they have, as estimated; of those of which it is known. */
  readonly rows: number;
  /** Tables of which it is not. */
  readonly rowsNotKnown: number;
}

/** Rows of tables that a retention rule judged. A row counts once, whatever columns it has and however many rules. */
export interface RowsCount {
  readonly tables: number;
  readonly rows: number;
  /** Of each table by the verdict that finds most. What an exception allows is not in it; what a hold keeps is. */
  readonly overdue: number;
  readonly possibly: number;
  /** The day of the oldest row that is overdue, possibly or for certain. */
  readonly oldest: string | null;
  /** These rows by the year of their date, oldest first. */
  readonly byYear: readonly { readonly year: string; readonly rows: number }[];
  /** Tables that have such rows, most first; at most 50. */
  readonly top: readonly TableCount[];
  /** How many such tables there are. */
  readonly total: number;
}

export interface TableCount {
  readonly place: string;
  /** One of its findings that the verdict is of. */
  readonly finding: string;
  readonly status: string;
  readonly rule: string | null;
  readonly judged: RowsJudged;
}

export interface Places {
  /** At most 50; of `places` at most 1000, of `misplaced` at most 300. */
  readonly top: readonly PlaceCount[];
  /** How many there are. */
  readonly total: number;
}

export interface CategoryCount {
  readonly category: string;
  readonly findings: number;
  /** Sum of the findings' `count`. */
  readonly matches: number;
  readonly items: number;
  /** Findings by confidence. */
  readonly high: number;
  readonly medium: number;
  readonly low: number;
}

export interface DetectorCount {
  readonly detector: string;
  readonly findings: number;
  readonly matches: number;
  readonly items: number;
}

export interface RuleCount {
  readonly type: string;
  readonly status: string;
  readonly result: string;
  readonly rule: string | null;
  readonly verdicts: number;
}

export interface ProblemCount {
  readonly status: ReportProblem['status'];
  readonly code: string;
  readonly detail: string | null;
  readonly problems: number;
  /** The first three, as shown. */
  readonly first: readonly string[];
}

/** A folder, or a table. */
export interface PlaceCount {
  readonly place: string;
  /** Items with findings directly in it. */
  readonly items: number;
  readonly findings: number;
  readonly matches: number;
  /** Findings by confidence. */
  readonly high: number;
  readonly medium: number;
  readonly low: number;
  /** Of the kind that the list is about; 0 in `inventory`, and so are the next three. */
  readonly violations: number;
  /** Their statuses, most first. */
  readonly statuses: readonly { readonly type: string; readonly status: string; readonly verdicts: number }[];
  readonly worst: Severity | null;
  /** Their highest risk score. */
  readonly risk: number;
  /** The highest confidence score of its findings. */
  readonly score: number;
  /** Categories found there, at most five, most matches first. */
  readonly categories: readonly string[];
  /** At most three, by name. */
  readonly owners: readonly string[];
  /** The widest of its items'; `unknown` when one is unknown and none is open to everyone. */
  readonly exposure: Exposure;
  /** When the item last modified longest ago, and the one modified last, were; null where not known. */
  readonly oldest: string | null;
  readonly newest: string | null;
}
