import type { ScanNotice } from '../../../agent/contracts/delivery.ts';
import { classOf, device, type Framed, metadata, ms, type OcsfEvent, policyObject, severity } from './common.ts';

const activities: Readonly<Record<ScanNotice['activity'], readonly [id: number, name: string]>> = {
  started: [1, 'Started'],
  completed: [2, 'Completed'],
  stopped: [3, 'Cancelled'],
  failed: [6, 'Error'],
};

/** 6007 Scan Activity: a run begins or ends. That none has ended in 26 hours is the cheapest alarm there is. */
export function scanActivity(framed: Framed, notice: ScanNotice): OcsfEvent {
  const { coverage, startedAt, finishedAt, findings } = notice;
  const [activity, name] = activities[notice.activity];
  return {
    ...classOf(6007, 'Scan Activity', 6, activity, name),
    time: ms(notice.time),
    ...severity(notice.activity === 'failed' ? 'high' : notice.activity === 'stopped' ? 'low' : 'info'),
    ...(notice.activity === 'failed' ? { status_id: 2, status: 'Failure' } : { status_id: 1, status: 'Success' }),
    message: scanSentence(notice),
    metadata: metadata(framed),
    scan: { type_id: 99, type: 'Data discovery', name: 'wayward scan', uid: notice.run },
    start_time: ms(startedAt),
    ...(finishedAt === null ? {} : { end_time: ms(finishedAt), duration: ms(finishedAt) - ms(startedAt) }),
    ...(coverage === null
      ? {}
      : { num_files: coverage.listed, num_skipped_items: coverage.unread + coverage.excluded }),
    ...(findings === null ? {} : { num_detections: findings }),
    policy: policyObject(notice.policy),
    device: device(framed.origin),
    unmapped: {
      wayward: {
        ...{ run: notice.run, coverage, sources: notice.sources },
        ...{ verdicts: notice.verdicts, changes: notice.changes, judged: notice.verdicts !== null },
      },
    },
  };
}

export function scanSentence({ activity, coverage, verdicts }: ScanNotice): string {
  if (activity !== 'completed' || coverage === null)
    return `The scan has ${activity === 'failed' ? 'failed' : activity}`;
  const { listed, read, partly, unread } = coverage;
  const violations = verdicts === null ? 'not judged' : `${verdicts.byResult.violation} violations`;
  return `The scan has completed: ${listed} listed, ${read + partly} read, ${unread} not read, ${violations}`;
}
