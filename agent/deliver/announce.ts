import type {
  Activity,
  Announce,
  AnnounceJudgement,
  ComplianceNotice,
  Desk,
  FindingNotice,
  JudgementDesk,
  NewEvent,
  Notice,
  NoticeKind,
  PolicyNamed,
  ScanNotice,
  Told,
} from '../contracts/delivery.ts';
import type { Result, Severity, Verdict } from '../contracts/rule.ts';
import type { Coverage, Run, Store, StoredItem } from '../contracts/store.ts';
import type { Names } from '../report/names.ts';
import { type JudgedItem, judgedItems } from './judged-items.ts';
import { aboutFinding, digest, eventId, foundOf, hashOf, standingOf, toldVerdict, totalOf } from './notices.ts';
import { countVerdicts, Standings, statusOf } from './standings.ts';

/** What to tell whom. */
export interface Announcing {
  readonly destinations: readonly Listener[];
  /** For each destination: more does not wait for it. */
  readonly mostBytes: number;
  readonly store: Pick<Store, 'findings' | 'item' | 'coverage'>;
  /** Null for an inventory: a run ends without a judgement. */
  readonly policy: PolicyNamed | null;
  readonly titles: ReadonlyMap<string, { readonly title: string }>;
  readonly sourceKinds: ReadonlyMap<string, string>;
  standingId(type: string, rule: string, source: string): string;
  /** The moment, as an instant. */
  clock(): string;
}

export interface Listener {
  readonly name: string;
  readonly kinds: readonly NoticeKind[];
  /** How it is shown names. */
  readonly names: Names;
  /** Asked of what it was not told of yet. */
  wants(notice: Notice): boolean;
}

export interface Announcer {
  /** With the start of a run; runs that ended in silence, as their process was killed, are told first. */
  readonly started: Announce;
  /** With its end; of one that is judged next, with the judgement. */
  readonly ended: Announce;
  /** With a judgement. `ends`: it belongs to the run that has just been made, whose end is told with it. */
  judged(ends: boolean): AnnounceJudgement;
}

/** Starts and ends of runs are few and small: there is room for them beyond the limit. */
const reserve = 2 ** 20;
const noPolicy: PolicyNamed = { title: null, hash: null };
/** The starts and ends of runs keep their order among themselves. */
const runsItem = 'runs';

/**
 * Compares what is so with what each destination was told, and queues what is new, has changed or has ended.
 * Memory does not grow with the run, beyond one item at a time.
 */
export function createAnnouncer(parts: Announcing): Announcer {
  return {
    started: (desk, run) => {
      for (const listener of scanListeners(parts)) {
        for (const told of silentEnds(desk, listener, run)) tellEnd(parts, desk, listener, told, null);
        const tells = { hash: '', standing: 'open' as const, since: run.startedAt };
        putScan(desk, parts, listener, run, scanNotice(parts, run, 'started', desk, null), tells);
      }
    },
    ended: (desk, run) => {
      if (run.state === 'finished' && parts.policy !== null) return;
      for (const listener of scanListeners(parts)) tellEnd(parts, desk, listener, run, null);
    },
    judged: (ends) => (desk, run) => new Judging(parts, desk, run).tell(ends),
  };
}

const scanListeners = ({ destinations }: Announcing) => destinations.filter(({ kinds }) => kinds.includes('scan'));

/** Runs whose start was told and whose end was not. */
function silentEnds(desk: Desk, { name }: Listener, current: Run): Run[] {
  const open = [...desk.allTold(name, 'scan')].map(({ subject }) => desk.run(subject));
  return open.filter((run): run is Run => run !== null && run.id !== current.id && run.state !== 'running');
}

const activities = { running: 'started', finished: 'completed', stopped: 'stopped', failed: 'failed' } as const;

function tellEnd(parts: Announcing, desk: Desk, listener: Listener, run: Run, more: Partial<ScanNotice> | null): void {
  putScan(desk, parts, listener, run, scanNotice(parts, run, activities[run.state], desk, more), null);
}

