import type { Plan } from '../control/messages.ts';
import type { Answer, Request, Running, Status } from '../control/status.ts';
import type { Log } from '../observe/log.ts';
import { timeLeft } from '../observe/meter.ts';
import type { How, Job, Why } from '../schedule/job.ts';
import { type Journal, readJournal, writeJournal } from '../schedule/journal.ts';
import { type News, type Planned, Planner, type Step } from '../schedule/planner.ts';
import { version } from '../version.ts';
import { Between } from './between.ts';
import { exit } from './errors.ts';
import { type JobChild, type Progressed, startJob } from './job-child.ts';

/** Clocks that are set, and machines that sleep, are noticed after so long. */
const longestSleep = 30_000;
/** A job that is told to stop has so long. Its process waits for a second and a half at most for a thread that hangs. */
const patience = 3_000;
const MB = 1_000_000;

interface AtWork {
  readonly job: Job;
  readonly why: Why;
  readonly since: number;
  readonly child: JobChild;
  progress: Progressed | null;
}

export interface AgentParts {
  /** The configuration as it was found right. */
  readonly plan: Plan;
  /** Read again; rejects with CannotRun, every mistake on a line. */
  reread(): Promise<Plan>;
  readonly log: Log;
  /** Begins when it is its time, or only what somebody asks for. */
  readonly scheduled: boolean;
}

/** The long-lived agent: begins jobs in processes of their own when the planner says so, and answers from outside. */
export class Agent {
  readonly #parts: AgentParts;
  readonly #stateDir: string;
  readonly #planner: Planner;
  /** What the agent before left. */
  readonly #known: Journal;
  readonly #between: Between;
  readonly #since = Date.now();
  readonly #over = Promise.withResolvers<number>();
  #plan: Plan;
  #readAt = Date.now();
  #refused: { readonly at: string; readonly mistakes: number } | null = null;
  #atWork: AtWork | null = null;
  #stopping = false;
  #rereading: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: AgentParts) {
    this.#parts = parts;
    this.#plan = parts.plan;
    this.#stateDir = parts.plan.stateDir;
    const { journal, damaged } = readJournal(this.#stateDir);
    if (damaged) parts.log('error', 'journal_damaged');
    this.#known = journal;
    this.#between = new Between(journal.untold);
    const { schedule, organization } = parts.plan.loaded.config;
    const news = parts.scheduled ? (told: News) => this.#tell(told) : () => {};
    this.#planner = new Planner(schedule, organization.timezone, Date.now(), journal, news);
  }

  /** Until it is stopped. Gives the exit code. */
  async run(): Promise<number> {
    const jobs = this.#planner.planned().map(({ job, next }) => ({ job: job.name, next }));
    this.#parts.log('info', 'started', { version, state: this.#stateDir, jobs, paused: this.#planner.held });
    this.#save();
    this.#tick();
    return await this.#over.promise;
  }

  /** One job, now, and then the end. Null when there is none of this name. */
  async once(name: string): Promise<number | null> {
    // Who asks for it now means now.
    this.#planner.hold(false);
    const step = this.#planner.ask(name, Date.now());
    if (step === null) return null;
    this.#do(step);
    return await this.#over.promise;
  }

  async answer(request: Request): Promise<Answer> {
    if (request === 'pause' || request === 'resume') this.#hold(request === 'pause');
    // Answered before it ends.
    if (request === 'stop') setImmediate(() => this.stop());
    return { status: this.status() };
  }

