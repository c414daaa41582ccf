import type { Report, Reporter } from '../agent/contracts/report.ts';
import { json } from './lib/escape.ts';
import {
  backMatter,
  list,
  localDefinitions,
  metadata,
  observationRef,
  observations,
  riskRef,
  risks,
} from './lib/oscal/parts.ts';
import { type OscalSettings, oscalSettings } from './lib/oscal/settings.ts';
import { uuidOf } from './lib/oscal/uuid.ts';
import { actionOf, titleOf } from './lib/risk/words.ts';

/** An OSCAL plan of action and milestones: an item for each risk line, with what to do about it. */
const oscalPoam: Reporter<OscalSettings> = {
  id: 'oscal-poam',
  title: 'OSCAL plan of action and milestones',
  extension: 'json',
  settings: oscalSettings,
  async write(report, out, given) {
    await out(`${json({ 'plan-of-action-and-milestones': documentOf(report, given) })}\n`);
  },
};
export default oscalPoam;

function documentOf(report: Report, given: OscalSettings) {
  const items = report.riskLines.lines.map((line) => ({
    uuid: uuidOf('poam-item', line.id),
    title: titleOf(line),
    description: `${actionOf(line)} Owner: ${line.owners.join(', ') || 'not known'}.`,
    'related-observations': [observationRef(report, line)],
    'related-risks': [riskRef(line)],
  }));
  return {
    uuid: uuidOf('poam', report.run.id),
    metadata: metadata(report, 'Plan of action and milestones', given),
    'system-id': { 'identifier-type': 'https://ietf.org/rfc/rfc4122', id: uuidOf('system', given.organization) },
    'local-definitions': localDefinitions(report),
    ...list('observations', observations(report)),
    ...list('risks', risks(report)),
    'poam-items': items.length === 0 ? [nothing] : items,
    'back-matter': backMatter(report, false),
  };
}

/** A plan must have an item. */
const nothing = {
  uuid: uuidOf('poam-item', 'nothing'),
  title: 'Nothing to do',
  description: 'The run found no violation in what it read. What was not read stands under the observations.',
};
