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
 * 2. such a detector in the same part, at medium or above: a list with customer numbers is a customer list, in the
 *    folder of HR too; a part with numbers of both kinds tells nothing here;
 * 3. the policy's word on the place (`subjects`, first match);
 * 4. words nearby: those of the finding, else those of the whole part; one side needs more than twice the other.
 *
 * Else it is unknown. What contradicts the answer is shown, never dropped.
 *
 * @param here all findings of the same part
 */
export function tellSubject(
  finding: Finding,
  here: readonly Finding[],
  places: readonly SubjectPlace[],
  detectorSubjects: ReadonlyMap<string, 'customer' | 'employee'>,
): Told {
  const place = places.find(({ match }) => matches(match, finding.source, finding.path));
  const witnesses = [
    ownNature(finding, detectorSubjects),
    neighbours(finding, here, detectorSubjects),
    place === undefined
      ? null
      : { subject: place.subject, evidence: `place=${place.match.source}:${place.match.path}` },
    words(finding, here),
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

function neighbours(
  finding: Finding,
  here: readonly Finding[],
  detectorSubjects: ReadonlyMap<string, Subject>,
): Told | null {
  const speaking = here
    .filter(({ detector, part, confidence, count }) => {
      return part === finding.part && confidence !== 'low' && count > 0 && detectorSubjects.has(detector);
    })
    .map(({ detector }) => detector)
    .sort();
  const subjects = new Set(speaking.map((detector) => detectorSubjects.get(detector)));
  const [subject] = subjects;
  if (subject === undefined || subjects.size > 1) return null;
  return { subject, evidence: `detector=${[...new Set(speaking)].join(',')}` };
}

function words(finding: Finding, here: readonly Finding[]): Told | null {
  const own = weigh([finding], 'labels');
  return (
    own ??
    weigh(
      here.filter(({ part }) => part === finding.part),
      'labels_in_part',
    )
  );
}

function weigh(findings: readonly Finding[], code: string): Told | null {
  const customer = findings.reduce((sum, { subjects }) => sum + subjects.customer, 0);
  const employee = findings.reduce((sum, { subjects }) => sum + subjects.employee, 0);
  const evidence = `${code}=customer:${customer},employee:${employee}`;
  if (customer > 2 * employee) return { subject: 'customer', evidence };
  if (employee > 2 * customer) return { subject: 'employee', evidence };
  return null;
}
