import type { Alerts } from './alert.ts';
import type { Decision, DecisionCheck } from './decision.ts';
import type { Announce, AnnounceAlone, AnnounceJudgement, Outbox } from './delivery.ts';
import type { Shape } from './detector.ts';
import type { Difference, RunDifference } from './difference.ts';
import type { Finding, PartDate } from './finding.ts';
import type { Incidents } from './incident.ts';
import type { ExclusionReason, Facts } from './item.ts';
import type { Problem } from './problem.ts';
import type { Verdict } from './rule.ts';
import type { RunFigures } from './run-figures.ts';
import type { Fingerprint } from './sensitive.ts';
import type { StoredTable } from './table.ts';

/** `listed = read + partly + unread + excluded`, per source and run. */
export type Status = 'read' | 'partly' | 'unread' | 'excluded';

/** What the ledger keeps of an item: enough to know that it is unchanged and to report it without reading it. */
export interface StoredItem {
  /** Given at first sight, keyed hash of source and path then. */
  readonly id: string;
  readonly source: string;
  readonly unit: string;
  readonly path: string;
  readonly signature: string;
  /** Hash of every version and setting that could have changed the answer. */
  readonly recipe: string;
  readonly status: Status;
  readonly excluded: ExclusionReason | null;
  readonly kind: string | null;
  readonly contentHash: string | null;
  readonly facts: Facts;
  /** Of a table. */
  readonly table?: StoredTable;
  readonly dates: readonly PartDate[];
  readonly problems: readonly Problem[];
  /** False when reading may have moved the access time. */
  readonly untouched: boolean;
  /** The run that last opened it. */
  readonly openedIn: string;
}

/** What one run adds for one item: new or read again. */
export interface ItemRecord {
  readonly item: StoredItem;
  readonly findings: readonly Finding[];
  /** As listed. */
  readonly inode?: bigint;
  /** Of its outcome. */
  readonly traits?: number;
}

export interface Run {
  readonly id: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly state: 'running' | 'finished' | 'stopped' | 'failed';
  readonly version: string;
  readonly policyHash: string | null;
  readonly configHash: string;
  /** Id of the fingerprint key in use, never the key. */
  readonly keyId: string;
  /** The store was damaged and made anew for this run: the file, beside the store, that holds what was. */
  readonly rebuiltFrom?: string;
}

/** A folder or unit of which the content is unknown: not an item, but never silent either. */
export interface Gap {
  readonly source: string;
  readonly path: string;
  readonly problem: Omit<Problem, 'part'>;
}

export interface Coverage {
  readonly source: string;
  readonly listed: number;
  readonly read: number;
  readonly partly: number;
  readonly unread: number;
  readonly excluded: number;
  /** Of `listed`, those whose outcome an earlier run gave. */
  readonly carried: number;
  readonly bytesListed: number;
  /** Of the items that this run opened and read, whole or partly. */
  readonly bytesRead: number;
  /** Items whose access time may have moved because of us, this run. */
  readonly touched: number;
  /** Folders that could not be listed: what is in them is not in `listed`. */
  readonly gaps: number;
  readonly excludedBy: Readonly<Record<string, number>>;
  readonly problemsBy: Readonly<Record<string, number>>;
}

export interface KnownItem {
  readonly signature: string;
  readonly recipe: string;
  readonly id: string;
  readonly status: Status;
  readonly excluded: ExclusionReason | null;
  /** What of shapes it held; null where that is not known. */
  readonly traits: number | null;
}

/** What a recipe is made of. */
export interface RecipeParts {
  /** Hash of all but the detectors. */
  readonly base: string;
  /** Version of the list of traits. */
  readonly traits: number;
  /** By id. */
  readonly detectors: Readonly<Record<string, { readonly version: string; readonly shapes: readonly Shape[] }>>;
}

/** An item that may have been moved from here. */
export interface Origin extends KnownItem {
  readonly path: string;
  readonly kind: string | null;
  readonly birthtime: string | null;
}

/** Items whose paths lie behind `after`, up to `upTo` and with it (null is open): the first `limit` of them. */
export interface PathRange {
  readonly after: string | null;
  readonly upTo: string | null;
  readonly limit: number;
}

