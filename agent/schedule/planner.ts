import { type Cron, readCron } from './cron.ts';
import type { Entry, How, Job, LastRun, Missed, MissedWhy, Why } from './job.ts';
import { readWindow, type Window } from './window.ts';

/** What is to be done now. */
export type Step =
  | { readonly do: 'begin'; readonly job: Job; readonly why: Why }
  /** The window is over: nothing more is to be begun. */
  | { readonly do: 'close'; readonly job: Job };

/** What people should know. `at` of a missed one is the last of `count` times, an ISO 8601 instant. */
export type News =
  | {
      readonly event: 'missed';
      readonly job: string;
      readonly why: MissedWhy;
      readonly count: number;
      readonly at: string;
    }
  | { readonly event: 'dropped'; readonly job: string };

export interface Planned {
  readonly job: Job;
  readonly next: string | null;
  /** Its time has come, and it waits: for its window, for another job, or because all is paused. */
  readonly waiting: boolean;
  readonly entry: Entry;
}

/** A time that is over for longer was slept through. */
const late = 300_000;
/** Until what found the store held is tried again. */
const again = 60_000;
const keptMissed = 20;
/** Of a job that was not looked at for years, so many times are counted. */
const mostDue = 10_000;

interface State {
  readonly job: Job;
  readonly cron: Cron;
  readonly window: Window | null;
  next: number | null;
  entry: Entry;
}

interface Waiting {
  readonly state: State;
  readonly why: Why;
  readonly from: number;
}

/**
 * Says what is to be done when. It has no clock and does nothing itself: `tick` is told the time, and answers with the
 * steps that have come due. One job at a time, since there is one store; the others wait. All moments are epoch
 * milliseconds.
 */
export class Planner {
  #states: readonly State[];
  #timeZone: string;
  #waiting: readonly Waiting[] = [];
  #running: { readonly state: State; readonly why: Why; readonly before: Entry; closing: boolean } | null = null;
  #held: boolean;
  readonly #tell: (news: News) => void;

