import type { PlaceCount, ReportFinding, ReportVerdict } from '../../../agent/contracts/report.ts';
import { html } from '../escape.ts';
import { day } from '../figures.ts';
import { daysOverdue, daysOverdueAtMost, evidenceLine } from '../words.ts';
import type { Page } from './page.ts';
import { clip, type Markup } from './table.ts';

/** Cells that several tables share. */

const order = ['critical', 'high', 'medium', 'low', 'info'];

export function severityCell(severity: string | null, { t }: Pick<Page, 't'>): Markup {
  if (severity === null) return { markup: '–', sort: order.length };
  return {
    markup: `<span class="sev ${html(severity)}">${html(t.severity(severity))}</span>`,
    sort: order.indexOf(severity),
  };
}

/** The place, and under it what else a reader needs to find it: the finding's id, who owns it, when it was changed. */
export function placeCell(finding: ReportFinding, { t }: Page): Markup {
  const { facts } = finding;
  const owner = t.cells.owner(facts.owner === null ? null : clip(facts.owner, 60));
  const readable = t.cells.readable(t.readers(facts.exposure), facts.exposure !== 'unknown');
  // A database does not tell when a table was modified.
  const modified =
    finding.column === undefined ? t.cells.modified(facts.mtime === null ? t.cells.unknownDay : day(facts.mtime)) : '';
  return {
    markup: `${html(clip(finding.place))}<br><span class="small">${dated(`${owner}, ${readable}${modified}`)}</span><br><span class="id">${html(finding.id)}</span>`,
    sort: clip(finding.place),
  };
}

/** What was recognised, how often and how surely. */
export function whatCell(finding: ReportFinding, { report, t }: Page): Markup {
  const title = report.detectors[finding.detector]?.title ?? finding.detector;
  const distinct = finding.distinctIsEstimate ? t.about(t.count(finding.distinct)) : t.count(finding.distinct);
  const whole = wholeTable(finding, t);
  const at =
    finding.at.length === 0
      ? ''
      : `<br><span class="small">${html(clip(t.cells.at(finding.at.slice(0, 3).join(', ')), 120))}</span>`;
  const customers =
    finding.register === undefined
      ? ''
      : t.cells.customers(finding.register.customers, finding.register.customersIsEstimate);
  const says = `${t.matches(finding.count)}${whole === null ? '' : ` (${whole})`}, ${t.cells.distinct(distinct)}${customers}; ${t.confidence(finding.confidence, finding.score)}`;
  return { markup: `${html(title)}<br><span class="small">${html(says)}</span>${at}`, sort: title };
}

/** What a column's count means for the whole table; null outside of tables, and where the count says it. */
export function wholeTable({ column, count: found }: ReportFinding, t: Page['t']): string | null {
  if (column === undefined) return null;
  if (column.estimate === null) return t.cells.wholeUnknown;
  if (column.estimate === found && !column.countIsEstimate) return null;
  return t.cells.whole(column.estimate);
}

/** What the rule says and why, with every factor of the risk. */
export function whyCell(verdict: ReportVerdict, { report, t }: Page): Markup {
  const say = t.sentence ?? report.sentence;
  const reasons = verdict.because.map(say ?? t.reason).join(say === null ? '; ' : ' ');
  const lines = [
    clip(reasons, 500),
    verdict.citations.length === 0 ? '' : clip(t.cells.restsOn(verdict.citations.join('; ')), 300),
    subjectLine(verdict, t),
    verdict.risk === null ? '' : riskLine(verdict.risk, t),
  ].filter((line) => line !== '');
  const rule = verdict.rule === null ? '' : ` <code>${html(clip(verdict.rule, 80))}</code>`;
  const since = verdict.since === null ? '' : dated(t.cells.since(verdict.since));
  return {
    markup: `${html(t.status(verdict.type, verdict.status))}${since}${rule}<br><span class="small">${lines.map(dated).join('<br>')}</span>`,
    sort: verdict.status,
  };
}

export function riskLine(risk: NonNullable<ReportVerdict['risk']>, t: Page['t']): string {
  const factors = Object.entries(risk.factors).map(([name, value]) => `${t.factor(name)} ${value}`);
  const said = [...factors, t.cells.persons(risk.persons, risk.personsFrom)].join(', ');
  const floor = risk.floor === null ? '' : t.cells.floor(risk.floor);
  return `${t.cells.risk(risk.score, risk.impact, risk.likelihood, said)}${floor}`;
}

/** Whose data it is taken for; where the reasons say it already, nothing. */
function subjectLine({ because, subject, subjectEvidence }: ReportVerdict, t: Page['t']): string {
  if (because.some((reason) => reason.startsWith('subject='))) return '';
  if (subject === 'unknown') return t.cells.noSubject;
  return t.cells.subject(t.subject(subject), clip(subjectEvidence.split('; ').map(t.reason).join('; '), 120));
}

/** How long past its date: a number, or at most so many days. */
export function daysCell(verdict: ReportVerdict, { t }: Page): Markup {
  const days = daysOverdue(verdict);
  if (days !== null) return { markup: html(t.count(days)), sort: days };
  const most = daysOverdueAtMost(verdict);
  return most === null ? { markup: '–', sort: -1 } : { markup: `≤ ${html(t.count(most))}`, sort: most };
}

/** Why it was recognised. */
export function evidenceCell(finding: ReportFinding): Markup {
  return { markup: `<span class="small">${html(clip(finding.because.map(evidenceLine).join('; '), 300))}</span>` };
}

/** A folder's name, owners, and how old what lies in it is. */
export function folderCell(of: PlaceCount, { t }: Page): Markup {
  const owners = of.owners.length === 0 ? t.places.noOwner : t.places.ownedBy(clip(of.owners.join(', '), 80));
  const { oldest, newest } = of;
  const age = oldest === null || newest === null ? t.places.noAge : t.places.age(day(oldest), day(newest));
  return {
    markup: `${html(clip(of.place))}<br><span class="small">${dated(`${owners}; ${age}`)}</span>`,
    sort: clip(of.place),
  };
}

/** Escaped, with dates that are not broken at their hyphens. */
export function dated(text: string): string {
  return html(text).replace(/\b\d{4}-\d{2}-\d{2}\b/g, '<span class="d">$&</span>');
}
