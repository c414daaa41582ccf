import type { DatabaseCount, ReportFinding } from '../../../agent/contracts/report.ts';
import { percent } from '../databases.ts';
import { html } from '../escape.ts';
import { wholeTable } from './cells.ts';
import { type Page, paragraph, section } from './page.ts';
import { type Cell, clip, type Markup, table } from './table.ts';

/** How deep the databases were read, and which of their columns hold what; nothing where there is none. */
export function databasesSection(page: Page): string {
  const { report, t } = page;
  const { databases } = report.summary;
  if (databases.length === 0) return '';
  const { columns } = report.lists;
  return section('databases', t.sections.databases, [
    bySource(databases, page),
    bounds(databases, page),
    columns.seen === 0 ? paragraph(t.databases.none) : byColumn(page),
  ]);
}

function bySource(databases: readonly DatabaseCount[], { t }: Page): string {
  const d = t.databases;
  return table(
    {
      id: 'databases-read',
      title: d.read,
      columns: d.readColumns,
      kinds: ['w', 'n', 'w', 'w', 'w', 'n', 'w', ''],
      rows: databases.map((of): Cell[] => {
        const { full, sampled } = of;
        const left = [of.views === 0 ? '' : d.views(of.views), of.foreign === 0 ? '' : d.foreign(of.foreign)];
        return [
          clip(of.source, 80),
          of.tables,
          full.tables === 0 ? null : d.inFull(full.rowsSeen, full.tables),
          sampled.tables === 0 ? null : d.sampled(sampled.rowsSeen, sampled.rows, sampled.tables, sampled.rowsNotKnown),
          sampled.blocks === 0 ? null : d.of(sampled.blocksSeen, sampled.blocks),
          sampled.missedAtMost === null ? null : { markup: percent(sampled.missedAtMost), sort: sampled.missedAtMost },
          left.filter((part) => part !== '').join(', ') || null,
          d.plain[of.plainConnections],
        ];
      }),
    },
    t,
  );
}

function bounds(databases: readonly DatabaseCount[], { t }: Page): string {
  const said = databases.flatMap((of) => {
    const sentence = missed(of, t);
    return sentence === null ? [] : [`${databases.length > 1 ? `${clip(of.source, 80)}: ` : ''}${sentence}.`];
  });
  if (said.length === 0) return '';
  return `<p class="note">${said.map(html).join('<br>')}<br>${html(t.databases.bound)}</p>`;
}

function missed({ sampled }: DatabaseCount, { databases: d }: Page['t']): string | null {
  const { tables, missedAtMost, notKnown } = sampled;
  if (tables === 0) return null;
  if (missedAtMost === null) return d.missedUnknown;
  const bound = missedAtMost === 0 ? d.missedNone : d.missed(percent(missedAtMost));
  return notKnown === 0 ? bound : bound + d.missedTables(notKnown);
}

/** Tables in the order of their first column, each with all of its columns. */
function byColumn(page: Page): string {
  const { report, t, rows } = page;
  const { columns } = report.lists;
  const shown = columns.rows.slice(0, rows);
  const grouped = [...Map.groupBy(shown, ({ folder }) => folder).values()].flat();
  return table(
    {
      id: 'columns',
      title: t.databases.columns,
      about: t.databases.columnsAbout,
      columns: t.databases.columnColumns,
      kinds: ['wide', 'w', 'n', 'n', 'n', 'w'],
      rows: grouped.map((finding) => [
        placeOf(finding),
        whatOf(finding, page),
        number(finding.count, finding.column?.countIsEstimate === true, t),
        whole(finding, t),
        number(finding.distinct, finding.distinctIsEstimate, t),
        clip(selectedBy(finding, t), 200),
      ]),
      of: columns.seen,
      rowsAre: t.databases.word,
    },
    t,
  );
}

function placeOf({ place, id }: ReportFinding): Markup {
  return { markup: `${html(clip(place))}<br><span class="id">${html(id)}</span>`, sort: clip(place) };
}

function whatOf({ detector, confidence, score }: ReportFinding, { report, t }: Page): Markup {
  const title = report.detectors[detector]?.title ?? detector;
  return {
    markup: `${html(title)}<br><span class="small">${html(t.confidence(confidence, score))}</span>`,
    sort: title,
  };
}

function whole(finding: ReportFinding, t: Page['t']): Markup | null {
  const estimate = finding.column?.estimate ?? null;
  return estimate === null ? null : number(estimate, wholeTable(finding, t) !== null, t);
}

function number(n: number, about: boolean, t: Page['t']): Markup {
  return { markup: html(about ? t.about(t.count(n)) : t.count(n)), sort: n };
}

const accountsNamed = 4;

/** Who may select a column: `everyone`, `crm_app, reporting and 3 more`. */
function selectedBy({ readers, facts }: ReportFinding, t: Page['t']): string {
  if (readers === undefined) return t.cells.notKnown;
  const { accounts, everyone, rowSecurity } = readers;
  const more = accounts.length > accountsNamed ? t.databases.andMore(accounts.length - accountsNamed) : '';
  // A database that is a file has no accounts: whoever can read the file.
  const nobody = facts.exposureFrom === 'source' ? t.databases.superusers : t.readers(facts.exposure);
  const named = accounts.slice(0, accountsNamed).join(', ');
  const who = everyone ? t.databases.everyone : accounts.length === 0 ? nobody : named + more;
  return rowSecurity ? who + t.databases.rowSecurity : who;
}
