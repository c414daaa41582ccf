import type { AgentNotice } from '../contracts/delivery.ts';
import type { Missed } from '../control/messages.ts';
import { eventId } from '../deliver/notices.ts';
import type { Session } from './session.ts';

/** Few and small: they find room where nothing else does. */
const reserve = 2 ** 20;
const agentItem = 'agent';

/** What the agent says of itself, to those that take it. */
export async function tellOfAgent(session: Session, notices: readonly AgentNotice[]): Promise<void> {
  const listeners = session.destinations.filter(({ events }) => events.includes('agent'));
  if (listeners.length === 0 || notices.length === 0) return;
  await session.store.announce((desk) => {
    for (const notice of notices) {
      const at = notice.missed === null ? notice.time : notice.missed.at;
      const id = eventId(`agent ${notice.activity} ${notice.job ?? ''}`, at, notice.missed?.count ?? 0);
      for (const { name, plugin } of listeners) {
        if (plugin.wants?.(notice) === false) continue;
        const event = { id, item: agentItem, subject: agentItem, urgency: 'routine' as const, tells: null, notice };
        desk.put(name, event, session.outbox.maxSize + reserve);
      }
    }
  });
}

export function heartbeat(session: Session, of: Partial<AgentNotice>): AgentNotice {
  return {
    kind: 'agent',
    activity: 'alive',
    time: Temporal.Now.instant().round('millisecond').toString(),
    run: null,
    about: { agent: session.origin.agent },
    version: session.origin.version,
    ...{ job: null, missed: null, progress: null, paused: false, next: null },
    ...of,
  };
}

export function missedNotices(session: Session, missed: readonly Missed[]): AgentNotice[] {
  return missed.map(({ job, why, at, count }) =>
    heartbeat(session, { activity: 'missed', job, missed: { why, at, count } }),
  );
}
