import type { ComplianceNotice } from '../../../agent/contracts/delivery.ts';
import { words } from '../words.ts';
import {
  classOf,
  device,
  type Framed,
  findingActivities,
  metadata,
  ms,
  type OcsfEvent,
  policyObject,
  resultOrder,
  severity,
} from './common.ts';

const statuses = { pass: [1, 'Pass'], warning: [2, 'Warning'], fail: [3, 'Fail'] } as const;

/** 2003 Compliance Finding: one rule in one source. */
export function complianceFinding(framed: Framed, notice: ComplianceNotice): OcsfEvent {
  const { about, counts, coverage, citations } = notice;
  const [activity, name] = findingActivities[notice.activity];
  const [statusId, status] = statuses[notice.status];
  const detail = coverageSentence(coverage);
  return {
    ...classOf(2003, 'Compliance Finding', 2, activity, name),
    time: ms(notice.time),
    ...severity(notice.worst),
    ...(notice.activity === 'close' || notice.status === 'pass'
      ? { status_id: 4, status: 'Resolved' }
      : { status_id: 1, status: 'New' }),
    is_alert: notice.status === 'fail',
    message: `${controlOf(notice)} in ${about.source}: ${status}${detail === null ? '' : ` (${detail})`}`,
    metadata: metadata(framed),
    finding_info: {
      uid: about.id,
      title: `${controlOf(notice)} in ${about.source}`,
      types: [about.type],
      first_seen_time: ms(notice.since),
      last_seen_time: ms(notice.time),
      analytic: { type_id: 1, name: controlOf(notice), uid: about.rule ?? about.type },
    },
    compliance: {
      control: about.rule ?? `${about.type}: default`,
      category: about.type,
      status_id: statusId,
      status,
      ...(detail === null ? {} : { status_detail: detail }),
      ...(citations.length === 0 ? {} : { requirements: citations }),
      control_parameters: resultOrder.map((result) => ({ name: result, value: String(counts[result]) })),
    },
    policy: policyObject(notice.policy),
    resources: [{ type: about.sourceKind, name: about.source }],
    device: device(framed.origin),
    unmapped: { wayward: { rule: about.rule, type: about.type, source: about.source, counts, coverage } },
  };
}

export function controlOf({ about }: ComplianceNotice): string {
  return about.rule ?? `${words(about.type)}, by default`;
}

/** A pass says of what. */
export function coverageSentence(coverage: ComplianceNotice['coverage']): string | null {
  if (coverage === null) return null;
  const { listed, read, partly, unread, gaps } = coverage;
  const missing =
    unread + partly + gaps === 0 ? '' : `; ${unread} not read, ${partly} in part, ${gaps} folders not listed`;
  return `${read + partly} of ${listed} read${missing}`;
}
