import type { Origin, OutboxEvent } from '../../../agent/contracts/delivery.ts';
import { agentActivity } from './agent.ts';
import { alertFinding } from './alert.ts';
import type { OcsfEvent } from './common.ts';
import { complianceFinding } from './compliance.ts';
import { dataSecurityFinding } from './finding.ts';
import { scanActivity } from './scan.ts';

/** A notice as OCSF. */
export function ocsf(event: OutboxEvent, origin: Origin, version: string): OcsfEvent {
  const framed = { event, origin, version };
  const { notice } = event;
  switch (notice.kind) {
    case 'finding':
      return dataSecurityFinding(framed, notice);
    case 'compliance':
      return complianceFinding(framed, notice);
    case 'scan':
      return scanActivity(framed, notice);
    case 'alert':
      return alertFinding(framed, notice);
    case 'agent':
      return agentActivity(framed, notice);
  }
}

export const classNames = {
  finding: 'data_security_finding',
  compliance: 'compliance_finding',
  scan: 'scan_activity',
  alert: 'data_security_finding',
  agent: 'scan_activity',
} as const;

/** In types of CloudEvents: what it is called there, where several kinds share a class. */
export const typeNames = { ...classNames, alert: 'alert', agent: 'agent' } as const;