  /** @param known what an earlier agent left, by name of the job */
  constructor(
    jobs: readonly Job[],
    timeZone: string,
    now: number,
    known: { readonly jobs: Readonly<Record<string, Entry>>; readonly held: boolean },
    tell: (news: News) => void,
  ) {
    this.#timeZone = timeZone;
    this.#held = known.held;
    this.#tell = tell;
    this.#states = jobs.map((job) => stateOf(job, timeZone, known.jobs[job.name], now));
    for (const state of this.#states) this.#begin(state, now);
  }

  /** The moment has come, or something has happened. Steps have to be done at once. */
  tick(now: number): Step[] {
    for (const state of this.#states) this.#look(state, now);
    const running = this.#running;
    if (running !== null) {
      if (running.closing || running.state.window?.isOpen(now) !== false) return [];
      running.closing = true;
      return [{ do: 'close', job: running.state.job }];
    }
    if (this.#held) return [];
    const first = this.#waiting.find(({ state, from }) => from <= now && state.window?.isOpen(now) !== false);
    if (first === undefined) return [];
    this.#waiting = this.#waiting.filter((one) => one !== first);
    return [this.#start(first.state, first.why, now)];
  }

  /** A job that somebody asked for, whatever its times and window; null when there is none of this name. */
  ask(name: string, now: number): Step | null {
    const state = this.#states.find(({ job }) => job.name === name);
    if (state === undefined || this.#running !== null) return null;
    return this.#start({ ...state, window: null }, 'asked', now);
  }

  /** The running job has ended. */
  ended(how: How, run: string | null, now: number): void {
    const running = this.#running;
    if (running === null) return;
    this.#running = null;
    const { state, why, before } = running;
    const { name } = state.job;
    const entry = this.#entryOf(name) ?? state.entry;
    if (how === 'busy') {
      // As if it had not been begun: it is tried again.
      this.#keep(name, { ...entry, unfinished: before.unfinished, last: before.last });
      const known = this.#states.find(({ job }) => job.name === name);
      if (known !== undefined && why !== 'asked')
        this.#waiting = [...this.#waiting, { state: known, why, from: now + again }];
      return;
    }
    const last: LastRun = { ...(entry.last as LastRun), endedAt: iso(now), how, run };
    this.#keep(name, { ...entry, unfinished: how === 'stopped', last });
  }

  /** Nothing is begun any more, until it is let go. */
  hold(held: boolean): void {
    this.#held = held;
  }

  get held(): boolean {
    return this.#held;
  }

  /** Other jobs, or other times. What runs goes on as it was begun. */
  replace(jobs: readonly Job[], timeZone: string, now: number): void {
    const before = this.#states;
    this.#timeZone = timeZone;
    this.#states = jobs.map((job) => {
      const known = before.find((state) => state.job.name === job.name);
      return stateOf(job, timeZone, known?.entry, now);
    });
    this.#waiting = this.#waiting.flatMap(({ state, why, from }) => {
      const other = this.#states.find(({ job }) => job.name === state.job.name);
      if (other !== undefined) return [{ state: other, why, from }];
      this.#tell({ event: 'dropped', job: state.job.name });
      return [];
    });
  }

  /** When `tick` has to be called again at the latest; null when nothing is planned. */
  wake(now: number): number | null {
    const moments = this.#states.flatMap(({ next }) => (next === null ? [] : [next]));
    const running = this.#running;
    if (running !== null && !running.closing) {
      const { window } = running.state;
      if (window !== null) moments.push(window.closes(now));
    }
    for (const { state, from } of this.#waiting) moments.push(Math.max(from, state.window?.opens(now) ?? now));
    for (const { entry, window } of this.#states) {
      if (entry.unfinished && window !== null) moments.push(window.opens(now));
    }
    const ahead = moments.filter((moment) => moment > now);
    return ahead.length === 0 ? null : Math.min(...ahead);
  }

  planned(): Planned[] {
    return this.#states.map(({ job, next, entry }) => ({
      job,
      next: next === null ? null : iso(next),
      waiting: this.#waiting.some(({ state }) => state.job.name === job.name),
      entry,
    }));
  }

  /** The one that runs, and when its window closes. */
  running(now: number): { readonly job: Job; readonly closes: string | null; readonly window: Window | null } | null {
    if (this.#running === null) return null;
    const { job, window } = this.#running.state;
    return { job, window, closes: window === null ? null : iso(window.closes(now)) };
  }

  get timeZone(): string {
    return this.#timeZone;
  }

  /** To be remembered. */
  entries(): Record<string, Entry> {
    return Object.fromEntries(this.#states.map(({ job, entry }) => [job.name, entry]));
  }

  /** When the agent starts: what was missed while there was none. */
  #begin(state: State, now: number): void {
    const due = this.#due(state, now);
    if (due.length > 0) this.#miss(state, due, 'not_running');
    if (state.job.catchUp && (due.length > 0 || state.entry.unfinished)) this.#queue(state, 'catch_up');
  }

  #look(state: State, now: number): void {
    const due = this.#due(state, now);
    const last = due.at(-1);
    if (last !== undefined) {
      const slept = now - last > late;
      const before = slept ? due : due.slice(0, -1);
      if (before.length > 0) this.#miss(state, before, 'asleep');
      if (!slept) {
        if (this.#isBusyWith(state)) this.#miss(state, [last], 'still_going');
        else this.#queue(state, 'schedule');
      } else if (state.job.catchUp && !this.#isBusyWith(state)) {
        this.#queue(state, 'catch_up');
      }
    }
    const { window, entry } = state;
    if (entry.unfinished && window?.isOpen(now) === true && !this.#isBusyWith(state)) this.#queue(state, 'window');
  }

  /** Its times that have come since they were last looked at. */
  #due(state: State, now: number): number[] {
    const due: number[] = [];
    for (; state.next !== null && state.next <= now; state.next = state.cron.next(state.next)) {
      due.push(state.next);
      if (due.length > mostDue) due.shift();
    }
    const seen = due.at(-1);
    if (seen !== undefined) state.entry = { ...state.entry, seen: iso(seen) };
    return due;
  }

  #miss(state: State, moments: readonly number[], why: MissedWhy): void {
    const { total, recent } = state.entry.missed;
    const more: Missed[] = moments.map((moment) => ({ at: iso(moment), why }));
    const missed = { total: total + more.length, recent: [...recent, ...more].slice(-keptMissed) };
    state.entry = { ...state.entry, missed };
    this.#tell({ event: 'missed', job: state.job.name, why, count: more.length, at: more.at(-1)?.at ?? '' });
  }

  #isBusyWith({ job }: State): boolean {
    const is = (state: State) => state.job.name === job.name;
    return (this.#running !== null && is(this.#running.state)) || this.#waiting.some(({ state }) => is(state));
  }

  #queue(state: State, why: Why): void {
    this.#waiting = [...this.#waiting, { state, why, from: 0 }];
  }

  #start(state: State, why: Why, now: number): Step {
    this.#running = { state, why, before: state.entry, closing: false };
    const last: LastRun = { why, startedAt: iso(now), endedAt: null, how: null, run: null };
    // Until it has ended, it has not come to its end: should the agent be killed.
    this.#keep(state.job.name, { ...state.entry, unfinished: true, last });
    return { do: 'begin', job: state.job, why };
  }

  #entryOf(name: string): Entry | undefined {
    return this.#states.find(({ job }) => job.name === name)?.entry;
  }

  #keep(name: string, entry: Entry): void {
    const state = this.#states.find(({ job }) => job.name === name);
    if (state !== undefined) state.entry = entry;
  }
}

function stateOf(job: Job, timeZone: string, known: Entry | undefined, now: number): State {
  const cron = readCron(job.cron, timeZone);
  const fresh: Entry = {
    cron: job.cron,
    seen: iso(now),
    unfinished: false,
    last: null,
    missed: { total: 0, recent: [] },
  };
  // Other times than those that were looked at: counted from now on.
  const entry =
    known === undefined ? fresh : known.cron === job.cron ? known : { ...known, cron: job.cron, seen: iso(now) };
  const seen = Temporal.Instant.from(entry.seen).epochMilliseconds;
  const window = job.window === null ? null : readWindow(job.window, timeZone);
  return { job, cron, window, next: cron.next(Math.min(seen, now)), entry };
}

function iso(moment: number): string {
  return Temporal.Instant.fromEpochMilliseconds(moment).toString();
}