/** What the listing gave of some of a unit's items, against what `known` answered. */
export interface UnitPart {
  /** Ids of items whose stored outcome still stands. */
  readonly unchanged: readonly string[];
  /** The same, but a fact has changed (who may read it): the outcome is carried, the facts are new. */
  readonly refreshed: readonly {
    readonly id: string;
    readonly signature: string;
    readonly facts: Facts;
    readonly table?: StoredTable;
  }[];
  /** Known elsewhere: the outcome is carried, and lies here now. */
  readonly moved?: readonly {
    readonly id: string;
    readonly path: string;
    readonly signature: string;
    readonly facts: Facts;
  }[];
  /**
   * Ids of known items that are there no more. Their findings and fingerprints are forgotten when the run has finished
   * and they have not turned up elsewhere.
   */
  readonly gone: readonly string[];
}

/** What one complete listing of a unit gave: all of it, or its last part. */
export interface UnitDone extends UnitPart {
  /** New or read again, as far as `commitRecords` has not taken them yet. */
  readonly records: readonly ItemRecord[];
  /** Folders in it, or the unit itself, that could not be listed. */
  readonly gaps: readonly Gap[];
  /** Of all that the listing gave, where all of it stands now: what `digest` is to answer next time. 16 bytes. */
  readonly digest?: Uint8Array | null;
  /** Where a last part begins: of what is known up to this path, all that is not gone was there. */
  readonly after?: string | null;
}

/**
 * A table, and another table or a file of the run that holds values of it, or whose values it holds: at least half of
 * those that could be compared, with 95 % confidence. Of two tables the larger, by its different values, is `item`.
 */
export interface Copy {
  /** Id of the table. */
  readonly item: string;
  readonly other: string;
  /** By detector: of columns of the same kind of data, the two that are most alike. At least one. */
  readonly matches: readonly CopyMatch[];
}

export interface CopyMatch {
  readonly detector: string;
  /** Ids of the findings that were compared, of the table and of the other. */
  readonly finding: string;
  readonly otherFinding: string;
  /** Of the table's values, those that the other holds. */
  readonly held: Share;
  /** Of the other's values, those that the table holds. */
  readonly taken: Share;
}

export interface Share {
  readonly same: number;
  /** 0 when none could be compared: too little is kept of the larger of the two. */
  readonly compared: number;
}

/**
 * A finished piece of a table that is being read, or, with piece '', all of one that was read to its end: what further
 * rows are added to. `content` is sealed with a key that the store does not know.
 */
export interface Shard {
  readonly piece: string;
  readonly layout: string;
  readonly recipe: string;
  /** Of the plan it was the end of; null for a single piece. */
  readonly mark: string | null;
  readonly content: Uint8Array;
}

/**
 * What is known. Asynchronous from the first day: SQLite now, PostgreSQL later, one suite for both.
 *
 * Of items, findings and gaps it keeps the state in which the newest run that looked at them left them: what `items`,
 * `findings` and `gaps` give is exact for the newest run, and they refuse an older one. Coverage and verdicts stay:
 * coverage of every run, verdicts of the newest run and of the one judged before it.
 *
 * An item's path is its unit's id, '/', and a name ('' is the root: the name alone). Orders are by UTF-8 bytes, which
 * is by code point.
 *
 * @throws StoreError (agent/store/error.ts) from every method, when the store itself fails.
 */
export interface Store extends AsyncDisposable {
  /** What `announce` queues is queued in the same transaction, here and wherever there is one. */
  beginRun(run: Omit<Run, 'finishedAt' | 'state' | 'id'>, announce?: Announce): Promise<Run>;
  /**
   * Once `finished`, what its sources hold of units that it met no more, and that no gap hides, is gone, and what is gone
   * is forgotten. An item that is new, with the content of one that is gone, is that one, moved: it takes over its id.
   * @param findingId what a finding of an item is called; left out: nothing is taken for moved by its content
   */
  endRun(
    id: string,
    state: Run['state'],
    finishedAt: string,
    announce?: Announce,
    findingId?: (item: string, part: string, detector: string) => string,
  ): Promise<void>;
  /**
   * Takes the newest run up again, to add what has changed since: only one that has finished. Null where there is none.
   * `amended` counts its coverage anew, and forgets what is gone.
   */
  amend(): Promise<Run | null>;
  amended(run: string): Promise<void>;
  /** Ids of the units of a source that hold something. */
  units(source: string): Promise<readonly string[]>;
  /** Without an id, the newest. */
  run(id?: string): Promise<Run | null>;
  /** Oldest first. */
  runs(): Promise<readonly Run[]>;

