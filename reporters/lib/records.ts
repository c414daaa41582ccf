import type { Evidence } from '../../agent/contracts/records.ts';
import { count, share } from './figures.ts';

/** "Is it retained in accordance with the policy?": `yes`, `no (12)`, `not determined (coverage 97.3 %)`. */
export function retainedWords(of: Evidence): string {
  if (of.retained === 'no') return `no (${count(of.pastRetention)})`;
  if (of.retained === 'yes') return 'yes';
  return `not determined (coverage ${share(of.coverageOfRun, 1)})`;
}
