import type { Evidence, Tally, TallyGroup } from '../contracts/finding.ts';
import type { Safe } from '../contracts/sensitive.ts';
import { Distinct } from './distinct.ts';
import type { Engine } from './engine.ts';
import type { MakeFingerprint } from './fingerprint.ts';
import type { Candidate } from './overlaps.ts';
import { RegisterCounts } from './register-match.ts';

/** Places kept of each group. */
const mostPlaces = 5;
/** Names of columns and fields kept apart; what comes after counts under one. Keys of JSON can be without end. */
const mostColumns = 500;
const mostSeen = 10_000;
const otherColumns = 'other fields';

interface Group {
  readonly key: string;
  readonly evidence: readonly Evidence[];
  readonly logOdds: number;
  readonly suppressed: string | null;
  readonly distinct: Distinct;
  readonly places: Safe[];
  count: number;
  byForm: number;
}

/** What a candidate was counted with: those of equal evidence. */
export interface Counted {
  readonly key: string;
  readonly distinct: Distinct;
}

interface Counters {
  readonly detector: number;
  readonly groups: Map<string, Group>;
  customer: number;
  employee: number;
  /** Cells that had the detector's shape from end to end, and failed its check. */
  failed: number;
  register: RegisterCounts | null;
}

/** What one part of an item holds, as counters: nothing here tells in which pieces it came. */
export class Tallies {
  readonly #engine: Engine;
  readonly #part: Safe;
  readonly #fingerprint: MakeFingerprint;
  readonly #seed: number;
  readonly #seal: (name: string) => Safe;
  /** By name as it stands in the content: sealed when it leaves. */
  readonly #columns = new Map<string, Map<number, Counters>>();
  readonly #seen = new Map<string, number>();

  constructor(engine: Engine, part: Safe, fingerprint: MakeFingerprint, seed: number, seal: (name: string) => Safe) {
    this.#engine = engine;
    this.#part = part;
    this.#fingerprint = fingerprint;
    this.#seed = seed;
    this.#seal = seal;
  }

  /** `column` is '' in running text. `place` is asked for only while places are kept. */
  count(column: string, candidate: Candidate, place: () => Safe): Counted {
    const counters = this.#counters(column, candidate.detector);
    if (candidate.customer) counters.customer++;
    if (candidate.employee) counters.employee++;
    const key = keyOf(candidate.evidence, candidate.suppressed);
    let group = counters.groups.get(key);
    if (group === undefined) {
      const { evidence, logOdds, suppressed } = candidate;
      group = { key, evidence, logOdds, suppressed, distinct: new Distinct(), places: [], count: 0, byForm: 0 };
      counters.groups.set(key, group);
    }
    group.count++;
    group.distinct.add(candidate.normal, this.#seed);
    if (group.places.length < mostPlaces) {
      const at = place();
      if (at !== '' && !group.places.includes(at)) group.places.push(at);
    }
    return group;
  }

  /** More like one that was counted, known by their form alone. */
  countByForm(column: string, like: Candidate, times: number): void {
    const counters = this.#counters(column, like.detector);
    if (like.customer) counters.customer += times;
    if (like.employee) counters.employee += times;
    const group = counters.groups.get(keyOf(like.evidence, like.suppressed));
    if (group === undefined) return;
    group.count += times;
    group.byForm += times;
  }

  /** What the customer register says of what is counted there. */
  registerOf(column: string, detector: number): RegisterCounts {
    const counters = this.#counters(column, detector);
    counters.register ??= new RegisterCounts();
    return counters.register;
  }

  fail(column: string, detector: number, times = 1): void {
    this.#counters(column, detector).failed += times;
  }

  see(column: string, cells: number): void {
    const before = this.#seen.get(column);
    if (before !== undefined) this.#seen.set(column, before + cells);
    else if (this.#seen.size < mostSeen) this.#seen.set(column, cells);
    else this.#seen.set(otherColumns, (this.#seen.get(otherColumns) ?? 0) + cells);
  }

  /** In order of column and detector; groups most telling first. */
  finish(): Tally[] {
    const tallies: Tally[] = [];
    for (const [column, byDetector] of [...this.#columns].sort(([a], [b]) => (a < b ? -1 : 1))) {
      for (const counters of [...byDetector.values()].sort((a, b) => a.detector - b.detector)) {
        tallies.push(this.#tally(column, counters));
      }
    }
    return tallies;
  }

  #tally(column: string, counters: Counters): Tally {
    const { id, category } = this.#engine.detectors[counters.detector]!;
    const groups = [...counters.groups.values()].sort((a, b) => b.logOdds - a.logOdds || (a.key < b.key ? -1 : 1));
    const filled = groups
      .filter(({ evidence }) => evidence.some(({ code }) => code === 'fills'))
      .reduce((sum, { count }) => sum + count, 0);
    const register = counters.register?.tally() ?? null;
    return {
      detector: id,
      category,
      part: this.#part,
      column: this.#seal(column),
      seen: this.#seen.get(column) ?? 0,
      fitted: filled + counters.failed,
      groups: groups.map((group) => this.#group(id, group)),
      subjects: { customer: counters.customer, employee: counters.employee },
      ...(register === null ? {} : { register }),
    };
  }

  #group(detector: string, { evidence, logOdds, count, byForm, suppressed, distinct, places }: Group): TallyGroup {
    const kept = distinct.kept(detector, this.#fingerprint);
    return { evidence, logOdds, count, ...(byForm === 0 ? {} : { byForm }), suppressed, places, ...kept };
  }

  #counters(name: string, detector: number): Counters {
    const column = this.#columns.has(name) || this.#columns.size < mostColumns ? name : otherColumns;
    let byDetector = this.#columns.get(column);
    if (byDetector === undefined) {
      byDetector = new Map();
      this.#columns.set(column, byDetector);
    }
    let counters = byDetector.get(detector);
    if (counters === undefined) {
      counters = { detector, groups: new Map(), customer: 0, employee: 0, failed: 0, register: null };
      byDetector.set(detector, counters);
    }
    return counters;
  }
}

/** Candidates with equal evidence are one group. */
export function keyOf(evidence: readonly Evidence[], suppressed: string | null): string {
  let key = suppressed ?? '';
  for (const { code, weight, note } of evidence) key += `|${code} ${weight} ${note ?? ''}`;
  return key;
}
