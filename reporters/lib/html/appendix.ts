import { html } from '../escape.ts';
import { minute } from '../figures.ts';
import { type Page, paragraph, section } from './page.ts';
import { clip, table } from './table.ts';

/** How this answer came about: enough to repeat it, and what it leaves open. */
export function appendixSection(page: Page): string {
  const { t } = page;
  return section('appendix', t.sections.appendix, [
    facts(page),
    undetermined(page),
    rules(page),
    weights(page),
    detectors(page),
    `<h3>${html(t.appendix.howToRead)}</h3>`,
    paragraph(t.appendix.changesNothing),
    paragraph(t.appendix.confidence),
  ]);
}

function facts({ report, t }: Page): string {
  const { run, policy, riskLines, lists } = report;
  const f = t.appendix.facts;
  const verdict = lists.violations.rows.find(({ risk }) => risk !== null);
  const all: [string, string | null][] = [
    [f.run, run.id],
    [f.state, run.state],
    [f.started, minute(run.startedAt)],
    [f.finished, run.finishedAt === null ? null : minute(run.finishedAt)],
    [f.version, run.version],
    [f.policy, report.policyTitle],
    [f.policyHash, run.policyHash],
    [f.timezone, policy?.timezone ?? null],
    [f.minConfidence, policy?.minConfidence ?? null],
    [f.unknownSubject, policy?.unknownSubject ?? null],
    [f.configHash, run.configHash],
    [f.key, run.keyId],
    [f.auditHead, report.auditHead === null ? null : `${report.auditHead.seq}:${report.auditHead.fingerprint}`],
    [f.formula, riskLines.lines[0]?.risk.formula ?? verdict?.risk?.formula ?? null],
  ];
  const list = all
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `<dt>${html(name)}</dt><dd>${html(value ?? '')}</dd>`);
  return `<dl class="facts">${list.join('')}</dl>`;
}

function undetermined({ report, t, things }: Page): string {
  const { total, summary } = report;
  const noYear = summary.byYear.find(({ year }) => year === '')?.items ?? 0;
  const said = [
    total.gaps === 0 ? '' : t.appendix.gaps(things.folders(total.gaps)),
    total.unread + total.partly === 0 ? '' : t.appendix.unread(things.several(total.unread + total.partly)),
    ...summary.byStatus
      .filter(({ result }) => result === 'unknown')
      .map(({ type, status, verdicts }) => t.appendix.unknown(t.status(type, status), verdicts)),
    summary.byExposure.unknown === 0 ? '' : t.appendix.exposureUnknown(things.several(summary.byExposure.unknown)),
    noYear === 0 ? '' : t.appendix.yearUnknown(things.several(noYear)),
  ].filter((line) => line !== '');
  const list =
    said.length === 0
      ? paragraph(t.appendix.undeterminedNone)
      : `<ul>${said.map((line) => `<li>${html(line)}</li>`).join('')}</ul>`;
  return `<h3>${html(t.appendix.undetermined)}</h3>${list}`;
}

function rules({ report, t }: Page): string {
  const { policy } = report;
  if (policy === null || policy.rules.length === 0) return '';
  return table(
    {
      id: 'rules',
      title: t.appendix.rules,
      columns: t.appendix.ruleColumns,
      kinds: ['w', '', 'n', 'w', 'w', 'w'],
      rows: policy.rules.map(({ id, type, version, title, says, citations, owner }) => [
        title === null
          ? id
          : { markup: `${html(clip(id, 80))}<br><span class="small">${html(clip(title, 120))}</span>`, sort: id },
        t.type(type),
        version,
        clip(says, 300),
        citations.length === 0 ? null : clip(citations.join('; '), 200),
        owner,
      ]),
    },
    t,
  );
}

function weights({ report, t }: Page): string {
  const { policy } = report;
  if (policy === null) return '';
  return table(
    {
      id: 'weights',
      title: t.appendix.weights,
      columns: t.appendix.weightColumns,
      kinds: ['', 'n'],
      rows: policy.weights.map(({ name, value }) => [
        { markup: `<code>${html(name)}</code>`, sort: name },
        { markup: html(String(value)), sort: value },
      ]),
    },
    t,
  );
}

function detectors({ report, t }: Page): string {
  const found = Object.entries(report.detectors);
  if (found.length === 0) return '';
  return table(
    {
      id: 'detectors',
      title: t.appendix.detectors,
      columns: t.appendix.detectorColumns,
      kinds: ['', 'w', 'w'],
      rows: found.map(([id, { title, category }]) => [
        { markup: `<code>${html(id)}</code>`, sort: id },
        title,
        category,
      ]),
    },
    t,
  );
}
