import type { PlaceCount, Report, ReportFinding, ReportVerdict } from '../../../agent/contracts/report.ts';
import { inWholeTable } from '../databases.ts';
import { html } from '../escape.ts';
import { count, day, several } from '../figures.ts';
import {
  customersWords,
  daysOverdue,
  daysOverdueAtMost,
  evidenceLine,
  readableBy,
  reasonWords,
  riskLine,
  statusWords,
} from '../words.ts';
import { clip, type Markup } from './table.ts';

/** Cells that several tables share. */

const order = ['critical', 'high', 'medium', 'low', 'info'];

export function severityCell(severity: string | null): Markup {
  if (severity === null) return { markup: '–', sort: order.length };
  return { markup: `<span class="sev ${html(severity)}">${html(severity)}</span>`, sort: order.indexOf(severity) };
}

/** The place, and under it what else a reader needs to find it: the finding's id, who owns it, when it was changed. */
export function placeCell(finding: ReportFinding): Markup {
  const { facts } = finding;
  const owner = facts.owner === null ? 'owner not known' : `owner ${clip(facts.owner, 60)}`;
  // A database does not tell when a table was modified.
  const modified = finding.column === undefined ? `, modified ${day(facts.mtime)}` : '';
  const more = `${owner}, ${readableBy(facts.exposure)}${modified}`;
  return {
    markup: `${html(clip(finding.place))}<br><span class="small">${dated(more)}</span><br><span class="id">${html(finding.id)}</span>`,
    sort: clip(finding.place),
  };
}

/** What was recognised, how often and how surely. */
export function whatCell(finding: ReportFinding, report: Report): Markup {
  const title = report.detectors[finding.detector]?.title ?? finding.detector;
  const distinct = finding.distinctIsEstimate ? `about ${count(finding.distinct)}` : count(finding.distinct);
  const whole = inWholeTable(finding);
  const at =
    finding.at.length === 0
      ? ''
      : `<br><span class="small">${html(clip(`at ${finding.at.slice(0, 3).join(', ')}`, 120))}</span>`;
  return {
    markup: `${html(title)}<br><span class="small">${several(finding.count, 'match', 'matches')}${whole === null ? '' : ` (${whole})`}, ${distinct} different${customersWords(finding)}; ${finding.confidence} confidence (${finding.score})</span>${at}`,
    sort: title,
  };
}

/** What the rule says and why, with every factor of the risk. */
export function whyCell(verdict: ReportVerdict, report: Report): Markup {
  const say = report.sentence ?? reasonWords;
  const lines = [
    verdict.because.length === 0 ? '' : clip(verdict.because.map(say).join(report.sentence === null ? '; ' : ' '), 500),
    verdict.citations.length === 0 ? '' : clip(`Rests on ${verdict.citations.join('; ')}`, 300),
    subjectLine(verdict),
    verdict.risk === null ? '' : `Risk ${verdict.risk.score} = ${riskLine(verdict.risk)}`,
  ].filter((line) => line !== '');
  const rule = verdict.rule === null ? '' : ` <code>${html(clip(verdict.rule, 80))}</code>`;
  const since = verdict.since === null ? '' : ` since ${dated(verdict.since)}`;
  return {
    markup: `${html(statusWords(verdict.type, verdict.status))}${since}${rule}<br><span class="small">${lines.map(dated).join('<br>')}</span>`,
    sort: verdict.status,
  };
}

/** Whose data it is taken for; where the reasons say it already, nothing. */
function subjectLine({ because, subject, subjectEvidence }: ReportVerdict): string {
  if (because.some((reason) => reason.startsWith('subject='))) return '';
  if (subject === 'unknown') return 'Whose data it is, is not known';
  return `Taken for ${subject} data (${clip(subjectEvidence.split('; ').map(reasonWords).join('; '), 120)})`;
}

/** How long past its date: a number, or at most so many days. */
export function daysCell(verdict: ReportVerdict): Markup {
  const days = daysOverdue(verdict);
  if (days !== null) return { markup: count(days), sort: days };
  const most = daysOverdueAtMost(verdict);
  return most === null ? { markup: '–', sort: -1 } : { markup: `≤ ${count(most)}`, sort: most };
}

/** Why it was recognised. */
export function evidenceCell(finding: ReportFinding): Markup {
  return { markup: `<span class="small">${html(clip(finding.because.map(evidenceLine).join('; '), 300))}</span>` };
}

/** A folder's name, owners, and how old what lies in it is. */
export function folderCell(of: PlaceCount): Markup {
  const owners = of.owners.length === 0 ? 'owner not known' : `owned by ${clip(of.owners.join(', '), 80)}`;
  return {
    markup: `${html(clip(of.place))}<br><span class="small">${dated(`${owners}; ${age(of)}`)}</span>`,
    sort: clip(of.place),
  };
}

/** Escaped, with dates that are not broken at their hyphens. */
function dated(text: string): string {
  return html(text).replace(/\b\d{4}-\d{2}-\d{2}\b/g, '<span class="d">$&</span>');
}

export function age({ oldest, newest }: PlaceCount): string {
  if (oldest === null || newest === null) return 'age not known';
  const [from, to] = [day(oldest), day(newest)];
  return from === to ? `modified ${from}` : `modified ${from} to ${to}`;
}
