import { outOption, type ReportCommand, type ReportOptions, runOption } from '../report-command.ts';

/** `wayward report summary`: the numbers of a run, for a look or for a program. */
const summary: ReportCommand = {
  description: 'Coverage, violations, places and what to decide on one screen; --json has all numbers.',
  options: [runOption, outOption, { flags: '--json', description: 'the numbers as JSON', default: false }],
  help: `Examples:
  wayward report summary                       the newest run
  wayward report summary --run 3               the third
  wayward report summary --json | jq .summary.bySeverity`,
  async run(options) {
    if (options['json'] === true) await printJson(options);
    else {
      const { reportKindCommand } = await import('../report-kind.ts');
      await reportKindCommand({ ...options, kind: 'terminal', set: [] } as never);
    }
    return undefined;
  },
};
export default summary;

async function printJson({ config, state, run: named, out }: ReportOptions & { run?: unknown; out?: unknown }) {
  const [{ openSession }, { findRun }, { writeFile }] = await Promise.all([
    import('../session.ts'),
    import('../find-run.ts'),
    import('node:fs/promises'),
  ]);
  const given = { ...(config === undefined ? {} : { config }), ...(state === undefined ? {} : { state }) };
  await using session = await openSession({ ...given, readOnly: true });
  const run = await findRun(session.store, named as string | undefined);
  const report = await session.buildReport(run);
  const { judged, policyTitle, coverage, total, summary: numbers, riskLines, policyNotes } = report;
  const text = `${JSON.stringify({ run, judged, policy: policyTitle, coverage, total, summary: numbers, risk_lines: riskLines, policy_notes: policyNotes }, null, 2)}\n`;
  if (typeof out === 'string' && out !== '-') await writeFile(out, text, { mode: 0o600 });
  else process.stdout.write(text);
}
