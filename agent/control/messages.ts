import type { Loaded } from '../../config/load.ts';
import type { Run } from '../contracts/store.ts';
import type { Held } from '../gentle/governor.ts';
import type { Reading } from '../observe/meter.ts';
import type { Again } from '../pipeline.ts';
import type { How, Job, MissedWhy } from '../schedule/job.ts';

/**
 * What crosses between `wayward run` and the process it starts for each job. The agent itself reads neither plug-ins nor
 * the store: while nothing runs it is small, and a scan that dies does not take it along.
 */
export type ToJob =
  | { readonly do: 'plan'; readonly config: string | null; readonly state: string | null }
  | {
      readonly do: 'scan';
      readonly job: Job;
      readonly loaded: Loaded;
      readonly state: string;
      readonly paused: boolean;
      /** What destinations are to be told of, too. */
      readonly missed: readonly Missed[];
    }
  /** What there is to tell while no job runs. */
  | {
      readonly do: 'tend';
      readonly loaded: Loaded;
      readonly state: string;
      readonly paused: boolean;
      readonly next: string | null;
      readonly missed: readonly Missed[];
    }
  /** For `wayward watch`: looks at what has changed. */
  | {
      readonly do: 'amend';
      readonly loaded: Loaded;
      readonly state: string;
      readonly again: readonly Again[];
    }
  | { readonly do: 'pause' | 'resume' | 'close' | 'stop' };

export type FromJob =
  | { readonly say: 'plan'; readonly plan: Plan }
  /** What is wrong, one a line. */
  | { readonly say: 'refused'; readonly mistakes: readonly string[] }
  | { readonly say: 'progress'; readonly reading: Reading; readonly held: Held | null }
  /** So many of those that were missed are in the outbox now. */
  | { readonly say: 'told'; readonly count: number }
  /** `wake`: when there is something to do again, in epoch milliseconds; null while nothing waits. */
  | { readonly say: 'tended'; readonly how: 'done' | 'busy' | 'failed'; readonly wake: number | null }
  | { readonly say: 'ended'; readonly how: How; readonly run: Run | null };

/** A job did not begin at its time, `count` times, of which `at` is the last. */
export interface Missed {
  readonly job: string;
  readonly why: MissedWhy;
  readonly at: string;
  readonly count: number;
}

/** A configuration that was found to be right, as far as the agent needs it. */
export interface Plan {
  readonly loaded: Loaded;
  readonly stateDir: string;
}
