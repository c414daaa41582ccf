import type { Setup } from '../work/messages.ts';
import type { RegisterCounts } from './records.ts';
import type { Layout } from './table.ts';
import type { WantedRegister } from './wanted.ts';

/** What crosses to the thread that makes an index, and back: hashes and counts, never a value. */
export interface BuildOrder extends Pick<Setup, 'countries' | 'detectors' | 'key'> {
  readonly wanted: WantedRegister;
}

export type Answer =
  | {
      readonly type: 'built';
      readonly memory: SharedArrayBuffer;
      readonly layout: Layout;
      readonly entries: number;
      readonly counts: RegisterCounts;
    }
  /** `message` in words of ours; null for a failure of which nothing may be told. */
  | { readonly type: 'failed'; readonly message: string | null };