  /** What the ledger knows of one unit, by path and in that order: one range query. Items that are gone are not in it. */
  known(source: string, unit: string, range?: PathRange): Promise<ReadonlyMap<string, KnownItem>>;
  /** Recipes of which it is known what they are made of, by hash. */
  recipes(): Promise<ReadonlyMap<string, RecipeParts>>;
  putRecipe(hash: string, parts: RecipeParts): Promise<void>;
  /** What the place of a source was known by when something was last found in it. */
  placeOf(source: string): Promise<string | null>;
  setPlace(source: string, place: string): Promise<void>;
  /** Folders of a source with findings that were open when it was last compared, and how grave they are: all below counts. */
  openPlaces(source: string): Promise<ReadonlyMap<string, number>>;
  /** Items of a source that the run has not met where they were, and that had this inode. */
  origins(run: string, source: string, inode: bigint): Promise<readonly Origin[]>;
  /** Keeps what was read before its unit is done. One transaction, idempotent: after a kill, `known` answers them. */
  commitRecords(run: string, records: readonly ItemRecord[], announce?: Announce): Promise<void>;
  /**
   * Part of a unit too large to be held at once. One transaction, idempotent; records go by `commitRecords`. `unchanged`
   * items are marked one by one: a listing without gaps leaves them to `commitUnit`, which says it of all in one row.
   */
  commitPart(run: string, source: string, unit: string, part: UnitPart, announce?: Announce): Promise<void>;
  /**
   * The listing of a unit is complete. One transaction, idempotent; a unit in which nothing changed costs one row.
   * Known items that the listing gave neither way, nor as gone (the folder could not be listed), are not in the run.
   */
  commitUnit(run: string, source: string, unit: string, done: UnitDone, announce?: Announce): Promise<void>;

  /** What was given with the last commit of a unit, if nothing of it was changed since. */
  digest(source: string, unit: string): Promise<Uint8Array | null>;
  /** Listings of whole units that gave what they gave before. One transaction, idempotent; one row for each. */
  commitSame(run: string, source: string, units: readonly string[]): Promise<void>;

  /** By piece, without their contents; of an item that is gone there are none. */
  shards(item: string): Promise<readonly Omit<Shard, 'content'>[]>;
  shardContent(item: string, piece: string): Promise<Uint8Array | null>;
  /** Replaces what is kept under the same piece. */
  putShard(item: string, shard: Shard): Promise<void>;
  /** Forgets those of an item, except the pieces named. */
  dropShards(item: string, except: readonly string[]): Promise<void>;

  /** What the run saw, in order of source and path. */
  items(run: string): AsyncIterable<StoredItem & { readonly carried: boolean }>;
  /** Of these, the ones that there is something to tell of: findings, problems, tables. */
  tellingItems(run: string): AsyncIterable<StoredItem & { readonly carried: boolean }>;
  /** In order of source and path; of one item in the order in which they were recorded. */
  findings(run: string): AsyncIterable<Finding & { readonly item: string }>;
  /** In order of source and path. */
  gaps(run: string): AsyncIterable<Gap>;
  /** By source. `problemsBy` counts problems of items and gaps. Of an older run, as it was when that run ended. */
  coverage(run: string): Promise<readonly Coverage[]>;
  /** All whose id begins so, by id; at most 20. */
  finding(idOrPrefix: string): Promise<readonly (Finding & { readonly item: string })[]>;
  item(id: string): Promise<StoredItem | null>;
  /** Of one item, as recorded. */
  findingsIn(item: string): Promise<readonly Finding[]>;
  /** When items with this content were last modified, oldest first: a copy is at least as old as the oldest of them. */
  modifiedCopies(contentHash: string): Promise<readonly string[]>;

  /** Replaces the verdicts of a run, all or nothing, and notes by which policy it was judged. Streamed: memory does not grow with their number. */
  judge(
    run: string,
    verdicts: AsyncIterable<Verdict>,
    policyHash?: string,
    announce?: AnnounceJudgement,
  ): Promise<void>;
  /** In the order in which they were given. */
  verdicts(run: string): AsyncIterable<Verdict>;

