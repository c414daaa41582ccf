import { type Changes, compareVerdicts } from '../judge/changes.ts';
import { judgeRun } from '../judge/judge-run.ts';
import { judgeAll } from '../pipeline.ts';
import { alarmOf } from './alarm.ts';
import { clock } from './clock.ts';
import { CannotRun } from './errors.ts';
import { writeReports } from './reports.ts';
import { openSession, type Session } from './session.ts';

export interface JudgeOptions {
  readonly config?: string;
  readonly state?: string;
  readonly now?: string;
  readonly whatIf?: string;
  readonly report: readonly string[];
  readonly json: boolean;
}

/** `wayward judge`: stored facts under the policy as it is now. Opens no file of any source. */
export async function judgeCommand(options: JudgeOptions): Promise<void> {
  const whatIf = options.whatIf !== undefined;
  await using session = await openSession({
    ...options,
    ...(whatIf ? { policyFile: options.whatIf, readOnly: true } : {}),
  });
  const judge = session.judge;
  if (judge === null) throw new CannotRun('the configuration has no "policy:" to judge by');
  const run = await session.store.run();
  if (run === null) throw new CannotRun('nothing is stored yet; run "wayward scan" first');
  if (whatIf && options.report.length > 0)
    throw new CannotRun('--what-if stores nothing, and so has no report; leave --report out');
  const now = clock(options.now, judge.policy.timezone);
  const changes = await compareVerdicts(session.store.verdicts(run.id), judgeRun(session.store, run.id, judge, now));
  if (!whatIf) {
    const announce = session.announcer(() => now.instant)?.judged(false);
    await judgeAll(session.store, run.id, { judge, now, alarm: alarmOf(session, now, () => now.instant) }, announce);
    await session.auditJudgement(run);
    const again = await session.store.run(run.id);
    if (again !== null) await session.keepReport(again);
  }
  await print(session, changes, options, whatIf);
  const judged = await session.store.run(run.id);
  if (!whatIf && judged !== null && session.reports.length + options.report.length > 0) {
    await writeReports(session, await session.buildReport(judged), options.report);
  }
}

const shownAtMost = 40;

async function print(session: Session, changes: Changes, options: JudgeOptions, whatIf: boolean): Promise<void> {
  if (options.json) {
    process.stdout.write(`${JSON.stringify(changes, null, 2)}\n`);
    return;
  }
  const total = changes.changed + changes.added + changes.removed;
  const lines = [
    `${whatIf ? 'This policy would change' : 'Judged again:'} ${total} of ${changes.same + total} verdicts; no file was read.`,
    ...Object.entries(changes.transitions).map(([key, count]) => `  ${count} × ${key.replace('>', ' → ')}`),
  ];
  for (const change of changes.changes.slice(0, shownAtMost)) {
    const [finding] = await session.store.finding(change.finding);
    const place = finding === undefined ? '' : session.placeOf(finding);
    lines.push(`  ${change.finding}  ${change.type}: ${inWords(change.from)} → ${inWords(change.to)}  ${place}`);
  }
  if (changes.changes.length > shownAtMost)
    lines.push(`  … and ${changes.changes.length - shownAtMost} more: --json lists all`);
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** `overdue, 1203 rows`: of a table the status can stay, and what it is about be another. */
function inWords(of: Changes['changes'][number]['from']): string {
  if (of === null) return 'none';
  const { status, rows } = of;
  if (rows === undefined) return status;
  const perhaps = rows.possibly === 0 ? '' : ` and perhaps ${rows.possibly} more`;
  return `${status} (${rows.overdue} rows${perhaps})`;
}
