import type { AlertNotice } from '../../../agent/contracts/delivery.ts';
import { alertSeverity, alertTitle, asFinding } from '../alert.ts';
import { type Framed, type OcsfEvent, riskLevel, severity } from './common.ts';
import { dataSecurityFinding } from './finding.ts';

/**
 * 2006 Data Security Finding, with the label `alert`. It says nothing of a breach (`is_suspected_breach` is left out):
 * a person says that.
 */
export function alertFinding(framed: Framed, notice: AlertNotice): OcsfEvent {
  const finding = dataSecurityFinding(framed, asFinding(notice));
  const { metadata, unmapped } = finding as { metadata: { labels?: string[] }; unmapped: { wayward: object } };
  const worst = alertSeverity(notice);
  const { alert, evidence, procedure, candidates } = notice;
  return {
    ...finding,
    ...severity(worst),
    risk_level_id: riskLevel(worst),
    ...(notice.activity === 'acknowledged' ? { status_id: 2, status: 'In Progress' } : { status_id: 1, status: 'New' }),
    is_alert: true,
    message: `${alertTitle(notice)}, in ${notice.about.place}`,
    metadata: { ...metadata, labels: ['alert', ...(metadata.labels ?? [])] },
    unmapped: {
      ...unmapped,
      wayward: {
        ...unmapped.wayward,
        alert: {
          ...{ id: alert.id, activity: notice.activity, why: alert.why, reasons: alert.reasons },
          ...{ detected_at: alert.detectedAt, raised_at: alert.raisedAt, raised: alert.raised },
          ...{ reminded: alert.reminded, ended_at: alert.endedAt, acknowledged: alert.acknowledged },
          ...{ evidence_sha256: evidence, procedure, verified_by_a_person: false },
          if_a_person_decides: candidates,
        },
      },
    },
  };
}