function scanNotice(
  parts: Announcing,
  run: Run,
  activity: ScanNotice['activity'],
  desk: Desk,
  more: Partial<ScanNotice> | null,
): ScanNotice {
  const coverage = activity === 'started' ? [] : desk.coverage(run.id);
  return {
    kind: 'scan',
    activity,
    time: parts.clock(),
    run: run.id,
    about: { run: run.id },
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    version: run.version,
    coverage: coverage.length === 0 ? null : totalOf(coverage),
    sources: coverage.length,
    findings: activity === 'completed' && parts.policy === null ? desk.countFindings() : null,
    verdicts: null,
    changes: null,
    policy: parts.policy ?? noPolicy,
    ...more,
  };
}

function putScan(
  desk: Desk,
  parts: Announcing,
  listener: Listener,
  run: Run,
  notice: ScanNotice,
  tells: NewEvent['tells'],
): void {
  if (!listener.wants(notice)) return;
  const id = eventId(`${run.id} ${notice.activity}`, run.id, desk.turn);
  desk.put(
    listener.name,
    { id, item: runsItem, subject: run.id, urgency: 'routine', tells, notice },
    parts.mostBytes + reserve,
  );
}

interface Counted {
  create: number;
  update: number;
  close: number;
  left: number;
}

/** One judgement, told to all. */
class Judging {
  readonly #parts: Announcing;
  readonly #desk: JudgementDesk;
  readonly #run: Run;
  readonly #time: string;
  readonly #standings = new Standings();
  readonly #changes: ReadonlyMap<string, Counted>;
  readonly #byResult: Record<Result, number> = { allowed: 0, violation: 0, review: 0, unknown: 0 };
  readonly #bySeverity: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  #findings = 0;

  constructor(parts: Announcing, desk: JudgementDesk, run: Run) {
    this.#parts = parts;
    this.#desk = desk;
    this.#run = run;
    this.#time = parts.clock();
    this.#changes = new Map(parts.destinations.map(({ name }) => [name, { create: 0, update: 0, close: 0, left: 0 }]));
  }

  async tell(ends: boolean): Promise<void> {
    const { store, destinations } = this.#parts;
    for await (const judged of judgedItems(store.findings(this.#run.id), this.#desk.verdicts())) {
      await this.#tellItem(judged);
    }
    for (const listener of destinations) this.#tellGone(listener);
    const coverage = await store.coverage(this.#run.id);
    for (const listener of destinations) this.#tellStandings(listener, coverage);
    for (const listener of scanListeners(this.#parts)) this.#tellEnd(listener, ends);
  }

  async #tellItem({ item: id, findings }: JudgedItem): Promise<void> {
    const item = await this.#parts.store.item(id);
    if (item === null) return;
    for (const { finding, verdicts } of findings) {
      this.#findings++;
      countVerdicts(verdicts, this.#byResult, this.#bySeverity);
      for (const verdict of verdicts) this.#standings.add(item.source, verdict);
      for (const listener of this.#parts.destinations) {
        if (listener.kinds.includes('finding')) this.#tellFinding(listener, item, finding, verdicts);
      }
    }
  }

  #tellFinding(
    listener: Listener,
    item: StoredItem,
    finding: JudgedItem['findings'][number]['finding'],
    verdicts: readonly Verdict[],
  ): void {
    const told = this.#desk.told(listener.name, finding.id);
    if (told === null && verdicts.length === 0) return;
    const hash = hashOf(item, finding, verdicts);
    if (told?.hash === hash) return;
    const standing = standingOf(verdicts);
    const ended = told !== null && told.standing !== 'done' && standing === 'done';
    const activity: Activity = told === null ? 'create' : ended ? 'close' : 'update';
    const closed = verdicts.length === 0 ? 'no_opinion' : activity === 'close' ? 'allowed' : null;
    const since = told?.since ?? this.#time;
    const known = {
      title: this.#parts.titles.get(finding.detector)?.title ?? finding.detector,
      sourceKind: this.#parts.sourceKinds.get(item.source) ?? 'folder',
    };
    const notice: FindingNotice = {
      kind: 'finding',
      activity: closed === 'no_opinion' ? 'close' : activity,
      time: this.#time,
      run: this.#run.id,
      about: aboutFinding(item, finding, listener.names, known),
      since,
      closed,
      found: foundOf(item, finding, verdicts),
      verdicts: verdicts.map(toldVerdict),
      policy: this.#parts.policy ?? noPolicy,
    };
    if (told === null && !listener.wants(notice)) return;
    const urgent = standing === 'urgent' && told?.standing !== 'urgent';
    this.#put(listener, notice, {
      item: item.id,
      subject: finding.id,
      urgency: urgent ? 'urgent' : 'routine',
      tells: closed === 'no_opinion' ? null : { hash, standing, since },
    });
  }

  /** What the store holds no more. What this run did not look at is not gone. */
  #tellGone(listener: Listener): void {
    for (const told of this.#desk.gone(listener.name)) {
      const notice: FindingNotice = {
        kind: 'finding',
        activity: 'close',
        time: this.#time,
        run: this.#run.id,
        about: told.about as FindingNotice['about'],
        since: told.since,
        closed: 'gone',
        found: null,
        verdicts: [],
        policy: this.#parts.policy ?? noPolicy,
      };
      this.#put(listener, notice, { item: told.item, subject: told.subject, urgency: 'routine', tells: null });
    }
  }

  #tellStandings(listener: Listener, coverage: readonly Coverage[]): void {
    if (!listener.kinds.includes('compliance')) return;
    const now = new Set<string>();
    for (const { source, type, rule, counts, worst, citations } of this.#standings.all()) {
      const id = this.#parts.standingId(type, rule ?? '', source);
      now.add(id);
      const of = coverage.find((one) => one.source === source);
      const { partly = 0, unread = 0, gaps = 0 } = of ?? {};
      const hash = digest([counts, worst, citations, partly, unread, gaps]);
      const told = this.#desk.told(listener.name, id);
      if (told?.hash === hash) continue;
      const status = statusOf(counts);
      const since = told?.since ?? this.#time;
      const notice: ComplianceNotice = {
        kind: 'compliance',
        activity: told === null ? 'create' : 'update',
        time: this.#time,
        run: this.#run.id,
        about: {
          ...{ id, type, rule, source: listener.names.source(source) },
          sourceKind: this.#parts.sourceKinds.get(source) ?? 'folder',
        },
        since,
        ...{ status, counts, worst, citations },
        coverage: of === undefined ? null : coverageOf(of),
        policy: this.#parts.policy ?? noPolicy,
      };
      if (told === null && !listener.wants(notice)) continue;
      const standing = status === 'pass' ? 'done' : 'open';
      this.#put(listener, notice, { item: id, subject: id, urgency: 'routine', tells: { hash, standing, since } });
    }
    const sources = new Set(coverage.map(({ source }) => listener.names.source(source)));
    for (const told of this.#desk.allTold(listener.name, 'compliance')) {
      if (!now.has(told.subject)) this.#tellNoStanding(listener, told, sources);
    }
  }

