import type { Report } from '../../../agent/contracts/report.ts';
import { html } from '../escape.ts';
import { minute } from '../figures.ts';
import type { Gathered } from './gather.ts';
import { section } from './section.ts';

/** How this answer came about: enough to repeat it. */
export function appendixSection(report: Report, { violations }: Gathered): string {
  const { run } = report;
  const formula = violations.rows.find(({ risk }) => risk !== null)?.risk?.formula ?? null;
  const facts: [string, string | null][] = [
    ['Run', run.id],
    ['State', run.state],
    ['Started', minute(run.startedAt)],
    ['Finished', run.finishedAt === null ? null : minute(run.finishedAt)],
    ['Wayward', run.version],
    ['Policy', report.policyTitle],
    ['Policy hash', run.policyHash],
    ['Configuration hash', run.configHash],
    ['Fingerprint key', run.keyId],
    ['Risk formula', formula],
    ['Detectors that found something', Object.keys(report.detectors).join(', ')],
  ];
  const list = facts
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `<dt>${html(name)}</dt><dd>${html(value ?? '')}</dd>`);
  return section(
    'appendix',
    'How this came about',
    `<dl class="facts">${list.join('')}</dl>
<h3>How to read it</h3>
<p>Wayward lists, opens and reads; it changes nothing. It never keeps the values it recognises: here are places and counts only. <code>wayward explain ID</code> tells in sentences why something was recognised and judged so; <code>wayward show ID</code> prints the matches, with your own permissions.</p>
<p>Confidence says how sure it is that a value is what it looks like: high from 85, medium from 65. A violation is a violation of this policy. Whether it is one of the law, and whether there was a breach, is for a person to say. This report is not legal advice.</p>`,
  );
}
