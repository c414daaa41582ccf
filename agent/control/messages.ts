import type { Loaded } from '../../config/load.ts';
import type { Run } from '../contracts/store.ts';
import type { Held } from '../gentle/governor.ts';
import type { Reading } from '../observe/meter.ts';
import type { How, Job } from '../schedule/job.ts';

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
    }
  | { readonly do: 'pause' | 'resume' | 'close' | 'stop' };

export type FromJob =
  | { readonly say: 'plan'; readonly plan: Plan }
  /** What is wrong, one a line. */
  | { readonly say: 'refused'; readonly mistakes: readonly string[] }
  | { readonly say: 'progress'; readonly reading: Reading; readonly held: Held | null }
  | { readonly say: 'ended'; readonly how: How; readonly run: Run | null };

/** A configuration that was found to be right, as far as the agent needs it. */
export interface Plan {
  readonly loaded: Loaded;
  readonly stateDir: string;
}
