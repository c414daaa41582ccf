import type { LastRun, Missed, Why } from '../schedule/job.ts';

/** What `wayward status` says. Moments are ISO 8601 instants; it is the answer of `--json`, described in docs/running.md. */
export interface Status {
  /** Null when none runs. */
  readonly agent: {
    readonly pid: number;
    readonly since: string;
    readonly version: string;
    readonly paused: boolean;
    /** When the configuration was last read, and how many mistakes a later one had that was refused. */
    readonly configuration: { readonly readAt: string; readonly refused: { at: string; mistakes: number } | null };
  } | null;
  readonly running: Running | null;
  readonly jobs: readonly JobStatus[];
  /** The newest run in the store, of whatever command; null when there is none, or nobody could look. */
  readonly lastRun: {
    readonly id: string;
    readonly state: string;
    readonly startedAt: string;
    readonly finishedAt: string | null;
  } | null;
}

export interface Running {
  readonly job: string;
  readonly why: Why;
  readonly since: string;
  /** Null until it has begun to list. */
  readonly progress: {
    readonly listed: number;
    readonly finished: number;
    readonly read: number;
    readonly bytes: number;
    readonly expected: number | null;
    readonly filesPerSecond: number;
    readonly mbPerSecond: number;
  } | null;
  /** Why it waits; null while it works. */
  readonly held: 'paused' | 'load' | null;
  /** When a full pass ends at this rate, through windows to come; null while nobody can tell. */
  readonly passEnds: string | null;
  readonly windowCloses: string | null;
}

export interface JobStatus {
  readonly name: string;
  readonly cron: string;
  readonly window: string | null;
  /** Null where no agent runs, and where it has no time to come. */
  readonly next: string | null;
  readonly waiting: boolean;
  readonly unfinished: boolean;
  readonly last: LastRun | null;
  readonly missed: { readonly total: number; readonly recent: readonly Missed[] };
}

/** What the agent can be told from another shell. */
export const requests = ['status', 'pause', 'resume', 'stop'] as const;
export type Request = (typeof requests)[number];

/** One line of JSON each way. */
export interface Answer {
  readonly status: Status;
}
