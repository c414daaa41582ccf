import type { ReportCommand } from '../report-command.ts';

/** `wayward report runs`: what `--run` can name. */
const runs: ReportCommand = {
  description: 'List the runs that are stored, by the numbers that --run takes.',
  options: [{ flags: '--json', description: 'one JSON object a line', default: false }],
  async run({ json, ...options }) {
    const { openSession } = await import('../session.ts');
    await using session = await openSession({ ...options, readOnly: true });
    for (const [at, run] of (await session.store.runs()).entries()) {
      const { id, state, startedAt, finishedAt, policyHash } = run;
      const line = json
        ? JSON.stringify({ number: at + 1, ...run })
        : [at + 1, id, startedAt, finishedAt ?? '-', state, policyHash === null ? 'inventory' : 'judged'].join('  ');
      process.stdout.write(`${line}\n`);
    }
    return undefined;
  },
};
export default runs;
