import type { Finding, Subject } from '../contracts/finding.ts';
import { type Match, matches } from './match.ts';

export interface Told {
  readonly subject: Subject;
  /** Codes, in order of weight: `detector=…`, `place=…`, `labels=…`; `against=…` where something speaks otherwise. */
  readonly evidence: string;
}

export interface SubjectPlace {
  readonly match: Match;
  readonly subject: Subject;
}

/**
 * Whose data a finding is. The first that speaks decides:
 *
 * 1. the detector's own nature: a customer number is a customer's wherever it lies;
 * 2. the customer register, when at least half of the finding's matches are in it;
 * 3. a detector of such a nature in the same part, at medium or above: a list with customer numbers is a customer list,
 *    in the folder of HR too; a part with numbers of both kinds tells nothing here;
 * 4. the register, when it knows at least half of what another kind of data in the same part has: a list of customers'
 *    e-mail addresses is a customer list;
 * 5. the policy's word on the place (`subjects`, first match);
 * 6. the register, when it knows two or more of the matches, or one beside which another value of the same customer
 *    stands: in a place of employees these may be employees who are customers, elsewhere it is customers' data;
 * 7. words nearby: those of the finding, else those of the whole part; one side needs more than twice the other;
 * 8. the register, when it knows a single match among many: that can be chance.
 *
 * Else it is unknown. What contradicts the answer is shown, never dropped.
 *
 * @param here all findings of the same part; of a table, of all its columns
 */
export function tellSubject(
  finding: Finding,
  here: readonly Finding[],
  places: readonly SubjectPlace[],
  detectorSubjects: ReadonlyMap<string, 'customer' | 'employee'>,
): Told {
  const place = places.find(({ match }) => matches(match, finding.source, finding.path));
  const weight = registerWeight(finding);
  const register = (asked: RegisterWeight) => (weight === asked ? registered(finding, 'register') : null);
  const witnesses = [
    ownNature(finding, detectorSubjects),
    register('most'),
    neighbours(here, detectorSubjects),
    registerHere(finding, here),
    place === undefined
      ? null
      : { subject: place.subject, evidence: `place=${place.match.source}:${place.match.path}` },
    register('some'),
    words(finding, here),
    register('one'),
  ].filter((told) => told !== null);
  const [first, ...others] = witnesses;
  if (first === undefined) return { subject: 'unknown', evidence: 'none' };
  const against = others
    .filter(({ subject }) => subject !== first.subject)
    .map(({ evidence }) => `against=${evidence}`);
  return { subject: first.subject, evidence: [first.evidence, ...against].join('; ') };
}

function ownNature(finding: Finding, detectorSubjects: ReadonlyMap<string, Subject>): Told | null {
  const subject = detectorSubjects.get(finding.detector);
  return subject === undefined ? null : { subject, evidence: `detector=${finding.detector}` };
}

type RegisterWeight = 'most' | 'some' | 'one' | 'none';

function registerWeight({ register, count }: Finding): RegisterWeight {
  if (register === undefined || register.matches === 0) return 'none';
  if (2 * register.matches >= count) return 'most';
  return register.matches > 1 || register.supported > 0 ? 'some' : 'one';
}

function registered({ register }: Finding, code: string): Told | null {
  if (register === undefined) return null;
  const { matches: found, customers, customersIsEstimate } = register;
  const about = customersIsEstimate ? '~' : '';
  return { subject: 'customer', evidence: `${code}=matches:${found},customers:${about}${customers}` };
}

/** Of those that the register knows best, the one with most matches. */
function registerHere(finding: Finding, here: readonly Finding[]): Told | null {
  const [best] = here
    .filter((other) => other.id !== finding.id && other.confidence !== 'low' && registerWeight(other) === 'most')
    .sort((a, b) => (b.register?.matches ?? 0) - (a.register?.matches ?? 0) || (a.id < b.id ? -1 : 1));
  return best === undefined ? null : registered(best, 'register_in_part');
}

function neighbours(here: readonly Finding[], detectorSubjects: ReadonlyMap<string, Subject>): Told | null {
  const speaking = here
    .filter(({ detector, confidence, count }) => confidence !== 'low' && count > 0 && detectorSubjects.has(detector))
    .map(({ detector }) => detector)
    .sort();
  const subjects = new Set(speaking.map((detector) => detectorSubjects.get(detector)));
  const [subject] = subjects;
  if (subject === undefined || subjects.size > 1) return null;
  return { subject, evidence: `detector=${[...new Set(speaking)].join(',')}` };
}

function words(finding: Finding, here: readonly Finding[]): Told | null {
  return weigh([finding], 'labels') ?? weigh(here, 'labels_in_part');
}

function weigh(findings: readonly Finding[], code: string): Told | null {
  const customer = findings.reduce((sum, { subjects }) => sum + subjects.customer, 0);
  const employee = findings.reduce((sum, { subjects }) => sum + subjects.employee, 0);
  const evidence = `${code}=customer:${customer},employee:${employee}`;
  if (customer > 2 * employee) return { subject: 'customer', evidence };
  if (employee > 2 * customer) return { subject: 'employee', evidence };
  return null;
}
