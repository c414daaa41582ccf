import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Report, Reporter } from '../agent/contracts/report.ts';
import { html as escaped } from './lib/escape.ts';
import { count, minute, several } from './lib/figures.ts';
import { appendixSection } from './lib/html/appendix.ts';
import { copiesSection } from './lib/html/copies.ts';
import { coverageSection } from './lib/html/coverage.ts';
import { databasesSection } from './lib/html/databases.ts';
import { decisionsSection } from './lib/html/decisions.ts';
import { gather } from './lib/html/gather.ts';
import { headlineSection } from './lib/html/headline.ts';
import { inventorySection } from './lib/html/inventory.ts';
import { exposureSection, misplacedSection } from './lib/html/places.ts';
import { retentionSection } from './lib/html/retention.ts';
import { script } from './lib/html/script.ts';
import { style } from './lib/html/style.ts';
import { violationsSection } from './lib/html/violations.ts';
import { thingsOf } from './lib/things.ts';

const settings = z
  .strictObject({
    /** The longest a list gets (the lists of what is overdue and what is to be decided: half of it); the rest is counted. */
    rows: z.number().int().min(1).max(5000).default(100),
  })
  .prefault({});
export type HtmlSettings = z.infer<typeof settings>;

/** One self-contained page for people: opens offline, prints to PDF, needs no script. Coverage comes first. */
const html: Reporter<HtmlSettings> = {
  id: 'html',
  title: 'Page to read, print and keep',
  extension: 'html',
  settings,
  write,
};
export default html;

async function write(report: Report, out: (chunk: string) => Promise<void>, { rows }: HtmlSettings): Promise<void> {
  const gathered = await gather(report, rows);
  await out(head(report));
  for (const section of [coverageSection(report, gathered), headlineSection(report)]) await out(`${section}\n`);
  if (report.judged) {
    for (const section of [violationsSection, retentionSection, misplacedSection])
      await out(`${section(report, gathered)}\n`);
  }
  for (const section of [copiesSection(report), exposureSection(report), databasesSection(report, gathered)])
    if (section !== '') await out(`${section}\n`);
  await out(`${inventorySection(report, gathered)}\n`);
  if (report.judged) await out(`${decisionsSection(report, gathered)}\n`);
  await out(`${appendixSection(report, gathered)}\n`);
  await out(
    `</main>\n<footer><p>Wayward ${escaped(report.run.version)}, run ${escaped(report.run.id)}</p></footer>\n<script>${script}</script>\n</body>\n</html>\n`,
  );
}

/** What the page may do, should something hostile get through the escaping: nothing but its own style and script. */
const allowed = `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`;

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function head(report: Report): string {
  const { run, judged, policyTitle } = report;
  const title = judged ? 'What has strayed, and what has overstayed' : 'What personal data lies where';
  const policy = policyTitle === null ? '' : `${escaped(policyTitle)} · `;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${allowed}">
<meta name="referrer" content="no-referrer">
<title>Wayward: ${escaped(title)}, ${escaped(minute(run.startedAt))}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#coverage">To the report</a>
<header>
<p class="brand">Wayward</p>
<h1>${escaped(title)}</h1>
<p class="meta">${policy}${escaped(minute(run.startedAt))} · run <span class="id">${escaped(run.id)}</span></p>
<p class="lead">${escaped(inOneSentence(report))}</p>
${unfinished(report)}
<nav aria-label="Contents"><ol>${contents(report)}</ol></nav>
</header>
<main>
`;
}

function inOneSentence(report: Report): string {
  const { judged, summary, total } = report;
  const { byResult, bySeverity, itemsWithFindings } = summary;
  const read = `Of ${thingsOf(report).several(total.listed)}, ${several(total.read, 'was', 'were')} read${total.partly === 0 ? '' : ` and ${count(total.partly)} in part`}; ${several(itemsWithFindings, 'holds', 'hold')} personal data.`;
  if (!judged) return read;
  if (byResult.violation === 0)
    return `${read} No violation was found; ${several(byResult.review, 'finding')} to review.`;
  const grave = bySeverity.critical + bySeverity.high;
  return `${read} ${several(byResult.violation, 'violation')}, ${grave === 0 ? 'none' : count(grave)} of them critical or high; ${several(byResult.review, 'finding')} to review.`;
}

function unfinished({ run }: Report): string {
  if (run.state === 'finished') return '';
  return `<div class="alert"><p><strong>This run ${run.state === 'running' ? 'is still going on' : `did not come to its end (${run.state})`}.</strong> What it had not yet listed is in no number here.</p></div>`;
}

function contents({ judged, summary }: Report): string {
  const has = (type: string) => summary.byRule.some((rule) => rule.type === type);
  const entries: [string, string, boolean][] = [
    ['coverage', 'What was looked at', true],
    ['numbers', 'The numbers', true],
    ['violations', 'Violations', judged],
    ['retention', 'Kept too long', judged && has('retention')],
    ['misplaced', 'In the wrong place', judged && has('location')],
    ['copies', 'Copies', summary.copies.total > 0],
    ['exposure', 'Who can read it', true],
    ['databases', 'Databases', summary.databases.length > 0],
    ['inventory', 'What was found', true],
    ['decisions', 'Decisions', judged],
    ['appendix', 'How this came about', true],
  ];
  return entries
    .filter(([, , shown]) => shown)
    .map(([id, name]) => `<li><a href="#${id}">${name}</a></li>`)
    .join('');
}
