import type { Origin, OutboxEvent } from '../../../agent/contracts/delivery.ts';
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
  }
}

export const classNames = {
  finding: 'data_security_finding',
  compliance: 'compliance_finding',
  scan: 'scan_activity',
} as const;