  /** No finding falls under it any more, in a source that this run has looked at. */
  #tellNoStanding(listener: Listener, told: Told, sources: ReadonlySet<string>): void {
    const about = told.about as ComplianceNotice['about'];
    if (!sources.has(about.source)) return;
    const notice: ComplianceNotice = {
      kind: 'compliance',
      activity: 'close',
      time: this.#time,
      run: this.#run.id,
      about,
      since: told.since,
      status: 'pass',
      counts: { allowed: 0, violation: 0, review: 0, unknown: 0 },
      worst: null,
      citations: [],
      coverage: null,
      policy: this.#parts.policy ?? noPolicy,
    };
    this.#put(listener, notice, { item: told.item, subject: told.subject, urgency: 'routine', tells: null });
  }

  #tellEnd(listener: Listener, ends: boolean): void {
    if (!ends && this.#desk.told(listener.name, this.#run.id) === null) return;
    tellEnd(this.#parts, this.#desk, listener, this.#run, {
      findings: this.#findings,
      verdicts: { byResult: this.#byResult, bySeverity: this.#bySeverity },
      changes: { ...(this.#changes.get(listener.name) as Counted) },
    });
  }

  #put(listener: Listener, notice: FindingNotice | ComplianceNotice, event: Omit<NewEvent, 'id' | 'notice'>): void {
    const id = eventId(event.subject, this.#run.id, this.#desk.turn);
    const queued = this.#desk.put(listener.name, { id, notice, ...event }, this.#parts.mostBytes);
    const counted = this.#changes.get(listener.name) as Counted;
    if (!queued) counted.left++;
    else if (notice.kind === 'finding') counted[notice.activity]++;
  }
}

function coverageOf({ listed, read, partly, unread, excluded, gaps }: Coverage): ComplianceNotice['coverage'] {
  return { listed, read, partly, unread, excluded, gaps };
}
