import { createHash } from 'node:crypto';
import type { Acknowledged, Alert, AlertLevel, AlertWhy } from '../contracts/alert.ts';
import type { AboutFinding, AlertNotice, Desk, PolicyNamed } from '../contracts/delivery.ts';
import type { Finding } from '../contracts/finding.ts';
import type { Facts } from '../contracts/item.ts';
import type { Verdict } from '../contracts/rule.ts';
import type { ItemRecord, Run, Store, StoredItem, UnitPart } from '../contracts/store.ts';
import { createNames, type Names } from '../report/names.ts';
import { aboutFinding, eventId, foundOf, toldVerdict } from './notices.ts';

export interface AlarmParts {
  readonly store: Store;
  /** Destinations that take alerts, with how they are shown names. */
  readonly listeners: readonly { readonly name: string; readonly names: Names }[];
  /** For each destination. Alerts are few and small: there is room for them beyond it. */
  readonly mostBytes: number;
  readonly titles: ReadonlyMap<string, { readonly title: string }>;
  readonly sourceKinds: ReadonlyMap<string, string>;
  readonly policy: PolicyNamed;
  readonly procedure: string | null;
  /** Milliseconds from one telling to the next; the last one repeats. */
  readonly remind: readonly number[];
  /** What the policy says of an item, as it is about to be stored. */
  judge(item: StoredItem, findings: readonly Finding[]): Promise<readonly Verdict[]>;
  /** Null when a finding does not reach the alert level. */
  level(finding: Finding, facts: Facts, verdicts: readonly Verdict[]): AlertLevel | null;
  isWorse(now: AlertLevel, before: AlertLevel): boolean;
  alertId(finding: string): string;
  /** When clocks would end that began at an instant. */
  candidates(from: string): AlertNotice['candidates'];
  /** The moment, as an instant. */
  clock(): string;
  /** Something is to be delivered, at once. */
  raised(): void;
}

interface Reached {
  readonly item: StoredItem;
  readonly finding: Finding;
  readonly verdicts: readonly Verdict[];
  readonly level: AlertLevel;
}

const batchSize = 100;
const reserve = 2 ** 26;
const exact = createNames('full', (name) => name);

/**
 * Tells people at once what the policy calls an alert: when it is recorded, in the same transaction, and not when the
 * scan has come to its end. A finding is told once, and again when it has become worse; and until somebody has
 * acknowledged it.
 */
export class Alarm {
  readonly #parts: AlarmParts;

  constructor(parts: AlarmParts) {
    this.#parts = parts;
  }

