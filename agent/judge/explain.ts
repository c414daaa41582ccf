import type { ColumnCount, Evidence, Finding, RegisterCount } from '../contracts/finding.ts';
import type { Risk, Verdict } from '../contracts/rule.ts';
import type { RowsJudged } from '../contracts/table.ts';
import { evidenceSentences, count as figure, reasonSentences, statusSentences, words } from './sentences.ts';

/**
 * Why something was recognised, for a reader who knows no codes. Holds no value: a finding has none.
 *
 * @param place as the configuration shows names; without it in full
 */
export function explainFinding(finding: Finding, detectorTitle: string, place = placeOf(finding)): string[] {
  const { counts } = finding;
  const values = finding.distinct === 1 ? '1 value' : `${finding.distinct} different values`;
  const about = finding.distinctIsEstimate ? ', estimated' : '';
  return [
    `${detectorTitle} (${finding.detector}, ${finding.category}) in ${place}.`,
    `Found ${times(finding.count)} (${values}${about}); confidence ${finding.confidence}, ${finding.score} of 100.`,
    `Matches by confidence: high ${counts.high}, medium ${counts.medium}, low ${counts.low}; test values left out ${counts.suppressed}.`,
    ...(finding.column === undefined ? [] : explainColumn(finding.column, finding.count)),
    ...(finding.register === undefined ? [] : [explainRegister(finding.register, finding.count)]),
    ...(finding.columns.length === 0 ? [] : [`In columns or fields: ${finding.columns.join(', ')}.`]),
    ...(finding.at.length === 0 ? [] : [`For example at: ${finding.at.join('; ')}.`]),
    ...(finding.because.length === 0 ? [] : ['Why (each weight is a power of ten of the odds):']),
    ...finding.because.map(explainEvidence),
  ];
}

/** The register is asked of matches at any confidence: it can know one that is not among those counted. */
function explainRegister(of: RegisterCount, count: number): string {
  const { matches, supported, customers, customersIsEstimate } = of;
  const which =
    matches <= count
      ? `${figure(matches)} of them`
      : `${figure(matches)} matches, those below medium confidence included`;
  const beside = `${figure(supported)} with another value of the same customer beside`;
  const people = customers === 1 ? '1 customer' : `${figure(customers)} different customers`;
  return `In the customer register: ${which} (${beside}), of ${customersIsEstimate ? 'about ' : ''}${people}.`;
}

/** What the count of a column means. */
function explainColumn({ cells, estimate, countIsEstimate }: ColumnCount, count: number): string[] {
  const whole =
    estimate === null
      ? 'how many in the whole table is not known'
      : estimate === count && !countIsEstimate
        ? 'the whole table was read'
        : `about ${figure(estimate)} in the whole table`;
  return [
    `Looked at ${figure(cells)} cells that are not empty; ${whole}.`,
    ...(countIsEstimate
      ? [
          'Some cells were counted by form: not each was checked, but some of those that are written alike, and the others were counted as these were.',
        ]
      : []),
  ];
}

/** What the policy says of it, and why. */
export function explainVerdict(verdict: Verdict): string[] {
  const { type, status, result, rule, severity } = verdict;
  const means = statusSentences[`${type} ${status}`] ?? statusSentences[status] ?? `${words(status)}.`;
  const head = `${capital(type)}: ${result}${severity === null ? '' : `, severity ${severity}`}. ${means}`;
  return [
    rule === null ? head : `${head} [${rule}]`,
    ...verdict.because.map((code) => `  ${explainReason(code)}`),
    ...(verdict.since === null ? [] : [`  So since ${verdict.since}.`]),
    ...(verdict.citations.length === 0 ? [] : [`  It rests on: ${verdict.citations.join('; ')}.`]),
    ...(verdict.rows === undefined ? [] : explainRows(verdict.rows).map((line) => `  ${line}`)),
    ...(verdict.risk === null ? [] : explainRisk(verdict.risk).map((line) => `  ${line}`)),
  ];
}

/** A code with what it refers to, as a sentence. */
export function explainReason(code: string): string {
  const equals = code.indexOf('=');
  const [name, value] = equals === -1 ? [code, ''] : [code.slice(0, equals), code.slice(equals + 1)];
  const sentence = Object.hasOwn(reasonSentences, name) ? reasonSentences[name] : undefined;
  return sentence?.(value) ?? code;
}

/** A code that we have no words for is shown as it is: nothing is left out of an explanation. */
function explainEvidence({ code, weight, note }: Evidence): string {
  const sentence = Object.hasOwn(evidenceSentences, code) ? evidenceSentences[code] : undefined;
  const sign = weight < 0 ? '−' : '+';
  const size = Math.abs(weight).toFixed(2);
  return `  ${sign}${size}  ${sentence ?? code}${note === undefined ? '' : ` (${note})`}`;
}

/** Rows in figures, and how to find them again. */
function explainRows(rows: RowsJudged): string[] {
  const counts: [number, string][] = [
    [rows.overdue, 'overdue'],
    [rows.possibly, 'perhaps overdue'],
    [rows.within, 'in time'],
    [rows.future, 'not begun'],
    [rows.noDate, 'without a date'],
    [rows.notRead, 'with something that is no date'],
  ];
  const told = counts.filter(([some]) => some > 0).map(([some, are]) => `${figure(some)} ${are}`);
  const years = rows.byYear.map(({ year, rows: some }) => `${year}: ${figure(some)}`);
  const keys =
    rows.firstKey === null || rows.lastKey === null ? [] : [`Their keys: ${rows.firstKey} to ${rows.lastKey}.`];
  const query = rows.query === '' ? [] : [`To count them again (read-only): ${rows.query}`];
  return [
    `Rows: ${figure(rows.rows)}${told.length === 0 ? '' : `, of them ${told.join(', ')}`}.`,
    ...(years.length === 0 ? [] : [`By year: ${years.join(', ')}.`]),
    ...keys,
    ...query,
    ...(query.length === 0 || rows.parameters.length === 0 ? [] : [`  with ${rows.parameters.join(', ')}`]),
  ];
}

function explainRisk(risk: Risk): string[] {
  const factors = Object.entries(risk.factors).map(([name, value]) => `${words(snake(name))} ${value}`);
  const people = `${risk.persons} ${risk.persons === 1 ? 'person' : 'persons'} by ${risk.personsFrom}`;
  return [
    `Risk ${risk.score} of 100 (formula ${risk.formula}): impact ${risk.impact} × likelihood ${risk.likelihood}, ${people}.`,
    `Factors: ${factors.join(', ')}.`,
    ...(risk.floor === null ? [] : [`The severity was raised: ${words(risk.floor)}.`]),
  ];
}

const placeOf = ({ source, path, part, column }: Finding) =>
  `${source}/${path}${part === '' || column !== undefined ? part : `!/${part}`}`;
const times = (count: number) => (count === 1 ? 'once' : `${count} times`);
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
