import type { Finding } from '../contracts/finding.ts';
import type { Verdict } from '../contracts/rule.ts';
import { reason } from './opinion.ts';

/** How far a container is past its time: it may go as a whole only when everything in it is. */
export interface ContainerState {
  readonly status: 'overdue' | 'partly_overdue' | 'within';
  readonly overdue: number;
  readonly parts: number;
}

/** Of the retention verdicts of one item: a part counts as overdue when all that was judged in it is. */
export function containerState(verdicts: readonly Verdict[], findings: readonly Finding[]): ContainerState {
  const partOf = new Map(findings.map(({ id, part }) => [id, part as string]));
  const parts = new Map<string, boolean>();
  for (const { type, status, finding } of verdicts) {
    if (type !== 'retention') continue;
    const part = partOf.get(finding) ?? '';
    parts.set(part, (parts.get(part) ?? true) && status === 'overdue');
  }
  const overdue = [...parts.values()].filter(Boolean).length;
  const status = overdue === 0 ? 'within' : overdue === parts.size ? 'overdue' : 'partly_overdue';
  return { status, overdue, parts: parts.size };
}

/** Says at each overdue part of a container that the container as a whole must stay. */
export function withContainer(verdicts: Verdict[], findings: readonly Finding[]): Verdict[] {
  const state = containerState(verdicts, findings);
  if (state.status !== 'partly_overdue') return verdicts;
  return verdicts.map((verdict) => {
    if (verdict.type !== 'retention' || verdict.status !== 'overdue') return verdict;
    return {
      ...verdict,
      because: [...verdict.because, reason('container', state.overdue, state.parts)],
      numbers: { ...verdict.numbers, containerOverdue: state.overdue, containerParts: state.parts },
    };
  });
}
