import { z } from 'zod';
import type { Report, Reporter } from '../agent/contracts/report.ts';
import { type Cells, writeTable } from './lib/risk/table.ts';
import { actionOf, countsOf, coverageOfLine, descriptionOf, labelsOf, scoreOf, titleOf } from './lib/risk/words.ts';

const five = z.array(z.string().trim().min(1)).length(5);
const settings = z
  .strictObject({
    separator: z.enum([',', ';']).default(';'),
    /** The labels of the risk matrix, from the lowest to the highest: they must be those of the matrix chosen there. */
    probabilities: five.default(['rare', 'unlikely', 'moderate', 'likely', 'almost certain']),
    impacts: five.default(['insignificant', 'minor', 'significant', 'major', 'severe']),
  })
  .prefault({});
export type CisoRisksSettings = z.infer<typeof settings>;

/**
 * Risk scenarios for CISO Assistant (model type RiskAssessment). Labels are those of its matrix "5x5 sensitive" unless
 * the settings name others. What a person has to say, the inherent and the residual risk and the treatment, stays open.
 */
const risks: Reporter<CisoRisksSettings> = {
  id: 'ciso-assistant-risks',
  title: 'Risk scenarios for CISO Assistant',
  extension: 'csv',
  settings,
  write: (report, out, given) => writeTable(out, columns, given.separator, rows(report, given)),
};
export default risks;

const columns = [
  ...['ref_id', 'name', 'description', 'inherent_proba', 'inherent_impact', 'existing_controls', 'current_proba'],
  ...['current_impact', 'additional_controls', 'residual_proba', 'residual_impact', 'treatment', 'assets'],
  ...['justification', 'filtering_labels'],
] as const;

function* rows(report: Report, given: CisoRisksSettings): Generator<Cells<(typeof columns)[number]>> {
  for (const line of report.riskLines.lines) {
    yield {
      ref_id: line.id,
      name: titleOf(line),
      description: descriptionOf(line),
      current_proba: given.probabilities[line.likelihood - 1] ?? null,
      current_impact: given.impacts[line.impact - 1] ?? null,
      additional_controls: actionOf(line),
      treatment: 'open',
      assets: line.place,
      justification: `${countsOf(line)}. ${scoreOf(line)}. ${coverageOfLine(report, line)}. Run ${report.run.id}.`,
      filtering_labels: labelsOf(line).join('|'),
    };
  }
}
