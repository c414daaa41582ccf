import { explainFinding, explainVerdict } from '../judge/explain.ts';
import { visible } from '../report/names.ts';
import { findFinding } from './find-finding.ts';
import { openSession } from './session.ts';

/** `wayward explain`: why something was recognised, and why it was judged as it was. */
export async function explainCommand(options: {
  readonly finding: string;
  readonly config?: string;
  readonly state?: string;
}): Promise<void> {
  await using session = await openSession({ ...options, readOnly: true, secrets: 'none' });
  const finding = await findFinding(session.store, options.finding);
  const title = session.detectors.get(finding.detector)?.title ?? finding.detector;
  const lines = [...explainFinding(finding, title, session.placeOf(finding))];
  const run = await session.store.run();
  if (run !== null) {
    for await (const verdict of session.store.verdicts(run.id)) {
      if (verdict.finding === finding.id) lines.push('', ...explainVerdict(verdict));
    }
  }
  // Names of tables and accounts are written by others.
  process.stdout.write(`${lines.map(visible).join('\n')}\n`);
}
