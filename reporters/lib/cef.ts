import type {
  AgentNotice,
  AlertNotice,
  ComplianceNotice,
  FindingNotice,
  Origin,
  OutboxEvent,
  ScanNotice,
} from '../../agent/contracts/delivery.ts';
import type { Severity } from '../../agent/contracts/rule.ts';
import { alertSeverity, alertTitle, asFinding } from './alert.ts';
import { plain } from './escape.ts';
import { agentSentence } from './ocsf/agent.ts';
import { controlOf, coverageSentence } from './ocsf/compliance.ts';
import { titleOf, worstOf } from './ocsf/finding.ts';
import { scanSentence } from './ocsf/scan.ts';

type Extension = readonly (readonly [key: string, value: string | number | null])[];

/** Of CEF, 0 to 10. */
const severities: Readonly<Record<Severity, number>> = { info: 2, low: 4, medium: 6, high: 8, critical: 10 };

/** Common Event Format: names of files are written by whoever can write to a share, and end no field here. */
export function cef(event: OutboxEvent, origin: Origin): string {
  const { notice } = event;
  const { id, name, severity, extension } = partsOf(event);
  const head = ['Wayward', 'Wayward', origin.version, id, name].map(headerField);
  const all: Extension = [
    ['rt', Date.parse(notice.time)],
    ['dvchost', origin.host],
    ['externalId', event.id],
    ['deviceExternalId', origin.agent],
    ['cn1Label', 'sequence'],
    ['cn1', event.sequence],
    ...extension,
  ];
  const given = new Map(all.filter(([, value]) => value !== null && value !== ''));
  // A label without its field says nothing.
  const fields = [...given]
    .filter(([key]) => !key.endsWith('Label') || given.has(key.slice(0, -'Label'.length)))
    .map(([key, value]) => `${key}=${extensionValue(value ?? '')}`);
  return `CEF:0|${head.join('|')}|${severity}|${fields.join(' ')}`;
}

interface Parts {
  readonly id: string;
  readonly name: string;
  readonly severity: number;
  readonly extension: Extension;
}

function partsOf({ notice }: OutboxEvent): Parts {
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

function alert(notice: AlertNotice): Parts {
  const { extension } = finding(asFinding(notice));
  const { id, reasons, acknowledged } = notice.alert;
  return {
    id: `alert.${notice.activity}`,
    name: alertTitle(notice),
    severity: severities[alertSeverity(notice)],
    extension: [
      ...extension,
      ['act', notice.activity],
      ['reason', reasons.join(',')],
      ['cn2Label', 'reminded'],
      ['cn2', notice.alert.reminded],
      ['msg', `alert ${id}${acknowledged === null ? '' : `, acknowledged ${acknowledged.at}`}`],
    ],
  };
}

function agent(notice: AgentNotice): Parts {
  const { activity, job, run, missed } = notice;
  return {
    id: `agent.${activity}`,
    name: activity === 'missed' ? 'Job missed' : 'Agent is there',
    severity: activity === 'missed' ? severities.medium : 1,
    extension: [
      ['act', activity],
      ['outcome', activity === 'missed' ? 'failure' : 'success'],
      ['start', missed === null ? null : Date.parse(missed.at)],
      ['cnt', missed?.count ?? null],
      ['reason', missed?.why ?? null],
      ['cs4Label', 'job'],
      ['cs4', job],
      ['cs5Label', 'run'],
      ['cs5', run],
      ['msg', agentSentence(notice)],
    ],
  };
}

function finding(notice: FindingNotice): Parts {
  const { about, found, verdicts, activity } = notice;
  const worst = worstOf(notice);
  const said = [...new Set(verdicts.map(({ status }) => status))].join(',');
  const rules = [...new Set(verdicts.flatMap(({ rule }) => (rule === null ? [] : [rule])))].join(',');
  return {
    id: `finding.${activity}`,
    name: titleOf(notice),
    severity: worst === null ? 1 : severities[worst],
    extension: [
      ['act', activity],
      ['cat', about.category],
      ['fname', about.path.slice(about.path.lastIndexOf('/') + 1)],
      ['filePath', about.place],
      ['fsize', found?.facts.bytes ?? null],
      ['fileModificationTime', found?.facts.mtime == null ? null : Date.parse(found.facts.mtime)],
      ['suser', found?.facts.owner ?? null],
      ['cnt', found?.count ?? null],
      ['cs1Label', 'detector'],
      ['cs1', about.detector],
      ['cs2Label', 'status'],
      ['cs2', said],
      ['cs3Label', 'rule'],
      ['cs3', rules],
      ['cs4Label', 'exposure'],
      ['cs4', found?.facts.exposure ?? null],
      ['cs5Label', 'finding'],
      ['cs5', about.finding],
      ['cs6Label', 'source'],
      ['cs6', about.source],
    ],
  };
}

function compliance(notice: ComplianceNotice): Parts {
  const { about, activity, counts, status, worst } = notice;
  return {
    id: `compliance.${activity}`,
    name: `${controlOf(notice)} in ${about.source}: ${status}`,
    severity: worst === null ? 1 : severities[worst],
    extension: [
      ['act', activity],
      ['outcome', status],
      ['cat', about.type],
      ['cnt', counts.violation],
      ['cs1Label', 'rule'],
      ['cs1', about.rule],
      ['cs6Label', 'source'],
      ['cs6', about.source],
      ['msg', coverageSentence(notice.coverage)],
    ],
  };
}

function scan(notice: ScanNotice): Parts {
  return {
    id: `scan.${notice.activity}`,
    name: `Scan ${notice.activity}`,
    severity: notice.activity === 'failed' ? 8 : 1,
    extension: [
      ['act', notice.activity],
      ['outcome', notice.activity === 'failed' ? 'failure' : 'success'],
      ['start', Date.parse(notice.startedAt)],
      ['end', notice.finishedAt === null ? null : Date.parse(notice.finishedAt)],
      ['cnt', notice.verdicts?.byResult.violation ?? null],
      ['cs5Label', 'run'],
      ['cs5', notice.run],
      ['msg', scanSentence(notice)],
    ],
  };
}

/** Long names would make a message that a collector cuts in the middle of a field. */
const longest = 1023;

function headerField(value: string): string {
  return plain(value).slice(0, longest).replace(/[\\|]/g, '\\$&');
}

function extensionValue(value: string | number): string {
  return plain(String(value)).slice(0, longest).replace(/[\\=]/g, '\\$&');
}