  /**
   * Compares a finished run that is not judged with the run before of the same sources; of one that is judged, `judge`
   * does so in its own transaction. Done once for a run and once more for every further judgement of it.
   */
  compare(run: string): Promise<void>;
  /** The newest run that was compared. */
  compared(): Promise<Run | null>;
  /** What is different from the run before, or from `since`. Null where the run was not compared: it did not finish. */
  difference(run: string, since?: string): Promise<RunDifference | null>;
  /** In order of source, path and part. What is open as it was is not in it. */
  differences(run: string, since?: string): AsyncIterable<Difference>;

  /** What waits to be delivered to destinations. */
  readonly outbox: Outbox;
  readonly alerts: Alerts;
  readonly incidents: Incidents;
  /** Queues what belongs to no run, in a transaction of its own. */
  announce(announce: AnnounceAlone): Promise<void>;

  /** Ids of items that hold this value somewhere, by source and path: for copies and, later, the customer register. */
  withFingerprint(fingerprint: Fingerprint): AsyncIterable<string>;

  /**
   * Tables and their copies, as far as fingerprints tell: in order of source and path of the table, then of the other.
   * Each pair once.
   */
  copies(run: string): AsyncIterable<Copy>;

  /** Keeps what a report says of a run: its numbers for ever, all else (as the report wrote it) of the newest 100 runs. */
  keepReport(run: string, figures: RunFigures, content: Uint8Array): Promise<void>;
  /** Null where none was kept, or no more. */
  keptReport(run: string): Promise<Uint8Array | null>;
  /** Of all runs of which a report was kept, oldest first. */
  figures(): Promise<readonly RunFigures[]>;

  /** Append-only. `details` holds ids, hashes and codes, never content. */
  audit(entry: {
    readonly time: string;
    readonly actor: string;
    readonly action: string;
    readonly object: string;
    readonly details: Readonly<Record<string, string | number>>;
  }): Promise<void>;
  auditTrail(): AsyncIterable<AuditRecord>;
  /** Whether the chain of audit records is whole. */
  checkAudit(): Promise<AuditCheck>;
  /** The last record of the chain; null where there is none. */
  auditHead(): Promise<AuditCheck['head']>;

  /** All or none. */
  putDecisions(decisions: readonly Omit<Decision, 'check'>[]): Promise<void>;
  /** Oldest first. */
  decisions(): Promise<readonly Decision[]>;
  putDecisionCheck(decision: string, check: DecisionCheck): Promise<void>;
  /** Where an item is at a run, by its id, wherever it was before. */
  whereabouts(run: string, item: string): Promise<Whereabouts>;
  /** How many other items that are there have this content. */
  othersWith(contentHash: string, item: string): Promise<number>;
}

/**
 * `gone`: a listing of its folder that came to its end did not give it. `unseen`: the run did not get there. Of one that
 * is `there`, whether it was read to its end.
 */
export type Whereabouts =
  | { readonly state: 'gone' }
  | { readonly state: 'unseen' }
  | { readonly state: 'there'; readonly source: string; readonly path: string; readonly read: boolean };

/** The last five are null of records of before there was a chain. */
export interface AuditRecord {
  readonly seq: number;
  readonly time: string;
  readonly actor: string;
  readonly action: string;
  readonly object: string;
  readonly details: Readonly<Record<string, string | number>>;
  readonly uid: string | null;
  readonly chainUid: string | null;
  /** The record before: of the first of a chain without a uid, and the hash of all before it. */
  readonly prev: { readonly uid: string | null; readonly fingerprint: string } | null;
  /** SHA-256 of the record without this member, as canonical JSON. */
  readonly fingerprint: string | null;
}

export interface AuditCheck {
  readonly state: 'whole' | 'broken';
  /** The first record that does not fit, and why: one before it is missing, it is not as it was written, it does not
   * name the one before, or it is outside of the chain. */
  readonly at: number | null;
  readonly why: 'missing' | 'changed' | 'not_linked' | 'not_chained' | null;
  readonly records: number;
  /** Of before there was a chain. */
  readonly unchained: number;
  readonly head: { readonly seq: number; readonly fingerprint: string } | null;
}
