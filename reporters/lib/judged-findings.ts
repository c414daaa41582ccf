import type { Report, ReportFinding, ReportVerdict } from '../../agent/contracts/report.ts';

/** Findings with what the policy says of them (nothing, in an inventory): both streams come in the same order. */
export async function* judgedFindings(
  report: Report,
): AsyncGenerator<{ readonly finding: ReportFinding; readonly verdicts: readonly ReportVerdict[] }> {
  const stream = report.verdicts()[Symbol.asyncIterator]();
  try {
    let next = await stream.next();
    for await (const finding of report.findings()) {
      const verdicts: ReportVerdict[] = [];
      while (next.done !== true && next.value.finding === finding.id) {
        verdicts.push(next.value);
        next = await stream.next();
      }
      yield { finding, verdicts };
    }
    if (next.done !== true) throw new Error('a verdict came out of order');
  } finally {
    await stream.return?.();
  }
}
