import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Report, Reporter } from '../agent/contracts/report.ts';
import { html as escaped, json } from './lib/escape.ts';
import { minute } from './lib/figures.ts';
import { appendixSection } from './lib/html/appendix.ts';
import { loadCharts } from './lib/html/charts.ts';
import { copiesSection } from './lib/html/copies.ts';
import { coverageSection } from './lib/html/coverage.ts';
import { databasesSection } from './lib/html/databases.ts';
import { decisionsSection } from './lib/html/decisions.ts';
import { exposureSection } from './lib/html/exposure.ts';
import { firstSection } from './lib/html/first.ts';
import { headlineSection } from './lib/html/headline.ts';
import { inventorySection } from './lib/html/inventory.ts';
import { misplacedSection } from './lib/html/misplaced.ts';
import { type Page, thingsIn } from './lib/html/page.ts';
import { retentionSection } from './lib/html/retention.ts';
import { script } from './lib/html/script.ts';
import { runningHead, style } from './lib/html/style.ts';
import de from './lib/html/texts/de.ts';
import en, { type Texts } from './lib/html/texts/en.ts';
import { violationsSection } from './lib/html/violations.ts';

const languages: Readonly<Record<'en' | 'de', Texts>> = { en, de };

const settings = z
  .strictObject({
    /** The longest a list gets (the lists of what is overdue and what is to be decided: half of it); the rest is counted. */
    rows: z.number().int().min(1).max(1000).default(250),
    language: z.enum(['en']).default('en'),
  })
  .prefault({});
export type HtmlSettings = z.infer<typeof settings>;

/** One self-contained page for people: opens offline, prints to PDF, needs no script. Coverage comes first. */
const html: Reporter<HtmlSettings> = {
  id: 'html',
  title: 'Page to read, print and keep',
  extension: 'html',
  settings,
  fromKept: true,
  write,
};
export default html;

type Section = keyof Texts['sections'];

async function write(
  report: Report,
  out: (chunk: string) => Promise<void>,
  { rows, language }: HtmlSettings,
): Promise<void> {
  const t = languages[language];
  const page: Page = { report, t, rows, charts: await loadCharts(), things: thingsIn(report, t) };
  const made = sections(page).filter(([, text]) => text !== '');
  await out(head(page, made));
  for (const [, text] of made) await out(`${text}\n`);
  await out(foot(page));
}

/** In order; '' where there is nothing to say. */
function sections(page: Page): [Section, string][] {
  const { judged } = page.report;
  return [
    ['coverage', coverageSection(page)],
    ['numbers', headlineSection(page)],
    ['first', judged ? firstSection(page) : ''],
    ['violations', judged ? violationsSection(page) : ''],
    ['retention', judged ? retentionSection(page) : ''],
    ['misplaced', judged ? misplacedSection(page) : ''],
    ['copies', copiesSection(page)],
    ['exposure', exposureSection(page)],
    ['databases', databasesSection(page)],
    ['inventory', inventorySection(page)],
    ['decisions', judged ? decisionsSection(page) : ''],
    ['appendix', appendixSection(page)],
  ];
}

/** What the page may do, should something hostile get through the escaping: nothing but its own style and script. */
function allowed(...styles: readonly string[]): string {
  const hashes = styles.map((text) => `'${hashOf(text)}'`).join(' ');
  return `default-src 'none'; style-src ${hashes}; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function head(page: Page, made: readonly [Section, string][]): string {
  const { report, t } = page;
  const { run, judged, policyTitle } = report;
  const title = t.title(judged);
  const paper = runningHead(`${minute(run.startedAt)}   ${run.id}`);
  const policy = policyTitle === null ? '' : `${escaped(policyTitle)} · `;
  const contents = made.map(([id]) => `<li><a href="#${id}">${escaped(t.sections[id])}</a></li>`).join('');
  return `<!doctype html>
<html lang="${t.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${allowed(style, paper)}">
<meta name="referrer" content="no-referrer">
<title>Wayward: ${escaped(title)}, ${escaped(minute(run.startedAt))}</title>
<style>${style}</style>
<style>${paper}</style>
</head>
<body>
<a class="skip" href="#coverage">${escaped(t.skip)}</a>
<header>
<p class="brand">Wayward</p>
<h1>${escaped(title)}</h1>
<p class="meta">${policy}${escaped(minute(run.startedAt))} · ${escaped(t.run)} <span class="id">${escaped(run.id)}</span></p>
<p class="lead">${escaped(inOneSentence(page))}</p>
${alerts(page)}
<nav aria-label="${escaped(t.contents)}"><ol>${contents}</ol></nav>
</header>
<main>
`;
}

function inOneSentence({ report, t, things }: Page): string {
  const { judged, summary, total } = report;
  const { byResult, bySeverity, itemsWithFindings: holding } = summary;
  const read = t.read(
    things.several(total.listed),
    total.read,
    t.count(total.read),
    total.partly,
    t.count(holding),
    holding === 1,
  );
  if (!judged) return read;
  const review = t.findings(byResult.review);
  if (byResult.violation === 0) return `${read} ${t.noViolation(review)}`;
  return `${read} ${t.violationsFound(byResult.violation, bySeverity.critical + bySeverity.high, review)}`;
}

function alerts({ report, t }: Page): string {
  const { state } = report.run;
  const alert = (strong: string, rest: string) =>
    `<div class="alert"><p><strong>${escaped(strong)}</strong> ${escaped(rest)}</p></div>`;
  return [
    state === 'finished' ? '' : alert(t.unfinished(state), t.unfinishedSo),
    report.whole ? '' : alert(t.pastRun, ''),
    report.sealed === 0 ? '' : alert(t.sealed(report.sealed), ''),
  ].join('');
}

function foot({ report, t }: Page): string {
  const { sort, filter, filterHere, next, previous, page, none } = t.table;
  const says = { sort: sort('{column}'), filter: filter('{title}'), filterHere, next, previous, page, none };
  // Not run, only read: no `<` of it can end the element.
  const data = json(says).replaceAll('<', '\\u003c');
  return `</main>
<footer><p>${escaped(t.footer(report.run.version, report.run.id))}</p></footer>
<script id="says" type="application/json">${data}</script>
<script>${script}</script>
</body>
</html>
`;
}