  /** Ends what runs, keeping what was done, and then the agent. */
  stop(): void {
    if (this.#stopping) return;
    this.#stopping = true;
    this.#parts.log('info', 'stopping', { job: this.#atWork?.job.name ?? null });
    if (this.#timer !== null) clearTimeout(this.#timer);
    const atWork = this.#atWork;
    const tending = this.#between.stop();
    if (atWork === null) {
      if (tending === null) this.#end(exit.done);
      else void tending.then(() => this.#end(exit.done));
      return;
    }
    atWork.child.tell({ do: 'stop' });
    setTimeout(() => atWork.child.kill(), patience).unref();
  }

  /** Reads the configuration again: a right one counts from the next job on, a wrong one is refused. */
  reread(): Promise<void> {
    this.#rereading = this.#rereading.then(() => this.#reread());
    return this.#rereading;
  }

  status(): Status {
    return {
      agent: {
        pid: process.pid,
        since: iso(this.#since),
        version,
        paused: this.#planner.held,
        configuration: { readAt: iso(this.#readAt), refused: this.#refused },
      },
      running: this.#atWork === null ? null : this.#running(this.#atWork, Date.now()),
      jobs: this.#planner.planned().map(statusOf),
      lastRun: null,
    };
  }

  #running({ job, why, since, progress }: AtWork, now: number): Running {
    const planned = this.#planner.running(now);
    const reading = progress?.reading ?? null;
    const left = reading === null ? null : timeLeft(reading);
    const ends = left === null ? null : (planned?.window?.after(now, left) ?? now + left);
    const seconds = Math.max(0.001, (reading?.milliseconds ?? 0) / 1000);
    return {
      job: job.name,
      why,
      since: iso(since),
      progress: reading && {
        ...{ listed: reading.listed, finished: reading.finished, read: reading.read, bytes: reading.bytes },
        expected: reading.expected,
        filesPerSecond: round(reading.read / seconds),
        mbPerSecond: round(reading.bytes / MB / seconds),
      },
      held: this.#planner.held ? 'paused' : (progress?.held ?? null),
      passEnds: ends === null ? null : iso(ends),
      windowCloses: planned?.closes ?? null,
    };
  }

  #hold(held: boolean): void {
    if (this.#planner.held !== held) this.#parts.log('info', held ? 'paused' : 'resumed');
    this.#planner.hold(held);
    this.#atWork?.child.tell({ do: held ? 'pause' : 'resume' });
    this.#save();
    this.#tick();
  }

  async #reread(): Promise<void> {
    const { log } = this.#parts;
    try {
      const plan = await this.#parts.reread();
      if (this.#stopping) return;
      const { schedule, organization } = plan.loaded.config;
      this.#planner.replace(schedule, organization.timezone, Date.now());
      this.#plan = plan;
      this.#readAt = Date.now();
      this.#refused = null;
      log('info', 'configuration_read', { jobs: schedule.map(({ name }) => name) });
      this.#save();
      this.#tick();
    } catch (error) {
      const mistakes = error instanceof Error ? error.message.split('\n') : [];
      for (const mistake of mistakes) log('error', 'configuration_mistake', { mistake });
      this.#refused = { at: iso(Date.now()), mistakes: mistakes.length };
      log('error', 'configuration_refused', { mistakes: mistakes.length, kept: iso(this.#readAt) });
    }
  }

  #tick(): void {
    if (this.#stopping || !this.#parts.scheduled) return;
    for (const step of this.#planner.tick(Date.now())) this.#do(step);
    const now = Date.now();
    this.#tend(now);
    const wake = Math.min(this.#planner.wake(now) ?? Infinity, this.#tendsAt() ?? Infinity);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tick(), Math.min(longestSleep, Math.max(1, wake - now)));
  }

  /** Null while a job runs: it tells by itself. */
  #tendsAt(): number | null {
    return this.#atWork === null ? this.#between.wake(this.#plan.loaded) : null;
  }

  #tend(now: number): void {
    const at = this.#tendsAt();
    if (at === null || at > now) return;
    const { loaded } = this.#plan;
    const coming = this.#planner.planned().flatMap(({ next }) => (next === null ? [] : [next]));
    const next = coming.toSorted().at(0) ?? null;
    this.#between.begin({ loaded, state: this.#stateDir, paused: this.#planner.held, next }, () => {
      this.#save();
      this.#tick();
    });
  }

  #do(step: Step): void {
    const { log } = this.#parts;
    if (step.do === 'close') {
      log('info', 'window_closes', { job: step.job.name });
      this.#atWork?.child.tell({ do: 'close' });
      return;
    }
    const tending = this.#between.stop();
    if (tending !== null) {
      // It holds the store for a moment more.
      void tending.then(() => {
        if (!this.#stopping) this.#do(step);
      });
      return;
    }
    const { job, why } = step;
    log('info', 'job_begins', { job: job.name, why });
    const { loaded } = this.#plan;
    const child = startJob(
      { do: 'scan', job, loaded, state: this.#stateDir, paused: this.#planner.held, missed: this.#between.untold },
      (progress) => {
        atWork.progress = progress;
      },
      (count) => {
        this.#between.told(count);
        this.#save();
      },
    );
    const atWork: AtWork = { job, why, since: Date.now(), child, progress: null };
    this.#atWork = atWork;
    this.#save();
    void child.ended.then((ended) => {
      if (ended === null) log('error', 'job_died', { job: job.name });
      // Told to stop before it could listen, it ends as any process.
      this.#jobEnded(job, ended?.how ?? (this.#stopping ? 'stopped' : 'failed'), ended?.run?.id ?? null);
    });
  }

  #jobEnded(job: Job, how: How, run: string | null): void {
    this.#atWork = null;
    this.#between.jobEnded(Date.now());
    this.#planner.ended(how, run, Date.now());
    this.#parts.log(how === 'failed' ? 'error' : 'info', 'job_ended', { job: job.name, how, run });
    this.#save();
    if (!this.#parts.scheduled) this.#end(onceCodes[how]);
    else if (this.#stopping) this.#end(exit.done);
    else this.#tick();
  }

  #end(code: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#parts.log('info', 'ended');
    this.#over.resolve(code);
  }

  /** Told by the planner before the constructor is through, too: of the agent nothing but this is used. */
  #tell(news: News): void {
    const { event, ...facts } = news;
    this.#parts.log(event === 'missed' ? 'warn' : 'info', event, facts);
    if (news.event === 'missed') {
      const { job, why, at, count } = news;
      this.#between.missed({ job, why, at, count });
    }
  }

  /** A disk that is full takes the memory of jobs, not the jobs. */
  #save(): void {
    const entries = Object.entries(this.#planner.entries()).map(([name, entry]) => {
      const known = this.#known.jobs[name];
      // A job run by hand leaves the times for the agent that keeps them.
      const kept =
        this.#parts.scheduled || known === undefined ? entry : { ...entry, seen: known.seen, missed: known.missed };
      return [name, kept] as const;
    });
    try {
      const held = this.#parts.scheduled ? this.#planner.held : this.#known.held;
      writeJournal(this.#stateDir, { jobs: Object.fromEntries(entries), held, untold: this.#between.untold });
    } catch (error) {
      this.#parts.log('error', 'journal_not_written', { code: (error as NodeJS.ErrnoException).code ?? null });
    }
  }
}

const onceCodes: Readonly<Record<How, number>> = {
  finished: exit.done,
  stopped: exit.interrupted,
  failed: exit.cannotRun,
  busy: exit.cannotRun,
};

export function statusOf({ job, next, waiting, entry }: Planned): Status['jobs'][number] {
  const { unfinished, last, missed } = entry;
  return { name: job.name, cron: job.cron, window: job.window, next, waiting, unfinished, last, missed };
}

function iso(moment: number): string {
  return Temporal.Instant.fromEpochMilliseconds(moment).toString();
}

function round(rate: number): number {
  return Math.round(rate * 100) / 100;
}
