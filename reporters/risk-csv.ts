import { z } from 'zod';
import type { Report, Reporter } from '../agent/contracts/report.ts';
import type { RiskLine } from '../agent/contracts/risk-line.ts';
import { type Cells, writeTable } from './lib/risk/table.ts';
import { actionOf, countsOf, coverageOfLine, descriptionOf, labelsOf, titleOf } from './lib/risk/words.ts';
import { statusWords } from './lib/words.ts';

const settings = z.strictObject({ separator: z.enum([',', ';']).default(',') }).prefault({});
export type RiskCsvSettings = z.infer<typeof settings>;

/** A risk register as a neutral table: likelihood and impact from 1 to 5, and every factor behind them. */
const riskCsv: Reporter<RiskCsvSettings> = {
  id: 'risk-csv',
  title: 'Risk register as a table: likelihood and impact 1 to 5, with every factor',
  extension: 'csv',
  settings,
  write: (report, out, { separator }) => writeTable(out, columns, separator, rows(report)),
};
export default riskCsv;

const columns = [
  ...['id', 'name', 'description', 'affected_asset', 'risk_owner', 'category', 'subcategory', 'consequences'],
  ...['likelihood', 'impact', 'risk', 'level', 'status', 'treatment', 'tags'],
  ...['source', 'violation', 'rules', 'citations', 'since', 'days_overdue', 'readable_by'],
  ...['places', 'items', 'findings', 'matches', 'persons', 'persons_from', 'confidence', 'coverage'],
  ...['formula', 'score', 'impact_value', 'likelihood_value', 'sensitivity', 'identifiability', 'volume'],
  ...['exposure', 'location', 'encryption', 'retention', 'third_party', 'floor', 'gravest_finding', 'run', 'policy'],
] as const;

function* rows(report: Report): Generator<Cells<(typeof columns)[number]>> {
  for (const line of report.riskLines.lines) {
    yield {
      id: line.id,
      name: titleOf(line),
      description: descriptionOf(line),
      affected_asset: line.place,
      risk_owner: line.owners.join(', '),
      category: 'Data protection',
      subcategory: line.category,
      consequences: `Disclosure of, or unlawful dealing with, personal data: ${countsOf(line)}`,
      likelihood: line.likelihood,
      impact: line.impact,
      risk: line.likelihood * line.impact,
      level: line.severity,
      status: 'open',
      treatment: actionOf(line),
      tags: labelsOf(line).join(', '),
      violation: statusWords(line.type, line.status),
      ...factsOf(line),
      coverage: coverageOfLine(report, line),
      run: report.run.id,
      policy: report.run.policyHash,
    };
  }
}

function factsOf(line: RiskLine): Cells<(typeof columns)[number]> {
  const { risk } = line;
  const factor = (name: string) => risk.factors[name] ?? null;
  return {
    source: line.source,
    rules: line.rules.join(', '),
    citations: line.citations.join('; '),
    since: line.since,
    days_overdue: line.daysOverdue,
    readable_by: line.exposure,
    places: line.places,
    items: line.items,
    findings: line.findings,
    matches: line.matches,
    persons: line.persons,
    persons_from: risk.personsFrom,
    confidence: line.confidence,
    formula: risk.formula,
    score: risk.score,
    impact_value: risk.impact,
    likelihood_value: risk.likelihood,
    sensitivity: factor('sensitivity'),
    identifiability: factor('identifiability'),
    volume: factor('volume'),
    exposure: factor('exposure'),
    location: factor('location'),
    encryption: factor('encryption'),
    retention: factor('retention'),
    third_party: factor('thirdParty'),
    floor: risk.floor,
    gravest_finding: line.gravest,
  };
}
