import type { OutboxState } from '../contracts/delivery.ts';
import { realTiming } from '../deliver/backoff.ts';
import { deliverAll, type Sender, type Sent } from '../deliver/deliver.ts';
import type { Session } from './session.ts';

export interface Senders extends AsyncDisposable {
  readonly all: readonly Sender[];
}

export const noSenders: Senders = { all: [], [Symbol.asyncDispose]: async () => {} };

/** Opens the configured destinations; connects to none yet. @throws CannotRun when one is set up wrongly */
export async function openSenders(session: Session): Promise<Senders> {
  const all: Sender[] = [];
  const close = async () => {
    for (const { open } of all) await open[Symbol.asyncDispose]();
  };
  try {
    for (const { name, plugin, settings, batch } of session.destinations) {
      const context = { name, origin: session.origin, now: realTiming.now };
      const open = await plugin.open(plugin.settings.parse(settings), context);
      all.push({ name, open, whole: plugin.whole, most: batch });
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { all, [Symbol.asyncDispose]: close };
}

export async function deliverFor(
  session: Session,
  senders: readonly Sender[],
  ms: number,
  signal: AbortSignal,
): Promise<readonly Sent[]> {
  const late = AbortSignal.timeout(ms);
  const until = AbortSignal.any([late, signal]);
  return deliverAll(session.store.outbox, senders, realTiming, until);
}

/** From this share of the limit on there is an alarm: a night's events should still find room then. */
const alarmFrom = 0.8;

/** On standard error. */
export const onStderr = (line: string): void => void process.stderr.write(`wayward: ${line}\n`);

/** What an operator should know; in the audit trail, once, that an outbox fills up. */
export async function tellOutbox(session: Session, tell = onStderr): Promise<readonly OutboxState[]> {
  const names = new Set(session.destinations.map(({ name }) => name));
  const states = (await session.store.outbox.state()).filter(({ destination }) => names.has(destination));
  for (const state of states) {
    for (const line of problemsOf(state, session.outbox.maxSize)) tell(line);
    const alarm = isFillingUp(state, session.outbox.maxSize);
    if (alarm === state.alarmed) continue;
    await session.store.outbox.alarmed(state.destination, alarm);
    const { waiting, waitingBytes, parked, parkedBytes } = state;
    await session.audit(alarm ? 'outbox_fills_up' : 'outbox_has_room', state.destination, {
      ...{ waiting, parked, bytes: waitingBytes + parkedBytes, limit: session.outbox.maxSize },
    });
  }
  return states;
}

export function isFillingUp({ waitingBytes, parkedBytes, left }: OutboxState, limit: number): boolean {
  return left > 0 || waitingBytes + parkedBytes >= limit * alarmFrom;
}

export function problemsOf(state: OutboxState, limit: number): string[] {
  const { destination, waiting, parked, left, waitingBytes, parkedBytes, reason } = state;
  const share = Math.floor((100 * (waitingBytes + parkedBytes)) / limit);
  const last = reason === null ? '' : ` (last attempt: ${reason.replaceAll('_', ' ')})`;
  const events = (n: number) => `${n} ${n === 1 ? 'event' : 'events'}`;
  return [
    ...(waiting > 0 ? [`${destination}: ${events(waiting)} to deliver${last}; "wayward deliver" sends them`] : []),
    ...(parked > 0
      ? [
          `${destination}: ${events(parked)} not accepted, and parked; "wayward outbox" says why, "wayward outbox replay" sends them again`,
        ]
      : []),
    ...(left > 0
      ? [
          `${destination}: THE OUTBOX IS FULL: ${events(left)} found no room; nothing is lost, the next scan tells them when there is`,
        ]
      : isFillingUp(state, limit)
        ? [
            `${destination}: the outbox is ${share} % full (outbox.max_size); deliver, or raise the limit, before nothing more fits`,
          ]
        : []),
  ];
}
