import type { Judged, Opinion } from '../contracts/rule.ts';

/** An opinion with nothing but its status, and what is known besides. */
export function opinion(status: string, given: Partial<Omit<Opinion, 'status'>> = {}): Opinion {
  return { rule: null, because: [], since: null, citations: [], numbers: {}, dates: {}, ...given, status };
}

/** One reason: a code of ours, and after `=` what it refers to (ids, dates, numbers, words of the policy). */
export function reason(code: string, ...refersTo: readonly (string | number)[]): string {
  return refersTo.length === 0 ? code : `${code}=${refersTo.join(' ')}`;
}

/** ISO dates (YYYY-MM-DD) compare as strings. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}

/** Whose data it is, and what an unknown subject was taken for. */
export function subjectReason({ subject, subjectAs, subjectEvidence }: Judged): string {
  return reason('subject', subject === subjectAs ? subject : `${subject} as ${subjectAs}`, `from ${subjectEvidence}`);
}
