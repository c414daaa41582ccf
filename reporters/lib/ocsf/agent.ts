import type { AgentNotice } from '../../../agent/contracts/delivery.ts';
import { words } from '../words.ts';
import { classOf, device, type Framed, metadata, ms, type OcsfEvent, severity } from './common.ts';

/**
 * 6007 Scan Activity: the heartbeat of the agent, and a job that did not begin. OCSF has no activity for the first
 * (99, Other); the second is a scan that is late (10, Delayed).
 */
export function agentActivity(framed: Framed, notice: AgentNotice): OcsfEvent {
  const { activity, job, run, missed, progress } = notice;
  const isMissed = activity === 'missed';
  return {
    ...classOf(6007, 'Scan Activity', 6, isMissed ? 10 : 99, isMissed ? 'Delayed' : 'Heartbeat'),
    time: ms(notice.time),
    ...severity(isMissed ? 'medium' : 'info'),
    ...(isMissed ? { status_id: 2, status: 'Failure' } : { status_id: 1, status: 'Success' }),
    message: agentSentence(notice),
    metadata: metadata(framed, [activity]),
    scan: { type_id: 99, type: 'Data discovery', name: 'wayward run', ...(run === null ? {} : { uid: run }) },
    ...(job === null ? {} : { schedule_uid: job }),
    ...(missed === null ? {} : { start_time: ms(missed.at), count: missed.count }),
    ...(progress === null ? {} : { num_files: progress.listed }),
    device: device(framed.origin),
    unmapped: { wayward: { activity, job, run, missed, progress, paused: notice.paused, next: notice.next } },
  };
}

export function agentSentence({ activity, job, missed, progress, paused, next }: AgentNotice): string {
  if (activity === 'missed') {
    const times = missed === null || missed.count === 1 ? '' : `, ${missed.count} times`;
    return `The job ${job} did not begin when it was its time (${words(missed?.why ?? '')})${times}; the last was ${missed?.at ?? ''}`;
  }
  const at = progress === null ? '' : `, ${progress.listed} listed, ${progress.read} read`;
  const what = job === null ? `at rest${next === null ? '' : `, next job ${next}`}` : `the job ${job} runs${at}`;
  return `The agent is there: ${what}${paused ? '; paused' : ''}`;
}
