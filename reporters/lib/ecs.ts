import type {
  AgentNotice,
  AlertNotice,
  ComplianceNotice,
  FindingNotice,
  Origin,
  OutboxEvent,
  ScanNotice,
} from '../../agent/contracts/delivery.ts';
import { alertSeverity, alertTitle, asFinding } from './alert.ts';
import { controlOf } from './ocsf/compliance.ts';
import { ocsf } from './ocsf/event.ts';
import { titleOf, worstOf } from './ocsf/finding.ts';

type Document = Readonly<Record<string, unknown>>;

/** As Elastic's own: low 21, medium 47, high 73, critical 99. */
const severities = { info: 0, low: 21, medium: 47, high: 73, critical: 99 } as const;

/** A notice as a document in the Elastic Common Schema; what that has no field for stands below `wayward`. */
export function ecs(event: OutboxEvent, origin: Origin, version: string): Document {
  const { notice } = event;
  const full = ocsf(event, origin, version);
  const of = partsOf(event);
  return {
    '@timestamp': notice.time,
    message: full['message'],
    ecs: { version: '8.17.0' },
    ...of,
    event: {
      id: event.id,
      sequence: event.sequence,
      created: notice.time,
      module: 'wayward',
      dataset: `wayward.${notice.kind}`,
      provider: 'wayward',
      ...(of['event'] as Document),
    },
    agent: { id: origin.agent, type: 'wayward', version: origin.version, name: origin.host },
    host: { name: origin.host },
    observer: { vendor: 'Wayward', product: 'Wayward', version: origin.version },
    ...(origin.organization === null ? {} : { organization: { name: origin.organization } }),
    wayward: { ...(of['wayward'] as Document), run: notice.run, urgency: event.urgency, item: event.item },
  };
}

function partsOf({ notice }: OutboxEvent): Document {
  switch (notice.kind) {
    case 'finding':
      return finding(notice);
    case 'compliance':
      return compliance(notice);
    case 'scan':
      return scan(notice);
    case 'alert':
      return alert(notice);
    case 'agent':
      return agent(notice);
  }
}

function alert(notice: AlertNotice): Document {
  const of = finding(asFinding(notice));
  const { id, why, reasons, detectedAt, raisedAt, reminded, acknowledged } = notice.alert;
  return {
    ...of,
    event: {
      ...(of['event'] as Document),
      kind: 'alert',
      action: `alert-${notice.activity}`,
      severity: severities[alertSeverity(notice)],
      reason: alertTitle(notice),
    },
    tags: ['alert', ...(of['tags'] as string[])],
    wayward: {
      ...(of['wayward'] as Document),
      alert: {
        ...{ id, why, reasons, detected_at: detectedAt, raised_at: raisedAt, reminded },
        ...{ acknowledged_at: acknowledged?.at ?? null, evidence_sha256: notice.evidence },
      },
    },
  };
}

function agent(notice: AgentNotice): Document {
  const { activity, job, missed, progress, paused, next } = notice;
  return {
    event: {
      kind: activity === 'missed' ? 'alert' : 'state',
      category: ['process'],
      type: ['info'],
      action: `agent-${activity}`,
      outcome: activity === 'missed' ? 'failure' : 'success',
      severity: activity === 'missed' ? severities.medium : 0,
    },
    wayward: { job, missed, progress, paused, next },
  };
}

function finding(notice: FindingNotice): Document {
  const { about, found, verdicts } = notice;
  const worst = worstOf(notice);
  const risk = Math.max(-1, ...verdicts.map((verdict) => verdict.risk?.score ?? -1));
  const name = about.path.slice(about.path.lastIndexOf('/') + 1);
  const directory = about.path.slice(0, Math.max(0, about.path.length - name.length - 1));
  const extension = /.\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase();
  const rule = verdicts.find((verdict) => verdict.severity === worst && verdict.rule !== null)?.rule ?? null;
  return {
    event: {
      kind: worst === null ? 'state' : 'alert',
      category: [about.table ? 'database' : 'file'],
      type: ['info'],
      action: `finding-${notice.activity}`,
      code: about.detector,
      severity: severities[worst ?? 'info'],
      reason: titleOf(notice),
      ...(risk < 0 ? {} : { risk_score: risk }),
    },
    ...(rule === null ? {} : { rule: { id: rule, name: rule, category: 'policy' } }),
    ...(about.table
      ? {}
      : {
          file: {
            ...{ path: about.path, name, ...(directory === '' ? {} : { directory }) },
            ...(extension === undefined ? {} : { extension }),
            ...(found === null ? {} : { size: found.facts.bytes }),
            ...(found?.facts.owner == null ? {} : { owner: found.facts.owner }),
            ...(found?.facts.mtime == null ? {} : { mtime: found.facts.mtime }),
            ...(found?.facts.birthtime == null ? {} : { created: found.facts.birthtime }),
          },
        }),
    tags: [...new Set(verdicts.map(({ status }) => status))],
    wayward: {
      finding: about.finding,
      ...{ source: about.source, source_kind: about.sourceKind, place: about.place, part: about.part },
      ...{ detector: about.detector, title: about.title, category: about.category, closed: notice.closed },
      ...(found === null
        ? {}
        : {
            ...{ count: found.count, distinct: found.distinct, confidence: found.confidence, score: found.score },
            ...{ exposure: found.facts.exposure, subject: found.subject, estimate: found.estimate },
          }),
      verdicts: verdicts.map(({ type, status, result, rule: id, severity, since, dates, numbers }) => ({
        ...{ type, status, result, rule: id, severity, since },
        ...{ delete_by: dates['deleteBy'] ?? null, days_overdue: numbers['daysOverdue'] ?? null },
      })),
    },
  };
}

function compliance(notice: ComplianceNotice): Document {
  const { about, counts, coverage, status, worst } = notice;
  return {
    event: {
      kind: status === 'fail' ? 'alert' : 'state',
      category: ['configuration'],
      type: ['info'],
      action: `compliance-${notice.activity}`,
      outcome: status === 'fail' ? 'failure' : status === 'pass' ? 'success' : 'unknown',
      severity: severities[worst ?? 'info'],
    },
    rule: { id: about.rule ?? about.type, name: controlOf(notice), category: about.type },
    wayward: { source: about.source, source_kind: about.sourceKind, standing: about.id, status, counts, coverage },
  };
}

function scan(notice: ScanNotice): Document {
  const { activity, startedAt, finishedAt, coverage, findings, verdicts, changes } = notice;
  return {
    event: {
      kind: 'event',
      category: ['process'],
      type: [activity === 'started' ? 'start' : 'end'],
      action: `scan-${activity}`,
      outcome: activity === 'failed' ? 'failure' : 'success',
      start: startedAt,
      ...(finishedAt === null ? {} : { end: finishedAt }),
      severity: activity === 'failed' ? severities.high : 0,
    },
    wayward: { coverage, findings, verdicts, changes },
  };
}
