import { z } from 'zod';
import type { ComplianceRow } from '../agent/contracts/compliance.ts';
import type { Report, Reporter } from '../agent/contracts/report.ts';
import { type Cells, writeTable } from './lib/risk/table.ts';
import { coverageOf } from './lib/risk/words.ts';

const settings = z
  .strictObject({
    separator: z.enum([',', ';']).default(','),
    /** Beginnings of their names, as GDPR or ISO; empty: all. */
    frameworks: z.array(z.string().trim().min(1)).default([]),
  })
  .prefault({});
export type ComplianceSettings = z.infer<typeof settings>;

/** Requirement by requirement, which rules of the policy serve it and what the run says: pass, fail, not determined. */
const compliance: Reporter<ComplianceSettings> = {
  id: 'compliance',
  title: 'Requirements of laws and standards, with the evidence of a run',
  extension: 'csv',
  settings,
  write: (report, out, given) => writeTable(out, columns, given.separator, rows(report, given)),
};
export default compliance;

const columns = [
  ...['framework', 'requirement', 'title', 'result', 'why', 'rules', 'in_order', 'violations', 'to_be_looked_at'],
  ...['not_known', 'coverage', 'run', 'policy', 'note'],
] as const;

function* rows(report: Report, { frameworks }: ComplianceSettings): Generator<Cells<(typeof columns)[number]>> {
  const wanted = ({ framework }: ComplianceRow) =>
    frameworks.length === 0 || frameworks.some((name) => framework.toLowerCase().startsWith(name.toLowerCase()));
  for (const row of report.compliance.filter(wanted)) {
    yield {
      framework: row.framework,
      requirement: row.id.startsWith(`${row.framework} `) ? row.id.slice(row.framework.length + 1) : row.id,
      title: row.title,
      result: row.result.replaceAll('_', ' '),
      why: row.why === null ? '' : reasons[row.why],
      rules: row.rules.join('; '),
      in_order: row.allowed,
      violations: row.violation,
      to_be_looked_at: row.review,
      not_known: row.unknown,
      coverage: coverageOf(report, report.total),
      run: report.run.id,
      policy: report.run.policyHash,
      note: 'Evidence from a scan. Not a legal assessment.',
    };
  }
}

const reasons: Readonly<Record<NonNullable<ComplianceRow['why']>, string>> = {
  no_rule: 'no rule of the policy serves it',
  incomplete: 'nothing was found against it, but not everything was read',
  open: 'some findings are to be looked at, or not known',
};
