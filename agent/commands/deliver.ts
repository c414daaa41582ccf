import { parseDuration } from '../../config/units.ts';
import { remind } from './alarm.ts';
import { deliverFor, openSenders, tellOutbox } from './delivery.ts';
import { CannotRun, exit } from './errors.ts';
import { openSession } from './session.ts';

export interface DeliverOptions {
  readonly config?: string;
  readonly state?: string;
  readonly for: string;
  readonly json: boolean;
}

/** `wayward deliver`: sends until nothing waits, or the time is over. Gives the exit code. */
export async function deliverCommand(options: DeliverOptions): Promise<number> {
  const ms = parseDuration(options.for);
  if (ms === null || ms === 0 || ms > 2 ** 31 - 1) {
    throw new CannotRun(`--for ${options.for} is no duration; give 90 s, 10 min or 2 h`);
  }
  await using session = await openSession(options);
  if (session.destinations.length === 0) throw new CannotRun('the configuration has no "destinations:" to deliver to');
  await using senders = await openSenders(session);
  const stop = new AbortController();
  const interrupted = () => stop.abort();
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    await remind(session);
    const sent = await deliverFor(session, senders.all, ms, stop.signal);
    if (options.json) process.stdout.write(`${JSON.stringify(sent, null, 2)}\n`);
    else {
      for (const { destination, delivered, parked } of sent) {
        process.stdout.write(`${destination}: ${delivered} delivered, ${parked} parked\n`);
      }
    }
    const states = await tellOutbox(session);
    if (stop.signal.aborted) return exit.interrupted;
    return states.some(({ waiting, parked }) => waiting + parked > 0) ? exit.incomplete : exit.done;
  } finally {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
  }
}
