import type { DecidedFinding, Decision, DecisionCheck } from '../contracts/decision.ts';
import type { Run } from '../contracts/store.ts';
import type { Session } from './session.ts';

/** After a run: whether what was to be deleted or moved is still there. Once gone for good it is not asked about again. */
export async function checkDecisions(session: Session, run: Run): Promise<void> {
  const { store } = session;
  for (const decision of await store.decisions()) {
    if (decision.kind !== 'delete' && decision.kind !== 'move') continue;
    if (decision.run === run.id || isSettled(decision.check)) continue;
    const check = await checkOne(session, run, decision);
    await store.putDecisionCheck(decision.id, check);
    const { absent, moved, there, unknown, copies } = check;
    const counts = { absent, moved, there, unknown, copies };
    await session.audit('decision_checked', decision.id, { run: run.id, kind: decision.kind, ...counts });
  }
}

function isSettled(check: DecisionCheck | null): boolean {
  return check !== null && check.there + check.unknown + check.moved === 0;
}

async function checkOne({ store }: Session, run: Run, { findings }: Decision): Promise<DecisionCheck> {
  const counts = { absent: 0, moved: 0, there: 0, unknown: 0, copies: 0 };
  const looked = new Map<string, Awaited<ReturnType<typeof store.whereabouts>>>();
  for (const found of findings) {
    const at = looked.get(found.item) ?? (await store.whereabouts(run.id, found.item));
    if (!looked.has(found.item) && at.state === 'gone' && found.contentHash !== null) {
      counts.copies += await store.othersWith(found.contentHash, found.item);
    }
    looked.set(found.item, at);
    counts[
      await stateOf(found, at, async () => (await store.finding(found.finding)).some(({ id }) => id === found.finding))
    ]++;
  }
  return { run: run.id, at: run.finishedAt ?? run.startedAt, ...counts };
}

async function stateOf(
  found: DecidedFinding,
  at: Awaited<ReturnType<Session['store']['whereabouts']>>,
  isFound: () => Promise<boolean>,
): Promise<'absent' | 'moved' | 'there' | 'unknown'> {
  if (at.state === 'gone') return 'absent';
  if (at.state === 'unseen') return 'unknown';
  if (at.source !== found.source || at.path !== found.path) return 'moved';
  if (await isFound()) return 'there';
  // Not found in what was only partly read proves nothing.
  return at.read ? 'absent' : 'unknown';
}
