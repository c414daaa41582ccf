import type { Coverage } from '../../../agent/contracts/store.ts';
import { html } from '../escape.ts';
import { bytes } from '../figures.ts';
import { note, type Page, section } from './page.ts';
import { clip, moreThan, table } from './table.ts';

/** What was looked at, and first of all what was not. */
export function coverageSection(page: Page): string {
  const { report, t, charts, things } = page;
  const { total } = report;
  const { read, partly, unread, excluded } = total;
  const pieces = [
    { name: t.coverage.pieces.read, value: read, fill: 'read' },
    { name: t.coverage.pieces.partly, value: partly, fill: 'partly' },
    { name: t.coverage.pieces.unread, value: unread, fill: 'unread' },
    { name: t.coverage.pieces.excluded, value: excluded, fill: 'left' },
  ].map((piece) => ({ ...piece, label: `${t.count(piece.value)} (${t.share(piece.value, total.listed)})` }));
  const says = pieces.map(({ name, value }) => `${name}: ${t.count(value)}`).join(', ');
  return section('coverage', t.sections.coverage, [
    complete(page),
    charts.stacked('coverage', t.coverage.listed(things.several(total.listed)), pieces, says),
    bySource(page),
    note(total.carried === 0 ? '' : t.coverage.carried(things.several(total.carried))),
    note(total.touched === 0 ? '' : t.coverage.touched(total.touched)),
    reasons(page),
    problemLists(page),
    leftOut(page),
  ]);
}

function complete({ report, t, things }: Page): string {
  const { listed, partly, unread, gaps, excluded }: Coverage = report.total;
  const alert = (head: string, rest: string, fine = '') =>
    `<div class="alert${fine}"><p><strong>${html(head)}</strong> ${html(rest)}</p></div>`;
  if (listed + gaps === 0) return alert(t.coverage.nothing, t.coverage.nothingWhy);
  if (partly + unread + gaps === 0) {
    const left = excluded === 0 ? '' : t.coverage.leftOut(things.several(excluded), excluded);
    return alert(t.coverage.all, left.trim(), ' fine');
  }
  const parts = [
    unread === 0 ? '' : t.coverage.unread(things.several(unread)),
    partly === 0 ? '' : t.coverage.partly(things.several(partly)),
    gaps === 0 ? '' : t.coverage.gaps(things.folders(gaps), gaps),
  ].filter((part) => part !== '');
  return alert(t.coverage.incomplete, `${parts.join('; ')}. ${t.coverage.whatIsSaid}`);
}

function bySource({ report, t }: Page): string {
  const { coverage, total } = report;
  const lines = coverage.length > 1 ? [...coverage, { ...total, source: t.coverage.allSources }] : coverage;
  return table(
    {
      id: 'sources',
      title: t.coverage.bySource,
      about: t.coverage.sum,
      columns: t.coverage.columns,
      kinds: ['w', 'n', 'n', 'n', 'n', 'n', 'n', 'n', 'n'],
      rows: lines.map((of) => [
        clip(of.source, 80),
        ...[of.listed, of.read, of.partly, of.unread, of.excluded, of.gaps, of.carried],
        { markup: bytes(of.bytesListed), sort: of.bytesListed },
      ]),
    },
    t,
  );
}

function reasons({ report, t }: Page): string {
  const { byProblem } = report.summary;
  if (byProblem.length === 0) return '';
  return table(
    {
      id: 'reasons',
      title: t.coverage.reasons,
      about: t.coverage.reasonsAbout,
      columns: t.coverage.reasonColumns,
      kinds: ['w', '', 'n', 'w'],
      rows: byProblem.map(({ status, code, detail, problems }) => [
        t.problem(code, detail),
        t.problemStatus(status),
        problems,
        { markup: `<code>${html(detail === null ? code : `${code}: ${detail}`)}</code>`, sort: code },
      ]),
    },
    t,
  );
}

const placesShown = 20;

/** Every kind gets its share of the rows, so that a thousand locked archives don't hide one broken folder. */
function problemLists({ report, t, rows }: Page): string {
  const { summary, lists } = report;
  const each = Math.min(placesShown, Math.max(3, Math.floor(rows / Math.max(1, summary.byProblem.length))));
  const kinds = summary.byProblem.map((kind) => {
    const shown = lists.problems.rows
      .filter(({ status, code, detail }) => status === kind.status && code === kind.code && detail === kind.detail)
      .slice(0, each);
    const places = shown.map(({ place }) => `<li class="w">${html(clip(place))}</li>`).join('\n');
    const title = `${t.problemStatus(kind.status)}: ${t.problem(kind.code, kind.detail)} (${t.count(kind.problems)})`;
    const more = moreThan(shown.length, kind.problems, t.coverage.placesWord, t);
    return `<h4>${html(title)}</h4><ul class="places">\n${places}\n</ul>${more}`;
  });
  return kinds.length === 0 ? '' : `<h3>${html(t.coverage.places)}</h3>${kinds.join('\n')}`;
}

function leftOut({ report, t, things }: Page): string {
  const { excluded, excludedBy } = report.total;
  if (excluded === 0) return '';
  return table(
    {
      id: 'left-out',
      title: t.coverage.leftOutTitle,
      about: t.coverage.leftOutAbout,
      columns: [t.coverage.reason, things.Items],
      kinds: ['w', 'n'],
      rows: Object.entries(excludedBy)
        .sort((a, b) => b[1] - a[1])
        .map(([reason, files]) => [t.exclusion(reason), files]),
    },
    t,
  );
}
