import type { Report } from '../../../agent/contracts/report.ts';
import type { RiskLine } from '../../../agent/contracts/risk-line.ts';
import type { Coverage } from '../../../agent/contracts/store.ts';
import { several, share } from '../figures.ts';
import { thingsOf } from '../things.ts';
import { readableBy, riskLine, statusWords, words } from '../words.ts';

/**
 * What exports for risk registers say of a line. Title and description hold no numbers: tools compare them to know a
 * line again, and a count that differs every night would make it another one.
 */

/** `Financial data in a place that the policy does not name: share/IT` */
export function titleOf(line: RiskLine): string {
  return `${capital(categoryWords(line.category))} ${statusWords(line.type, line.status)}: ${line.place}`;
}

export function descriptionOf(line: RiskLine): string {
  const rules = line.rules.length === 0 ? 'no place or rule of the policy names it' : `rules ${line.rules.join(', ')}`;
  const citations = line.citations.length === 0 ? '' : ` (${line.citations.join('; ')})`;
  const what = line.category === 'any' ? 'any category' : line.category;
  return `${capital(categoryWords(line.category))} (${what}) in ${line.place} ${statusWords(line.type, line.status)}; ${rules}${citations}. Values are not shown.`;
}

/** `412 matches in 3 files or tables, of about 380 persons; readable by everyone; since 2024-01-01` */
export function countsOf(line: RiskLine): string {
  const persons = `at most ${several(line.persons, 'person')} in them`;
  return [
    `${several(line.matches, 'match', 'matches')} in ${several(line.items, 'file or table', 'files and tables')}`,
    line.risk.personsFrom === 'fingerprints' ? persons : `${persons}, by matches`,
    readableBy(line.exposure),
    ...(line.places > 1 ? [`in ${several(line.places, 'place')}`] : []),
    ...(line.since === null ? [] : [`since ${line.since}`]),
    ...(line.daysOverdue === null ? [] : [`${several(line.daysOverdue, 'day')} overdue at most`]),
  ].join('; ');
}

/** The score with every factor, and what it is called. */
export function scoreOf({ risk, severity, gravest }: RiskLine): string {
  return `score ${risk.score} (${severity}) by finding ${gravest}, formula ${risk.formula}: ${riskLine(risk)}`;
}

const actions: Readonly<Record<string, string>> = {
  'location unknown_location': 'Move it to an approved place or delete it; or have the place approved in the policy.',
  'location not_approved': 'Move it to a place approved for this data, or delete it.',
  'location approval_expired': 'Have the place approved again, or move the data.',
  'location third_party_without_contract': 'Stop the exchange, or conclude a contract that covers this data.',
  'location contract_expired': 'Stop the exchange, or renew the contract.',
  'location requirement_failed': 'Meet what the policy asks of the place: encryption, access, region, TLS.',
  'retention overdue': 'Delete it after approval by its owner, or record why it is kept and until when.',
  'exposure exposed': 'Narrow who may read it to what the policy allows.',
};

/** What to do about it, for who knows no better. */
export function actionOf({ type, status }: Pick<RiskLine, 'type' | 'status'>): string {
  return actions[`${type} ${status}`] ?? 'Look at it with its owner, and correct the place or the policy.';
}

const categories: Readonly<Record<string, string>> = {
  any: 'personal data',
  user: 'personal data',
  'user.contact': 'contact data',
  'user.name': 'names',
  'user.financial': 'financial data',
  'user.payment': 'payment data',
  'user.government_id': 'official numbers',
  'user.unique_id': 'customer and user numbers',
  'user.device': 'device data',
  'user.location': 'location data',
  'user.demographic': 'demographic data',
  'user.behavior': 'data on behaviour',
  'user.health_and_medical': 'health data',
  'user.biometric': 'biometric data',
  'user.genetic': 'genetic data',
  'user.criminal_history': 'data on criminal convictions',
  'user.authorization': 'credentials',
  'user.authentication': 'credentials',
  'user.account': 'account data',
  'user.workplace': 'data on employment',
};

/** `financial data`; what has no name of its own goes by that of what it is part of. */
export function categoryWords(category: string): string {
  for (let key = category; key !== ''; key = key.slice(0, Math.max(0, key.lastIndexOf('.')))) {
    const known = categories[key];
    if (known === undefined) continue;
    return key === category || key !== 'user' ? known : `${words(category.slice('user.'.length))} data`;
  }
  return `${words(category)} data`;
}

/** For filters and tags: `location`, `not-approved`, `user.financial`. */
export function labelsOf({ type, status, category }: RiskLine): string[] {
  return [type, status.replaceAll('_', '-'), category];
}

/** How much of it is known: `97.3 % of 20,000 files read, 3 folders not listed`. */
export function coverageOf(report: Report, of: Coverage): string {
  const things = thingsOf(report, of.source);
  const wanted = of.listed - of.excluded;
  const gaps = of.gaps === 0 ? '' : `, ${things.folders(of.gaps)} not listed`;
  return `${share(of.read, wanted)} of ${things.several(wanted)} read whole${gaps}`;
}

export const incomplete = (of: Coverage) => of.partly + of.unread + of.gaps > 0;

/** Of the source that a line is about, else of all. */
export function coverageOfLine(report: Report, line: RiskLine): string {
  return coverageOf(report, report.coverage.find(({ source }) => source === line.source) ?? report.total);
}

/** `share: not everything could be read`: no number either. */
export function incompleteTitle({ source }: Coverage): string {
  return `Not everything in ${source} was read: what is in the rest is not known`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
