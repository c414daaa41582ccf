import type { Report } from '../../../agent/contracts/report.ts';
import { count } from '../figures.ts';
import { thingsOf } from '../things.ts';
import { exposureWords } from '../words.ts';
import { bars } from './charts.ts';
import { folders } from './folders.ts';
import { section } from './section.ts';

/** What lies where the policy does not want it. */
export function misplacedSection(report: Report): string {
  const { summary } = report;
  if (!summary.byRule.some(({ type }) => type === 'location')) return '';
  const { misplaced } = summary;
  const inner =
    misplaced.total === 0
      ? '<p>All that was found lies in places that the policy approves, or could not be told.</p>'
      : folders('misplaced-folders', 'Folders with data that may not be there', 'Worst first.', misplaced, report);
  return section('misplaced', 'In the wrong place', inner);
}

/** Who can read it. */
export function exposureSection(report: Report): string {
  const { judged, summary } = report;
  const { byExposure, exposed } = summary;
  const chart = bars(
    'exposure',
    `${thingsOf(report).Many} with personal data, by who can read them`,
    (['everyone', 'group', 'owner', 'unknown'] as const).map((who) => ({
      name: exposureWords[who],
      label: count(byExposure[who]),
      pieces: [
        { name: who, value: byExposure[who], fill: who === 'everyone' ? 'unread' : who === 'unknown' ? 'left' : 'bar' },
      ],
    })),
    110,
  );
  const tables = summary.databases.length === 0 ? '' : ' Of tables, from grants, with roles expanded.';
  const note = `<p class="note">An upper bound, from permission bits, the folders above and access lists where they can be read; on network mounts it is not known.${tables}</p>`;
  const list =
    exposed.total === 0
      ? ''
      : folders('exposed-folders', 'Folders readable by more people than allowed', 'Worst first.', exposed, report);
  return section('exposure', 'Who can read it', `${chart}\n${note}\n${judged ? list : ''}`);
}
