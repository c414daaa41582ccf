import type { Report, Reporter } from '../agent/contracts/report.ts';
import { json } from './lib/escape.ts';
import { several } from './lib/figures.ts';
import {
  backMatter,
  list,
  localDefinitions,
  metadata,
  observationRef,
  observations,
  planId,
  riskRef,
  risks,
} from './lib/oscal/parts.ts';
import { controlOf, type OscalSettings, oscalSettings } from './lib/oscal/settings.ts';
import { uuidOf } from './lib/oscal/uuid.ts';
import { coverageOf, incomplete } from './lib/risk/words.ts';

/**
 * OSCAL assessment results: a run as the assessment of the controls that the policy's rules are evidence of. Each risk
 * line is an observation and a risk; a control is satisfied, not satisfied, or left without a finding where too little
 * was read or known to say so.
 */
const oscalResults: Reporter<OscalSettings> = {
  id: 'oscal-results',
  title: 'OSCAL assessment results',
  extension: 'json',
  settings: oscalSettings,
  async write(report, out, given) {
    await out(`${json({ 'assessment-results': documentOf(report, given) })}\n`);
  },
};
export default oscalResults;

function documentOf(report: Report, given: OscalSettings) {
  return {
    uuid: uuidOf('assessment-results', report.run.id),
    metadata: metadata(report, 'Assessment results', given),
    'import-ap': { href: `#${planId(report)}` },
    results: [resultOf(report, given)],
    'back-matter': backMatter(report, true),
  };
}

function resultOf(report: Report, given: OscalSettings) {
  const { run, total } = report;
  const reviewed = controlsReviewed(report, given);
  const findings = reviewed.flatMap((control) => findingOf(control, report, given));
  const left = reviewed.filter((control) => !findings.some(({ target }) => target['target-id'] === `${control}_obj`));
  const remarks = [
    ...(report.judged ? [] : ['There was no policy to judge by: an inventory.']),
    ...(left.length === 0 ? [] : [`Not determined, as not everything was read or known: ${left.join(', ')}.`]),
  ];
  return {
    uuid: uuidOf('result', run.id),
    title: `Run ${run.id}`,
    description: `${several(total.listed, 'item')} listed, ${several(total.read, 'item')} read whole, ${total.partly} in part, ${total.unread} not read, ${total.excluded} left out; ${several(total.gaps, 'folder')} not listed.`,
    start: run.startedAt,
    ...(run.finishedAt === null ? {} : { end: run.finishedAt }),
    'local-definitions': {
      ...localDefinitions(report),
      'assessment-assets': { 'assessment-platforms': [{ uuid: uuidOf('platform', 'wayward'), title: 'Wayward' }] },
    },
    'reviewed-controls': {
      'control-selections': [
        reviewed.length === 0
          ? { description: 'None: there was no policy to judge by.' }
          : { 'include-controls': reviewed.map((id) => ({ 'control-id': id })) },
      ],
    },
    ...list('observations', observations(report)),
    ...list('risks', risks(report)),
    ...list('findings', findings),
    ...(remarks.length === 0 ? {} : { remarks: remarks.join(' ') }),
  };
}

function controlsReviewed({ summary }: Report, given: OscalSettings): string[] {
  return [...new Set(summary.byStatus.map((of) => controlOf(of, given)))].sort();
}

/** Nothing where it cannot be said. */
function findingOf(control: string, report: Report, given: OscalSettings) {
  const lines = report.riskLines.lines.filter((line) => controlOf(line, given) === control);
  const said = report.summary.byStatus.filter((of) => controlOf(of, given) === control);
  const open = said.filter(({ result }) => result === 'review' || result === 'unknown');
  const failed = lines.length > 0;
  if (!failed && (open.length > 0 || report.coverage.some(incomplete))) return [];
  const verdicts = (result: string) => said.reduce((n, of) => n + (of.result === result ? of.verdicts : 0), 0);
  return [
    {
      uuid: uuidOf('finding', report.run.id, control),
      title: `${control.toUpperCase()} ${failed ? 'not met' : 'met'}`,
      description: `${several(verdicts('violation'), 'violation')}, ${verdicts('review')} to be looked at, ${verdicts('unknown')} not known, ${verdicts('allowed')} in order; ${coverageOf(report, report.total)}.`,
      target: {
        type: 'objective-id',
        'target-id': `${control}_obj`,
        status: { state: failed ? 'not-satisfied' : 'satisfied', reason: failed ? 'fail' : 'pass' },
      },
      ...list(
        'related-observations',
        lines.map((line) => observationRef(report, line)),
      ),
      ...list('related-risks', lines.map(riskRef)),
    },
  ];
}