  /** The same store; what is committed through it is looked at. */
  watching(store: Store, of: Pick<Run, 'id'>): Store {
    const raise = async (reached: readonly Reached[], commit: (announce?: (desk: Desk) => void) => Promise<void>) => {
      if (reached.length === 0) return commit();
      let raised = 0;
      await commit((desk) => {
        raised = this.#raise(desk, reached, of.id);
      });
      if (raised > 0) this.#parts.raised();
    };
    const own: Pick<Store, 'commitRecords' | 'commitPart' | 'commitUnit'> = {
      commitRecords: async (run, records) =>
        raise(await this.#reachedBy(records, []), (announce) => store.commitRecords(run, records, announce)),
      commitPart: async (run, source, unit, part) =>
        raise(await this.#reachedBy([], part.refreshed), (announce) =>
          store.commitPart(run, source, unit, part, announce),
        ),
      commitUnit: async (run, source, unit, done) =>
        raise(await this.#reachedBy(done.records, done.refreshed), (announce) =>
          store.commitUnit(run, source, unit, done, announce),
        ),
    };
    return new Proxy(store, {
      get(target, key) {
        if (key in own) return own[key as keyof typeof own];
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  }

  /** For one judgement of a run: what it raises, and what has ended with it. */
  async judging(run: string): Promise<Judging> {
    const known = new Map((await this.#parts.store.alerts.levels()).map((one) => [one.finding, one]));
    return new Judging(this.#parts, known, (desk, reached) => this.#raise(desk, reached, run));
  }

  /** Tells again what nobody has acknowledged in time. Gives how many. */
  async remind(): Promise<number> {
    const { store, clock, remind } = this.#parts;
    for (let told = 0; ; ) {
      const now = clock();
      const due = await store.alerts.due(later(now, 0), batchSize);
      if (due.length === 0) return told;
      await store.announce((desk) => {
        for (const alert of due) {
          const reminded = alert.reminded + 1;
          const next = { ...alert, reminded, remindAt: later(now, waitAfter(remind, reminded)) };
          this.#put(desk, next, 'reminder', now);
        }
      });
      told += due.length;
    }
  }

  async acknowledge(alert: Alert, acknowledged: Acknowledged): Promise<void> {
    await this.#parts.store.announce((desk) => {
      const next = { ...alert, acknowledged, remindAt: null };
      this.#put(desk, next, 'acknowledged', acknowledged.at);
    });
  }

  async #reachedBy(records: readonly ItemRecord[], refreshed: UnitPart['refreshed']): Promise<Reached[]> {
    const reached: Reached[] = [];
    for (const { item, findings } of records) reached.push(...(await this.#reached(item, findings)));
    for (const { id, facts, table } of refreshed) {
      const before = await this.#parts.store.item(id);
      // Who may read it is the fact that can change while the content does not.
      if (before === null || before.facts.exposure === facts.exposure) continue;
      const item = { ...before, facts, ...(table === undefined ? {} : { table }) };
      reached.push(...(await this.#reached(item, await this.#parts.store.findingsIn(id))));
    }
    return reached;
  }

  async #reached(item: StoredItem, findings: readonly Finding[]): Promise<Reached[]> {
    if (findings.length === 0) return [];
    return reachedOf(this.#parts, item, findings, await this.#parts.judge(item, findings));
  }

  #raise(desk: Desk, reached: readonly Reached[], run: string): number {
    let raised = 0;
    for (const one of reached) {
      const known = desk.alert(one.finding.id);
      const why = whyRaised(this.#parts, known, one.level);
      if (why === null) continue;
      const alert = this.#alert(one, known, why, run);
      this.#put(desk, alert, 'raised', alert.raisedAt);
      raised++;
    }
    return raised;
  }

  #alert({ item, finding, verdicts, level }: Reached, known: Alert | null, why: AlertWhy, run: string): Alert {
    const { titles, sourceKinds, policy, alertId, clock, remind } = this.#parts;
    const now = clock();
    const title = titles.get(finding.detector)?.title ?? finding.detector;
    const sourceKind = sourceKinds.get(item.source) ?? 'folder';
    return {
      id: alertId(finding.id),
      finding: finding.id,
      source: item.source,
      ...{ why, run, ...level },
      detectedAt: known?.detectedAt ?? now,
      raisedAt: now,
      raised: (known?.raised ?? 0) + 1,
      deliveredAt: known?.deliveredAt ?? null,
      reminded: 0,
      remindAt: later(now, waitAfter(remind, 0)),
      acknowledged: null,
      endedAt: null,
      evidence: {
        about: aboutFinding(item, finding, exact, { title, sourceKind }),
        found: foundOf(item, finding, verdicts),
        verdicts: verdicts.map(toldVerdict),
        policy,
      },
    };
  }

  /** Told, and remembered. What finds no room even in the reserve is told again soon. */
  #put(desk: Desk, alert: Alert, activity: AlertNotice['activity'], time: string): void {
    const { listeners, mostBytes } = this.#parts;
    const id = eventId(`${alert.id} ${activity}`, `${alert.raisedAt} ${time}`, alert.raised + alert.reminded);
    let all = true;
    for (const { name, names } of listeners) {
      const notice = this.#notice(alert, activity, time, names);
      const event = { id, item: alert.id, subject: alert.id, urgency: 'urgent' as const, tells: null, notice };
      all = desk.put(name, event, mostBytes + reserve) && all;
    }
    desk.putAlert(all || alert.remindAt === null ? alert : { ...alert, remindAt: later(time, shortest) });
  }

  #notice(alert: Alert, activity: AlertNotice['activity'], time: string, names: Names): AlertNotice {
    const { id, why, reasons, severity, detectedAt, raisedAt, raised, reminded, acknowledged, endedAt } = alert;
    const { found, verdicts, policy } = alert.evidence;
    return {
      kind: 'alert',
      ...{ activity, time, run: alert.run },
      about: hidden(alert.evidence.about, names),
      alert: { id, why, reasons, severity, detectedAt, raisedAt, raised, reminded, acknowledged, endedAt },
      ...{ found, verdicts, policy },
      evidence: evidenceHash(alert),
      procedure: this.#parts.procedure,
      candidates: this.#parts.candidates(detectedAt),
    };
  }
}

type Level = AlertLevel & { readonly finding: string; readonly endedAt: string | null };

/** One judgement, item by item. */
export class Judging {
  readonly #parts: AlarmParts;
  readonly #known: ReadonlyMap<string, Level>;
  readonly #raise: (desk: Desk, reached: readonly Reached[]) => number;
  /** Alerts of findings that were judged and are below the level now. */
  readonly #below: string[] = [];
  #waiting: Reached[] = [];

  constructor(
    parts: AlarmParts,
    known: ReadonlyMap<string, Level>,
    raise: (desk: Desk, reached: readonly Reached[]) => number,
  ) {
    this.#parts = parts;
    this.#known = known;
    this.#raise = raise;
  }

  async judged(item: StoredItem, findings: readonly Finding[], verdicts: readonly Verdict[]): Promise<void> {
    const reached = reachedOf(this.#parts, item, findings, verdicts);
    for (const { id } of findings) {
      const known = this.#known.get(id);
      if (known?.endedAt === null && !reached.some(({ finding }) => finding.id === id)) this.#below.push(id);
    }
    this.#waiting.push(
      ...reached.filter(({ finding, level }) => {
        return whyRaised(this.#parts, this.#known.get(finding.id) ?? null, level) !== null;
      }),
    );
    if (this.#waiting.length >= batchSize) await this.#flush();
  }

  /** Once all are judged. */
  async end(): Promise<void> {
    await this.#flush();
    const { store, clock } = this.#parts;
    const gone = (await store.alerts.gone()).map(({ finding }) => finding);
    const ended = [...this.#below, ...gone];
    if (ended.length === 0) return;
    await store.announce((desk) => {
      const endedAt = clock();
      for (const finding of ended) {
        const alert = desk.alert(finding);
        if (alert?.endedAt === null) desk.putAlert({ ...alert, endedAt });
      }
    });
  }

  async #flush(): Promise<void> {
    const reached = this.#waiting;
    this.#waiting = [];
    if (reached.length === 0) return;
    let raised = 0;
    await this.#parts.store.announce((desk) => {
      raised = this.#raise(desk, reached);
    });
    if (raised > 0) this.#parts.raised();
  }
}

function reachedOf(
  { level }: AlarmParts,
  item: StoredItem,
  findings: readonly Finding[],
  verdicts: readonly Verdict[],
): Reached[] {
  return findings.flatMap((finding) => {
    const own = verdicts.filter((verdict) => verdict.finding === finding.id);
    const reached = level(finding, item.facts, own);
    return reached === null ? [] : [{ item, finding, verdicts: own, level: reached }];
  });
}

function whyRaised({ isWorse }: AlarmParts, known: Omit<Level, 'finding'> | null, level: AlertLevel): AlertWhy | null {
  if (known === null) return 'new';
  if (known.endedAt !== null) return 'again';
  return isWorse(level, known) ? 'worse' : null;
}

function hidden(about: AboutFinding, names: Names): AboutFinding {
  const { source, path, part, table } = about;
  const whole = table ? 'table' : 'file';
  return {
    ...about,
    source: names.source(source),
    path: names.path(source, path),
    part: names.part(source, path, part, whole),
    place: names.place(source, path, part, whole),
  };
}

/** Of what was kept when it was raised. */
export function evidenceHash({ evidence }: Pick<Alert, 'evidence'>): string {
  return createHash('sha256').update(JSON.stringify(evidence)).digest('hex');
}

const shortest = 60_000;

function waitAfter(remind: readonly number[], reminded: number): number {
  return Math.max(shortest, remind[Math.min(reminded, remind.length - 1)] ?? shortest);
}

/** With the same number of digits each time: they are compared as texts. */
function later(instant: string, ms: number): string {
  const at = Temporal.Instant.from(instant).epochMilliseconds + ms;
  return Temporal.Instant.fromEpochMilliseconds(at).toString({ smallestUnit: 'millisecond' });
}
