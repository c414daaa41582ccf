import type { OutboxState, ParkedEvent } from '../contracts/delivery.ts';
import { visible } from '../report/names.ts';
import { isFillingUp, problemsOf } from './delivery.ts';
import { CannotRun, exit } from './errors.ts';
import { openSession } from './session.ts';

export interface OutboxOptions {
  readonly config?: string;
  readonly state?: string;
}

const shownAtMost = 40;

/** `wayward outbox`: what waits, since when, why it does not go; what is parked. */
export async function outboxCommand(options: OutboxOptions & { readonly json: boolean }): Promise<void> {
  await using session = await openSession({ ...options, readOnly: true, secrets: 'none' });
  const configured = new Set(session.destinations.map(({ name }) => name));
  const limit = session.outbox.maxSize;
  const states = await session.store.outbox.state();
  const parked: ParkedEvent[] = [];
  for await (const event of session.store.outbox.parked()) {
    if (options.json || parked.length < shownAtMost) parked.push(event);
  }
  if (options.json) {
    const destinations = states.map((state) => ({
      ...state,
      configured: configured.has(state.destination),
      limit,
      fillingUp: isFillingUp(state, limit),
    }));
    process.stdout.write(`${JSON.stringify({ destinations, parked }, null, 2)}\n`);
    return;
  }
  const lines = states.flatMap((state) => describe(state, limit, configured.has(state.destination)));
  for (const { destination, id, kind, item, reason, parkedAt } of parked) {
    lines.push(`parked  ${destination}  ${id}  ${kind} of ${item}  ${reason}  since ${parkedAt}`);
  }
  const more = states.reduce((sum, state) => sum + state.parked, 0) - parked.length;
  if (more > 0) lines.push(`… and ${more} more: --json lists all`);
  if (lines.length === 0) lines.push('Nothing was ever to be delivered from here.');
  process.stdout.write(`${lines.join('\n')}\n`);
}

function describe(state: OutboxState, limit: number, configured: boolean): string[] {
  const { destination, waiting, waitingBytes, parked, oldest, deliveredAt, failures, failedAt } = state;
  const since = oldest === null ? '' : `, the oldest from ${oldest}`;
  const last = deliveredAt === null ? 'nothing delivered yet' : `last delivered ${deliveredAt}`;
  const failed = failures === 0 ? '' : `, ${failures} failed attempts since, the last at ${failedAt}`;
  return [
    `${destination}${configured ? '' : ' (no longer in the configuration)'}: ${waiting} waiting (${kib(waitingBytes)})${since}; ${parked} parked; ${last}${failed}`,
    ...problemsOf(state, limit).map((line) => `  ! ${line}`),
  ];
}

const kib = (bytes: number) => `${Math.ceil(bytes / 1024)} KiB`;

/** `wayward outbox replay`: parked events wait again. */
export async function replayCommand(options: OutboxOptions & { readonly ids: readonly string[] }): Promise<void> {
  await using session = await openSession({ ...options, secrets: 'none' });
  const { ids } = options;
  const replayed = await session.store.outbox.replay(ids.length === 0 ? null : ids);
  if (replayed === 0 && ids.length > 0) throw new CannotRun('none of these is parked; "wayward outbox" lists what is');
  await session.audit('outbox_replay', ids.length === 1 ? (ids[0] ?? '') : 'outbox', { events: replayed });
  process.stdout.write(`${replayed} to be sent again; "wayward deliver" sends now\n`);
}

/** `wayward outbox drop`: the one way in which an event is not delivered, with a name and a reason. */
export async function dropCommand(
  options: OutboxOptions & { readonly id: string; readonly reason: string },
): Promise<number> {
  if (options.reason.trim() === '') throw new CannotRun('--reason is empty; say why nobody is to have this event');
  await using session = await openSession({ ...options, secrets: 'none' });
  const dropped = await session.store.outbox.drop(options.id);
  if (dropped === 0) throw new CannotRun(`there is no event ${options.id} in the outbox`);
  await session.audit('outbox_drop', options.id, { events: dropped, reason: visible(options.reason) });
  process.stdout.write(`${dropped} dropped\n`);
  return exit.done;
}
