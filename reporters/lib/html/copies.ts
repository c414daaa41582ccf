import type { Report, ReportCopy } from '../../../agent/contracts/report.ts';
import { placeWords, sameWords } from '../copies.ts';
import { html } from '../escape.ts';
import { severityCell } from './cells.ts';
import { section } from './section.ts';
import { clip, type Markup, table } from './table.ts';

/** Where else the values of tables lie; nothing where they lie nowhere else. */
export function copiesSection(report: Report): string {
  const { top, total } = report.summary.copies;
  if (total === 0) return '';
  const inner = [
    '<p>Tables and files that hold the same values as a table: backups, staging tables, exports. They are found by comparing keyed fingerprints of up to 128 values of each kind of data; which of the two came first these do not tell. Small extracts of large tables, and copies of tables that were only sampled, can go unseen.</p>',
    table({
      id: 'copies-list',
      title: 'Copies',
      about: report.judged
        ? 'Those in places that the policy does not approve first.'
        : 'Those in other sources first.',
      columns: [
        { name: 'Copy', kind: 'wide' },
        { name: 'Of the table', kind: 'wide' },
        { name: 'The same values', kind: 'wide' },
        ...(report.judged ? [{ name: 'Severity' }] : []),
      ],
      rows: top.map((copy) => [
        copyCell(copy),
        clip(copy.table.place),
        copy.matches
          .map((match) => sameWords(match, report.detectors[match.detector]?.title ?? match.detector))
          .join('; '),
        ...(report.judged ? [severityCell(copy.other.location?.severity ?? null)] : []),
      ]),
      of: total,
      rowsAre: 'copies',
    }),
  ];
  return section('copies', 'Copies', inner.join('\n'));
}

function copyCell(copy: ReportCopy): Markup {
  const { place } = copy.other;
  const location = placeWords(copy);
  const says = location === '' ? '' : `<br><span class="small">${html(location)}</span>`;
  return { markup: `${html(clip(place))}${says}`, sort: clip(place) };
}
