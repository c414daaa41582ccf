import type { Report } from '../../../agent/contracts/report.ts';
import { several } from '../figures.ts';
import { noteWords } from '../words.ts';
import { type Paint, shorten } from './text.ts';

const shownAtMost = 3;

/** What the policy names and the run did not meet: most often a slip of the pen. */
export function policyLines({ policyNotes }: Report, width: number, paint: Paint): string[] {
  if (policyNotes.length === 0) return [];
  const shown = policyNotes.slice(0, shownAtMost);
  const more = policyNotes.length - shown.length;
  return [
    '',
    paint('bold', 'Policy'),
    ...shown.map((note) => paint('yellow', shorten(`  ${noteWords(note)}`, width))),
    ...(more > 0 ? [`  and ${several(more, 'more such word')}: in the csv report`] : []),
  ];
}
