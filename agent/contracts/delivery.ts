import type { Alert } from './alert.ts';
import type { Finding } from './finding.ts';
import type { Facts } from './item.ts';
import type { Result, Severity, Verdict } from './rule.ts';
import type { Schema } from './schema.ts';
import type { Coverage, Run } from './store.ts';

/**
 * What is told to destinations: a finding with what the policy says of it, a rule's standing in a source, the start
 * and end of a run, what a person must know at once, and that the agent is there. Plain data, kept in the outbox as JSON until every destination has it. Names are shown as the
 * destination's `paths` says; there is no value, no fingerprint and no hash of content in it.
 */
export type Notice = FindingNotice | ComplianceNotice | ScanNotice | AlertNotice | AgentNotice;
export const noticeKinds = ['finding', 'compliance', 'scan', 'alert', 'agent'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** `close`: it is gone, or nothing speaks against it any more. */
export type Activity = 'create' | 'update' | 'close';

/** Of what there was a notice: kept as long as it stands, so that its end can be told when nothing else is known. */
export interface AboutFinding {
  readonly finding: string;
  readonly item: string;
  readonly source: string;
  readonly sourceKind: string;
  /** Exact or hidden, for programs; `place` is for readers. */
  readonly path: string;
  readonly part: string;
  readonly place: string;
  readonly detector: string;
  readonly title: string;
  readonly category: string;
  /** A table of a database, and not a file. */
  readonly table: boolean;
}

export interface FindingNotice {
  readonly kind: 'finding';
  readonly activity: Activity;
  /** When it was judged: an ISO 8601 instant, as are all times here. */
  readonly time: string;
  readonly run: string;
  readonly about: AboutFinding;
  /** When this destination was first told of it. */
  readonly since: string;
  /** Why it is closed. `gone`: it, or what it lay in, is there no more. `no_opinion`: no rule speaks of it. */
  readonly closed: 'gone' | 'no_opinion' | 'allowed' | null;
  /** Null once it is gone. */
  readonly found: Found | null;
  readonly verdicts: readonly NoticeVerdict[];
  readonly policy: PolicyNamed;
}

export interface Found
  extends Pick<Finding, 'confidence' | 'score' | 'count' | 'counts' | 'distinct' | 'distinctIsEstimate'> {
  readonly facts: Pick<Facts, 'bytes' | 'mtime' | 'birthtime' | 'owner' | 'exposure' | 'exposureFrom'>;
  /** Kind of content. */
  readonly content: string | null;
  /** False when the item was read in part. */
  readonly whole: boolean;
  /** The first places, at most 15. */
  readonly at: readonly string[];
  readonly columns: readonly string[];
  readonly subject: string;
  /** Matches in the whole table, of a column. */
  readonly estimate: number | null;
}

export type NoticeVerdict = Omit<Verdict, 'finding' | 'subject' | 'subjectEvidence' | 'rows'>;

export interface PolicyNamed {
  readonly title: string | null;
  readonly hash: string | null;
}

/** One rule in one source, passes too: what a data protection officer shows as evidence. */
export interface ComplianceNotice {
  readonly kind: 'compliance';
  readonly activity: Activity;
  readonly time: string;
  readonly run: string;
  readonly about: {
    readonly id: string;
    readonly type: string;
    /** Null for what no rule, location or exception of the policy names: a place that is not listed. */
    readonly rule: string | null;
    readonly source: string;
    readonly sourceKind: string;
  };
  readonly since: string;
  readonly status: 'pass' | 'warning' | 'fail';
  /** Verdicts by result. */
  readonly counts: Readonly<Record<Result, number>>;
  readonly worst: Severity | null;
  readonly citations: readonly string[];
  /** Of the source: a pass is never without what was not looked at. Null at the end. */
  readonly coverage: Pick<Coverage, 'listed' | 'read' | 'partly' | 'unread' | 'excluded' | 'gaps'> | null;
  readonly policy: PolicyNamed;
}

export interface ScanNotice {
  readonly kind: 'scan';
  readonly activity: 'started' | 'completed' | 'stopped' | 'failed';
  readonly time: string;
  readonly run: string;
  readonly about: { readonly run: string };
  readonly startedAt: string;
  /** Null while it runs, and where nobody knows: its process was killed. */
  readonly finishedAt: string | null;
  readonly version: string;
  /** Of all sources; null where it is not known. */
  readonly coverage: Omit<Coverage, 'source' | 'excludedBy'> | null;
  readonly sources: number;
  /** Findings; null where not counted. */
  readonly findings: number | null;
  /** Null when the run was not judged. */
  readonly verdicts: {
    readonly byResult: Readonly<Record<Result, number>>;
    readonly bySeverity: Readonly<Record<Severity, number>>;
  } | null;
  /** What this destination is told of findings in this run; `left` found no room. Null when it was not judged. */
  readonly changes: {
    readonly create: number;
    readonly update: number;
    readonly close: number;
    readonly left: number;
  } | null;
  readonly policy: PolicyNamed;
}

/** What a person must know at once, and again until one has said that he does. */
export interface AlertNotice {
  readonly kind: 'alert';
  /** `raised`: new, worse, or so again. `reminder`: nobody has acknowledged it yet. */
  readonly activity: 'raised' | 'reminder' | 'acknowledged';
  readonly time: string;
  readonly run: string;
  readonly about: AboutFinding;
  readonly alert: Pick<
    Alert,
    | 'id'
    | 'why'
    | 'reasons'
    | 'severity'
    | 'detectedAt'
    | 'raisedAt'
    | 'raised'
    | 'reminded'
    | 'acknowledged'
    | 'endedAt'
  >;
  readonly found: Found;
  readonly verdicts: readonly NoticeVerdict[];
  readonly policy: PolicyNamed;
  /** SHA-256 of what was kept as evidence when it was raised, as hex: what is told can be compared with it. */
  readonly evidence: string;
  /** What to do, where the policy says so: a section of the organisation's procedure, an address. */
  readonly procedure: string | null;
  /** When times that the law sets would end, if a person decided now that it is what they are for. */
  readonly candidates: readonly {
    readonly title: string;
    readonly within: string | null;
    readonly deadline: string | null;
    readonly local: string | null;
  }[];
}

/** The agent itself: that it is there, and what it did not do. */
export interface AgentNotice {
  readonly kind: 'agent';
  /** `alive`: the heartbeat. `missed`: a job did not begin when it was its time. */
  readonly activity: 'alive' | 'missed';
  readonly time: string;
  /** The run that is going. */
  readonly run: string | null;
  readonly about: { readonly agent: string };
  readonly version: string;
  /** The job that runs, or was missed. */
  readonly job: string | null;
  /** Of a missed one: why, the last of its times, and how many. */
  readonly missed: { readonly why: string; readonly at: string; readonly count: number } | null;
  /** Of the job that runs. */
  readonly progress: { readonly listed: number; readonly read: number; readonly bytes: number } | null;
  readonly paused: boolean;
  /** When the next job begins. */
  readonly next: string | null;
}

/** `urgent`: has become critical, or is an alert; for those that tell a person at once. */
export type Urgency = 'routine' | 'urgent';

/** A notice on its way. */
export interface OutboxEvent {
  /** The same in every destination and every attempt: receivers know by it what they have. */
  readonly id: string;
  /** Rises within a destination: which of two events of an item is the later. */
  readonly sequence: number;
  /** Whose events keep their order: an item, a rule's standing, or the runs. */
  readonly item: string;
  readonly urgency: Urgency;
  readonly notice: Notice;
}

/** A kind of place to deliver to. One file in `reporters/destinations/`, file name = kind. */
export interface DestinationKind<S> {
  readonly kind: string;
  readonly title: string;
  readonly settings: Schema<S>;
  /**
   * True when a batch is taken whole or not at all. Else each event has an answer of its own, and a batch holds one
   * event of an item at most, so that none is taken before an earlier one.
   */
  readonly whole: boolean;
  /** What it has use for; all, where it does not say. The end of what it was told is always told. */
  wants?(notice: Notice): boolean;
  /**
   * Reads certificates and the like; connects to nothing yet.
   * @throws CannotRun when the set-up is wrong
   */
  open(settings: S, context: DestinationContext): Promise<OpenDestination>;
}

export interface DestinationContext {
  readonly name: string;
  readonly origin: Origin;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Who speaks. */
export interface Origin {
  /** `a-3fa9c1d20b7e90ab`: stable for this machine and key. */
  readonly agent: string;
  readonly host: string;
  readonly organization: string | null;
  readonly version: string;
}

export interface OpenDestination extends AsyncDisposable {
  /**
   * One answer for all, or one for each event in order. Never throws but when `signal` aborts; what went wrong on the
   * way is an answer. Nothing is told of an answer's body: it may quote what was sent.
   */
  send(events: readonly OutboxEvent[], signal: AbortSignal): Promise<Answer | readonly Answer[]>;
}

export type Answer =
  | { readonly kind: 'delivered' }
  /** Try again; not before `after` ms when the other side said so. */
  | { readonly kind: 'retry'; readonly reason: string; readonly after?: number }
  /** Try again with less. */
  | { readonly kind: 'too_large' }
  /**
   * It will not be taken, whenever it is sent. `sort`: the batch holds one that is not taken, and it is not said which.
   * `all`: it is not the events (a wrong password): the next ones would be refused as well.
   */
  | { readonly kind: 'reject'; readonly reason: string; readonly why: 'one' | 'sort' | 'all' };

/** What a destination was told last, of what has not ended. */
export interface Told {
  readonly subject: string;
  readonly kind: NoticeKind;
  readonly item: string;
  /** Of all that the notice says but the time and what passes with time alone. */
  readonly hash: string;
  readonly standing: Standing;
  readonly since: string;
  readonly about: Notice['about'];
}
export type Standing = 'done' | 'open' | 'urgent';

/** A notice to be queued, with what is to be remembered of it; `tells` null: of what it is about nothing remains. */
export interface NewEvent {
  readonly id: string;
  readonly item: string;
  readonly subject: string;
  readonly urgency: Urgency;
  readonly tells: { readonly hash: string; readonly standing: Standing; readonly since: string } | null;
  readonly notice: Notice;
}

/** What may be queued in the transaction that makes something so. Nothing of it is seen before. */
export interface Desk {
  /** Which announcement of the run this is, from 1: the same after a kill. */
  readonly turn: number;
  /** Of a finding. */
  alert(finding: string): Alert | null;
  /** Remembers it, in place of what is known of the same finding. */
  putAlert(alert: Alert): void;
  told(destination: string, subject: string): Told | null;
  /** All of a kind, in order of subject. */
  allTold(destination: string, kind: NoticeKind): Iterable<Told>;
  /** False when there is no room: then nothing of it is remembered, and it is told when there is. */
  put(destination: string, event: NewEvent, mostBytes: number): boolean;
  /** A run as it is now. */
  run(id: string): Run | null;
  /** As kept of a run that has ended. */
  coverage(run: string): readonly Coverage[];
  /** Of the newest run. */
  countFindings(): number;
}

export interface JudgementDesk extends Desk {
  /** Of the judgement that is being made, in order. */
  verdicts(): AsyncIterable<Verdict>;
  /** Findings that the destination was told of and that the store holds no more. */
  gone(destination: string): Iterable<Told>;
}

/** Synchronous: it runs inside a transaction. */
export type Announce = (desk: Desk, run: Run) => void;
/** The same, of no run. */
export type AnnounceAlone = (desk: Desk) => void;
/** Streams: what it puts is seen with the judgement, or never. */
export type AnnounceJudgement = (desk: JudgementDesk, run: Run) => Promise<void>;

/** What waits to be delivered. */
export interface Outbox {
  /** The next ones in order. With `onePerItem`, an item's later events wait for the next batch. */
  next(
    destination: string,
    most: { readonly events: number; readonly bytes: number; readonly onePerItem: boolean },
  ): Promise<readonly OutboxEvent[]>;
  /** One transaction: some are delivered and forgotten, some are parked with the reason. */
  settle(destination: string, settled: Settled, time: string): Promise<void>;
  /** Notes that an attempt failed. */
  failed(destination: string, reason: string, time: string): Promise<void>;
  state(): Promise<readonly OutboxState[]>;
  /** In order of destination and sequence. */
  parked(): AsyncIterable<ParkedEvent>;
  /** Parked ones wait again: those with these ids, or all. Gives how many. */
  replay(ids: readonly string[] | null): Promise<number>;
  /** Forgets events with this id, parked or waiting. Gives how many. */
  drop(id: string): Promise<number>;
  /** Notes that the alarm was given, or is over. */
  alarmed(destination: string, on: boolean): Promise<void>;
}

export interface Settled {
  readonly delivered: readonly number[];
  readonly parked: readonly { readonly sequence: number; readonly reason: string }[];
}

export interface OutboxState {
  readonly destination: string;
  readonly waiting: number;
  readonly waitingBytes: number;
  readonly parked: number;
  readonly parkedBytes: number;
  /** Events that found no room in the last judgement. */
  readonly left: number;
  readonly alarmed: boolean;
  /** Of the oldest that waits. */
  readonly oldest: string | null;
  readonly deliveredAt: string | null;
  /** Of the attempts since the last delivery. */
  readonly failures: number;
  readonly failedAt: string | null;
  readonly reason: string | null;
}

export interface ParkedEvent {
  readonly destination: string;
  readonly id: string;
  readonly sequence: number;
  readonly item: string;
  readonly kind: NoticeKind;
  readonly time: string;
  readonly parkedAt: string;
  readonly reason: string;
}
