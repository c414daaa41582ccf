import type { Report } from '../../../agent/contracts/report.ts';
import { severities } from '../../../agent/contracts/rule.ts';
import { html } from '../escape.ts';
import { count, several } from '../figures.ts';
import { thingsOf } from '../things.ts';
import { statusWords } from '../words.ts';
import { bars } from './charts.ts';
import { table } from './table.ts';

export interface Tile {
  readonly name: string;
  readonly value: number;
  readonly note?: string;
  /** A colour of the style sheet. */
  readonly tone?: string;
}

export function tiles(of: readonly Tile[]): string {
  const inner = of.map(({ name, value, note, tone }) => {
    const small = note === undefined ? '' : `<small>${html(note)}</small>`;
    return `<div${tone === undefined ? '' : ` class="t-${tone}"`}><dt>${html(name)}</dt><dd>${count(value)}${small}</dd></div>`;
  });
  return `<dl class="tiles">${inner.join('')}</dl>`;
}

/** The numbers to take away. */
export function headlineSection(report: Report): string {
  const inner = report.judged ? judgedNumbers(report) : inventoryNumbers(report);
  return `<section id="numbers" aria-labelledby="h-numbers"><h2 id="h-numbers">The numbers</h2>\n${inner}\n</section>`;
}

function judgedNumbers(report: Report): string {
  const { summary } = report;
  const { bySeverity, byResult, findings } = summary;
  const total = findings.high + findings.medium + findings.low;
  return [
    tiles([
      { name: 'Violations', value: byResult.violation, tone: byResult.violation > 0 ? 'critical' : 'read' },
      { name: 'For review', value: byResult.review, note: 'a person decides', tone: 'partly' },
      { name: 'Not known', value: byResult.unknown, note: 'a date or fact is missing', tone: 'left' },
      { name: 'Allowed', value: byResult.allowed, tone: 'read' },
    ]),
    `<p class="note">${several(total, 'finding')} in ${thingsOf(report).several(summary.itemsWithFindings)}; each is judged by every rule that concerns it.${suppressed(findings.suppressed)}</p>`,
    bars(
      'severities',
      'Violations by severity',
      severities.map((name) => ({
        name,
        label: count(bySeverity[name]),
        pieces: [{ name, value: bySeverity[name], fill: name }],
      })),
      80,
    ),
    table({
      id: 'statuses',
      title: 'What the rules say',
      columns: [{ name: 'Says' }, { name: 'Rule' }, { name: 'Result' }, { name: 'Times', kind: 'n' }],
      rows: summary.byStatus.map(({ type, status, result, verdicts }) => [
        statusWords(type, status),
        type,
        result,
        verdicts,
      ]),
    }),
  ].join('\n');
}

function inventoryNumbers(report: Report): string {
  const { summary } = report;
  const { findings, byExposure } = summary;
  return [
    tiles([
      { name: `${thingsOf(report).Many} with personal data`, value: summary.itemsWithFindings },
      { name: 'High confidence', value: findings.high, note: 'findings', tone: 'read' },
      { name: 'Medium confidence', value: findings.medium, note: 'findings', tone: 'partly' },
      { name: 'Low confidence', value: findings.low, note: 'findings, many of them noise', tone: 'left' },
      {
        name: 'Open to everyone',
        value: byExposure.everyone,
        note: `of these ${thingsOf(report).many}`,
        tone: byExposure.everyone > 0 ? 'unread' : 'read',
      },
    ]),
    `<p class="note">No policy was given, so nothing is judged: this is what lies where.${suppressed(findings.suppressed)}</p>`,
  ].join('\n');
}

function suppressed(findings: number): string {
  if (findings === 0) return '';
  return ` ${several(findings, 'further finding')} ${findings === 1 ? 'holds' : 'hold'} nothing but published test values and ${findings === 1 ? 'is' : 'are'} counted nowhere else.`;
}
