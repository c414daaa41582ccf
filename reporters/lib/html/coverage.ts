import type { Report } from '../../../agent/contracts/report.ts';
import type { Coverage } from '../../../agent/contracts/store.ts';
import { html } from '../escape.ts';
import { bytes, count, several } from '../figures.ts';
import { type Things, thingsOf } from '../things.ts';
import { exclusionWords, problemStatus, problemWords, words } from '../words.ts';
import { stacked } from './charts.ts';
import { type Gathered, problemKey } from './gather.ts';
import { clip, more, table } from './table.ts';

/** What was looked at, and first of all what was not. */
export function coverageSection(report: Report, gathered: Gathered): string {
  const { total } = report;
  const things = thingsOf(report);
  return [
    '<section id="coverage" aria-labelledby="h-coverage"><h2 id="h-coverage">What was looked at</h2>',
    complete(total, things),
    stacked('coverage', `${things.several(total.listed)} listed`, [
      { name: 'read', value: total.read, fill: 'read' },
      { name: 'read in part', value: total.partly, fill: 'partly' },
      { name: 'not read', value: total.unread, fill: 'unread' },
      { name: 'left out on purpose', value: total.excluded, fill: 'left' },
    ]),
    bySource(report),
    touched(total, things),
    reasons(report),
    problemLists(report, gathered),
    leftOut(total, things),
    '</section>',
  ].join('\n');
}

function complete({ listed, partly, unread, gaps, excluded }: Coverage, things: Things): string {
  if (listed + gaps === 0) {
    return '<div class="alert"><p><strong>Nothing was listed.</strong> The sources hold no file; are their paths right?</p></div>';
  }
  if (partly + unread + gaps === 0) {
    const left =
      excluded === 0
        ? ''
        : ` ${things.several(excluded)} ${excluded === 1 ? 'was' : 'were'} left out on purpose, as configured.`;
    return `<div class="alert fine"><p><strong>Everything that was to be read was read.</strong>${left}</p></div>`;
  }
  const parts = [
    unread === 0 ? '' : `${things.several(unread)} could not be read`,
    partly === 0 ? '' : `${things.several(partly)} only in part`,
    gaps === 0
      ? ''
      : `${things.folders(gaps)} could not be listed, so what ${gaps === 1 ? 'it holds' : 'they hold'} is unknown and in no number here`,
  ].filter((part) => part !== '');
  return `<div class="alert"><p><strong>This answer is not complete.</strong> ${html(parts.join('; '))}. What is said below is true of what was read.</p></div>`;
}

function bySource(report: Report): string {
  const lines =
    report.coverage.length > 1 ? [...report.coverage, { ...report.total, source: 'All sources' }] : report.coverage;
  return table({
    id: 'sources',
    title: 'By source',
    about: 'Listed = read + in part + not read + left out.',
    columns: [
      { name: 'Source', kind: 'w' },
      ...['Listed', 'Read', 'In part', 'Not read', 'Left out', 'Folders not listed', 'Unchanged', 'Size'].map(
        (name) => ({ name, kind: 'n' as const }),
      ),
    ],
    rows: lines.map((of) => [
      clip(of.source, 80),
      ...[of.listed, of.read, of.partly, of.unread, of.excluded, of.gaps, of.carried],
      { markup: bytes(of.bytesListed), sort: of.bytesListed },
    ]),
  });
}

function touched({ touched: files, carried }: Coverage, things: Things): string {
  const unchanged =
    carried === 0
      ? ''
      : `<p class="note">${things.several(carried)} had not changed since an earlier run; what that run found is carried over.</p>`;
  if (files === 0) return unchanged;
  return `${unchanged}<p class="note">Reading may have moved the access time of ${several(files, 'file')}: the system did not allow Wayward to spare it. Mount the share with <code>noatime</code> to avoid this.</p>`;
}

function reasons({ summary }: Report): string {
  if (summary.byProblem.length === 0) return '';
  return table({
    id: 'reasons',
    title: 'Why not, or only in part',
    about: 'What has several problems is counted with each of them.',
    columns: [
      { name: 'Reason', kind: 'w' },
      { name: 'What happened' },
      { name: 'Problems', kind: 'n' },
      { name: 'Code', kind: 'w' },
    ],
    rows: summary.byProblem.map(({ status, code, detail, problems }) => [
      problemWords(code, detail),
      problemStatus[status],
      problems,
      { markup: `<code>${html(detail === null ? code : `${code}: ${detail}`)}</code>`, sort: code },
    ]),
  });
}

function problemLists({ summary }: Report, { problems }: Gathered): string {
  const lists = summary.byProblem.map((kind) => {
    const shown = problems.get(problemKey(kind)) ?? [];
    const places = shown.map(({ place }) => `<li class="w">${html(clip(place))}</li>`).join('\n');
    const title = `${problemStatus[kind.status]}: ${problemWords(kind.code, kind.detail)} (${count(kind.problems)})`;
    return `<h4>${html(title)}</h4><ul class="places">\n${places}\n</ul>${more(shown.length, kind.problems, 'places')}`;
  });
  return lists.length === 0 ? '' : `<h3>The places</h3>${lists.join('\n')}`;
}

function leftOut({ excluded, excludedBy }: Coverage, things: Things): string {
  if (excluded === 0) return '';
  return table({
    id: 'left-out',
    title: 'Left out on purpose',
    about: 'By the configuration, which can change it. The JSON Lines report names each of them.',
    columns: [
      { name: 'Reason', kind: 'w' },
      { name: things.Items, kind: 'n' },
    ],
    rows: Object.entries(excludedBy)
      .sort((a, b) => b[1] - a[1])
      .map(([reason, files]) => [exclusionWords[reason] ?? words(reason), files]),
  });
}
