import type { ReportCopy } from '../../agent/contracts/report.ts';
import { share } from './figures.ts';
import { statusWords } from './words.ts';

type Match = ReportCopy['matches'][number];

/** `E-mail address: 70 % of the table’s values are in it, 100 % of its values are in the table`. */
export function sameWords(match: Match, title: string): string {
  const { held, taken } = match;
  const says = [
    held.compared === 0 ? '' : `${share(held.same, held.compared)} of the table’s values are in it`,
    taken.compared === 0 ? '' : `${share(taken.same, taken.compared)} of its values are in the table`,
  ];
  return `${title}: ${says.filter((part) => part !== '').join(', ')}`;
}

/** What the policy says of the place of a copy: `in a place that the policy does not name`; '' where it says nothing. */
export function placeWords({ other }: ReportCopy): string {
  return other.location === null ? '' : statusWords('location', other.location.status);
}
