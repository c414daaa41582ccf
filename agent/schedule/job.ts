/** What `wayward run` does at its times. */
export interface Job {
  readonly name: string;
  /** As node-cron reads it. */
  readonly cron: string;
  /** Names of sources; null for all. */
  readonly sources: readonly string[] | null;
  /** Null: as each source says. */
  readonly depth: 'sample' | 'full' | null;
  /** `22:00-06:00`; null for all day. */
  readonly window: string | null;
  /** At the start of the agent, once: what was missed, or cut short. */
  readonly catchUp: boolean;
}

/**
 * Why a job was begun: its time had come; something was missed or cut short before the agent started; its window has
 * opened again and the last time there was more to do; somebody asked.
 */
export type Why = 'schedule' | 'catch_up' | 'window' | 'asked';

/** Why it was not: no agent ran; the machine or the agent was asleep; the same job was still going or waiting. */
export type MissedWhy = 'not_running' | 'asleep' | 'still_going';

/** How it ended. `busy`: something else held the store. */
export type How = 'finished' | 'stopped' | 'failed' | 'busy';

/** Moments are ISO 8601 instants. */
export interface LastRun {
  readonly why: Why;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** Null while it is going, and of one that was killed with its agent. */
  readonly how: Exclude<How, 'busy'> | null;
  /** Id in the store; null when it did not come so far. */
  readonly run: string | null;
}

export interface Missed {
  readonly at: string;
  readonly why: MissedWhy;
}

/** What is remembered of a job while no agent runs. */
export interface Entry {
  readonly cron: string;
  /** Up to when its times were looked at. */
  readonly seen: string;
  /** The last run did not come to its end: what it left is for the next. */
  readonly unfinished: boolean;
  readonly last: LastRun | null;
  readonly missed: { readonly total: number; readonly recent: readonly Missed[] };
}
