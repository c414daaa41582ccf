import type { AlertNotice, FindingNotice } from '../../agent/contracts/delivery.ts';
import type { Severity } from '../../agent/contracts/rule.ts';
import { titleOf } from './ocsf/finding.ts';

/** An alert is told of a finding: in its words, as long as there are no others. */
export function asFinding(notice: AlertNotice): FindingNotice {
  const { alert, time, run, about, found, verdicts, policy } = notice;
  const isFirst = notice.activity === 'raised' && alert.raised === 1;
  return {
    kind: 'finding',
    activity: isFirst ? 'create' : 'update',
    ...{ time, run, about, since: alert.detectedAt, closed: null, found, verdicts, policy },
  };
}

/** What reached the level without a rule that forbids it is taken for high. */
export function alertSeverity({ alert }: AlertNotice): Severity {
  return alert.severity ?? 'high';
}

const said = { raised: 'Alert', reminder: 'Alert, not acknowledged yet', acknowledged: 'Alert acknowledged' } as const;
const whys = { new: '', worse: ' (worse than before)', again: ' (so again)' } as const;

export function alertTitle(notice: AlertNotice): string {
  return `${said[notice.activity]}${notice.activity === 'raised' ? whys[notice.alert.why] : ''}: ${titleOf(asFinding(notice))}`;
}
