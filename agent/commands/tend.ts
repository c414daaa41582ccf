import type { FromJob, ToJob } from '../control/messages.ts';
import { logLines } from '../observe/log.ts';
import { heartbeat, missedNotices, tellOfAgent } from './agent-news.ts';
import { remind } from './alarm.ts';
import { deliverFor, openSenders, tellOutbox } from './delivery.ts';
import { openSession } from './session.ts';

/** A destination that is away is tried again after so long, twice as long each time, up to an hour. */
const first = 60_000;
const longest = 3_600_000;

/**
 * Between two jobs: the heartbeat, what was missed, alerts that nobody has acknowledged; and delivers. Gives when there
 * is something to do again, in epoch milliseconds.
 */
export async function tendOutbox(
  { loaded, state, paused, next, missed }: Extract<ToJob, { do: 'tend' }>,
  say: (message: FromJob) => Promise<void>,
  signal: AbortSignal,
): Promise<number | null> {
  await using session = await openSession({ loaded, state });
  await tellOfAgent(session, [...missedNotices(session, missed), heartbeat(session, { paused, next })]);
  if (missed.length > 0) await say({ say: 'told', count: missed.length });
  await remind(session);
  await using senders = await openSenders(session);
  await deliverFor(session, senders.all, session.outbox.deliverFor, signal);
  const states = await tellOutbox(session, (text) => logLines('warn', 'outbox', { text }));
  const due: number[] = [];
  const reminder = await session.store.alerts.next();
  if (reminder !== null) due.push(Date.parse(reminder));
  for (const { waiting, failures } of states) {
    if (waiting > 0) due.push(Date.now() + Math.min(longest, first * 2 ** Math.min(failures, 10)));
  }
  return due.length === 0 ? null : Math.min(...due);
}
