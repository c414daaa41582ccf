import { z } from 'zod';
import type { Report, Reporter } from '../agent/contracts/report.ts';
import { type Cells, writeTable } from './lib/risk/table.ts';
import { actionOf, countsOf, coverageOfLine, descriptionOf, labelsOf, scoreOf, titleOf } from './lib/risk/words.ts';

const settings = z
  .strictObject({
    separator: z.enum([',', ';']).default(','),
    /** As they are called in SimpleRisk. */
    source: z.string().default(''),
    category: z.string().default(''),
  })
  .prefault({});
export type SimpleRiskSettings = z.infer<typeof settings>;

/**
 * Risks for SimpleRisk: columns named like the fields of its interface, scored by its classic method (1) with likelihood
 * and impact from 1 to 5. Several values of one field are written `"a", "b"`.
 */
const simplerisk: Reporter<SimpleRiskSettings> = {
  id: 'simplerisk',
  title: 'Risks for SimpleRisk',
  extension: 'csv',
  settings,
  write: (report, out, given) => writeTable(out, columns, given.separator, rows(report, given)),
};
export default simplerisk;

const columns = [
  ...[
    'subject',
    'reference_id',
    'regulation',
    'control_number',
    'location',
    'source',
    'category',
    'team',
    'technology',
  ],
  ...['owner', 'manager', 'assessment', 'notes', 'tags', 'scoring_method', 'likelihood', 'impact'],
] as const;

/** Its classic scoring. */
const classic = 1;

function* rows(report: Report, given: SimpleRiskSettings): Generator<Cells<(typeof columns)[number]>> {
  for (const line of report.riskLines.lines) {
    yield {
      subject: titleOf(line),
      reference_id: line.id,
      control_number: line.rules.join(', '),
      location: line.place,
      source: given.source,
      category: given.category,
      assessment: descriptionOf(line),
      notes: `${countsOf(line)}. ${actionOf(line)} ${scoreOf(line)}. ${coverageOfLine(report, line)}. Run ${report.run.id}.`,
      tags: several(labelsOf(line)),
      scoring_method: classic,
      likelihood: line.likelihood,
      impact: line.impact,
    };
  }
}

function several(values: readonly string[]): string {
  return values.map((value) => `"${value.replaceAll('"', "'")}"`).join(', ');
}
