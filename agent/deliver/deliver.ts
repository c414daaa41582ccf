import type { Answer, OpenDestination, Outbox, OutboxEvent, Settled } from '../contracts/delivery.ts';
import { backoff, type Timing } from './backoff.ts';

/** A destination that is open, with how it takes batches. */
export interface Sender {
  readonly name: string;
  readonly open: OpenDestination;
  /** See `DestinationKind.whole`. */
  readonly whole: boolean;
  /** Events of a batch at most. */
  readonly most: number;
}

export interface Sent {
  readonly destination: string;
  readonly delivered: number;
  readonly parked: number;
  /** Of the last attempt that failed, if none has succeeded since. */
  readonly reason: string | null;
}

/** Notices of one batch in memory at most. */
const mostBytes = 2 * 2 ** 20;

/**
 * Sends what waits for one destination, in order, until nothing waits or `signal` aborts: one batch at a time, so that
 * no event of an item is sent before the earlier ones are delivered or parked.
 *
 * An event leaves the outbox after its answer came: killed in between, it is sent again, with the same id.
 * @throws what the outbox throws
 */
export async function deliverTo(outbox: Outbox, sender: Sender, timing: Timing, signal: AbortSignal): Promise<Sent> {
  const state = new Attempts(sender.most);
  while (!signal.aborted) {
    const events = await outbox.next(sender.name, {
      events: state.limit,
      bytes: mostBytes,
      onePerItem: !sender.whole,
    });
    if (events.length === 0) break;
    const answers = await answersOf(sender, events, signal);
    if (answers === null) break;
    const { settled, failed, asked } = state.take(events, answers);
    const time = instant(timing.now());
    if (settled.delivered.length + settled.parked.length > 0) await outbox.settle(sender.name, settled, time);
    if (failed === null) continue;
    await outbox.failed(sender.name, failed, time);
    await timing.sleep(backoff(state.failures, timing.random(), asked), signal);
  }
  const { delivered, parked, reason } = state;
  return { destination: sender.name, delivered, parked, reason };
}

/** All destinations side by side: one that is away holds up no other. */
export function deliverAll(
  outbox: Outbox,
  senders: readonly Sender[],
  timing: Timing,
  signal: AbortSignal,
): Promise<readonly Sent[]> {
  return Promise.all(senders.map((sender) => deliverTo(outbox, sender, timing, signal)));
}

/** Null when it was broken off: nobody knows whether they arrived, and so they stay. */
async function answersOf(
  { open }: Sender,
  events: readonly OutboxEvent[],
  signal: AbortSignal,
): Promise<Answer | readonly Answer[] | null> {
  try {
    return await open.send(events, signal);
  } catch {
    // A defect of the plug-in is no reason to lose anything, or to tell its text.
    return signal.aborted ? null : { kind: 'retry', reason: 'internal' };
  }
}

interface Taken {
  readonly settled: Settled;
  /** Why to wait before the next attempt; null to go on. */
  readonly failed: string | null;
  readonly asked: number | undefined;
}

const batchesBeforeMore = 16;

/** What attempts so far have taught: how large a batch may be, and how long to wait. */
class Attempts {
  readonly #most: number;
  /** Of a batch that was not too large. */
  #fitting: number;
  /** Batches taken since one was too large. */
  #taken = 0;
  limit: number;
  failures = 0;
  delivered = 0;
  parked = 0;
  reason: string | null = null;

  constructor(most: number) {
    this.#most = most;
    this.#fitting = most;
    this.limit = most;
  }

  take(events: readonly OutboxEvent[], answers: Answer | readonly Answer[]): Taken {
    const taken = Array.isArray(answers)
      ? this.#each(events, answers as readonly Answer[])
      : this.#all(events, answers as Answer);
    this.delivered += taken.settled.delivered.length;
    this.parked += taken.settled.parked.length;
    if (taken.failed !== null) {
      this.failures++;
      this.reason = taken.failed;
    } else if (taken.settled.delivered.length > 0) {
      this.failures = 0;
      this.reason = null;
      // What was too large once need not be for ever.
      if (++this.#taken % batchesBeforeMore === 0) this.#fitting = Math.min(this.#fitting * 2, this.#most);
      this.limit = Math.min(this.limit * 2, this.#fitting);
    }
    return taken;
  }

  #all(events: readonly OutboxEvent[], answer: Answer): Taken {
    const numbers = events.map(({ sequence }) => sequence);
    const park = (reason: string): Settled => ({
      delivered: [],
      parked: numbers.map((sequence) => ({ sequence, reason })),
    });
    const go = { failed: null, asked: undefined };
    switch (answer.kind) {
      case 'delivered':
        return { settled: { delivered: numbers, parked: [] }, ...go };
      case 'too_large':
        if (events.length === 1) return { settled: park('too_large'), ...go };
        this.#fitting = Math.ceil(events.length / 2);
        this.#taken = 0;
        this.limit = this.#fitting;
        return { settled: nothing, ...go };
      case 'retry':
        return { settled: nothing, failed: answer.reason, asked: answer.after };
      case 'reject':
        // Not these events alone would be refused: the rest is not thrown after them, but waits.
        if (answer.why === 'all') return { settled: park(answer.reason), failed: answer.reason, asked: undefined };
        if (events.length === 1) return { settled: park(answer.reason), ...go };
        this.limit = Math.ceil(events.length / 2);
        return { settled: nothing, ...go };
    }
  }

  #each(events: readonly OutboxEvent[], answers: readonly Answer[]): Taken {
    const delivered: number[] = [];
    const parked: { sequence: number; reason: string }[] = [];
    let failed: string | null = null;
    let asked: number | undefined;
    for (const [at, { sequence }] of events.entries()) {
      const answer = answers[at] ?? { kind: 'retry', reason: 'no_answer' };
      if (answer.kind === 'delivered') delivered.push(sequence);
      else if (answer.kind === 'too_large') parked.push({ sequence, reason: 'too_large' });
      else if (answer.kind === 'reject') {
        parked.push({ sequence, reason: answer.reason });
        if (answer.why === 'all') failed ??= answer.reason;
      } else {
        failed ??= answer.reason;
        if (answer.after !== undefined) asked = Math.max(asked ?? 0, answer.after);
      }
    }
    return { settled: { delivered, parked }, failed, asked };
  }
}

const nothing: Settled = { delivered: [], parked: [] };

const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toString();
