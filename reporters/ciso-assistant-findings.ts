import { z } from 'zod';
import type { Report, Reporter } from '../agent/contracts/report.ts';
import type { Severity } from '../agent/contracts/rule.ts';
import { type Cells, writeTable } from './lib/risk/table.ts';
import {
  actionOf,
  countsOf,
  coverageOf,
  coverageOfLine,
  descriptionOf,
  incomplete,
  incompleteTitle,
  labelsOf,
  scoreOf,
  titleOf,
} from './lib/risk/words.ts';

const settings = z.strictObject({ separator: z.enum([',', ';']).default(';') }).prefault({});
export type CisoFindingsSettings = z.infer<typeof settings>;

/**
 * For CISO Assistant's import of a follow-up (model type FindingsAssessment). It knows severities in small letters only,
 * statuses as `identified`, priorities 1 to 4, labels parted by `|`, and takes the first asset.
 */
const findings: Reporter<CisoFindingsSettings> = {
  id: 'ciso-assistant-findings',
  title: 'Findings for CISO Assistant',
  extension: 'csv',
  settings,
  write: (report, out, { separator }) => writeTable(out, columns, separator, rows(report)),
};
export default findings;

const columns = [
  ...['ref_id', 'name', 'description', 'severity', 'status', 'priority', 'asset', 'filtering_labels', 'due_date'],
  'observation',
] as const;

const priorities: Readonly<Record<Severity, number>> = { critical: 1, high: 2, medium: 3, low: 4, info: 4 };

function* rows(report: Report): Generator<Cells<(typeof columns)[number]>> {
  for (const line of report.riskLines.lines) {
    yield {
      ref_id: line.id,
      name: titleOf(line),
      description: `${descriptionOf(line)} ${actionOf(line)}`,
      severity: line.severity,
      status: 'identified',
      priority: priorities[line.severity],
      asset: line.place,
      filtering_labels: labelsOf(line).join('|'),
      observation: `${countsOf(line)}. ${scoreOf(line)}. ${coverageOfLine(report, line)}. Run ${report.run.id}.`,
    };
  }
  for (const of of report.coverage.filter(incomplete)) {
    yield {
      ref_id: `coverage-${of.source}`,
      name: incompleteTitle(of),
      description: 'Make it readable, or leave it out in the configuration on purpose.',
      severity: 'info',
      status: 'identified',
      priority: 4,
      asset: of.source,
      filtering_labels: 'coverage',
      observation: `${coverageOf(report, of)}. Run ${report.run.id}.`,
    };
  }
}
