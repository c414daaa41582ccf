import { createHash } from 'node:crypto';
import { userInfo } from 'node:os';
import type { DecidedFinding, Decision } from '../contracts/decision.ts';
import type { ReviewLine } from '../contracts/review.ts';
import type { Run } from '../contracts/store.ts';
import { exceptionsOf } from '../judge/decided.ts';
import { judgeRun } from '../judge/judge-run.ts';
import { version } from '../version.ts';
import { clock } from './clock.ts';
import { CannotRun } from './errors.ts';
import { findRun } from './find-run.ts';
import { type FilledLine, readReview, tellMistakes } from './review-file.ts';
import { openSession, type Session } from './session.ts';

interface Options {
  readonly config?: string;
  readonly state?: string;
  readonly now?: string;
  readonly json: boolean;
}

/**
 * `wayward decisions import`: takes a retention review back as it was filled in. All of it or nothing; recorded in the
 * audit trail, and the newest run is judged again.
 */
export async function importCommand(options: Options & { readonly file: string; readonly by?: string }): Promise<void> {
  await using session = await openSession(options);
  const { judge, store } = session;
  if (judge === null) throw new CannotRun('the configuration has no "policy:", so there is nothing to decide on');
  const now = clock(options.now, judge.policy.timezone);
  const filled = await readReview(options.file, now.date);
  if (filled.length === 0) throw new CannotRun(`no line of ${options.file} is filled in: nothing was decided`);
  const run = await findRun(store, undefined);
  const lines = new Map((await (await session.buildReport(run)).review()).map((line) => [line.ref, line]));
  const mistakes = filled
    .filter(({ ref }) => !lines.has(ref))
    .map(
      ({ row }) =>
        `row ${row}: what it is about has changed since the review was written: export it again (wayward report retention)`,
    );
  if (mistakes.length > 0) throw new CannotRun(tellMistakes(options.file, mistakes));
  const actor = options.by ?? userInfo().username;
  const made: Omit<Decision, 'check'>[] = [];
  for (const line of filled) {
    made.push(await decisionOf(session, line, lines.get(line.ref) as ReviewLine, run, actor, now.instant));
  }
  await store.putDecisions(made);
  for (const { id, kind, ref, until, findings, run: of } of made) {
    const details = { kind, ref, run: of, findings: findings.length, ...(until === null ? {} : { until }) };
    await session.audit('retention_decided', id, { ...details, by: actor });
  }
  const decided = { ...judge, decided: exceptionsOf(await store.decisions()) };
  const announce = session.announcer(() => now.instant)?.judged(false);
  await store.judge(run.id, judgeRun(store, run.id, decided, now), judge.policy.hash, announce);
  await session.auditJudgement(run);
  const judged = await store.run(run.id);
  if (judged !== null) await session.keepReport(judged);
  const counts = Object.entries(Object.groupBy(made, ({ kind }) => kind)).map(([kind, of]) => `${kind} ${of.length}`);
  process.stdout.write(
    `${made.length} ${made.length === 1 ? 'decision' : 'decisions'} recorded (${counts.join(', ')}), and the newest run judged again.\n` +
      'Next: "wayward decisions list" shows them; the next scan looks whether what was to be deleted or moved is gone.\n',
  );
}

async function decisionOf(
  { store }: Session,
  { kind, reason, until, row }: FilledLine,
  line: ReviewLine,
  run: Run,
  actor: string,
  decidedAt: string,
): Promise<Omit<Decision, 'check'>> {
  const findings: DecidedFinding[] = [];
  for (const id of line.findings) {
    const found = (await store.finding(id)).find((one) => one.id === id);
    const item = found === undefined ? null : await store.item(found.item);
    if (found === undefined || item === null)
      throw new CannotRun(`row ${row}: ${id} is no longer known; export the review again`);
    const { source, path, part, detector } = found;
    const { contentHash, facts } = item;
    findings.push({ finding: id, item: item.id, source, path, part, detector, bytes: facts.bytes, contentHash });
  }
  const text = [line.ref, kind, reason, until ?? '', decidedAt, actor].join('\n');
  const id = `d-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
  const { ref, category, rule } = line;
  return { id, ref, kind, decidedAt, actor, run: run.id, category, rule, reason, until, findings };
}

/** `wayward decisions list`: newest first. */
export async function listCommand(options: Options & { readonly open: boolean }): Promise<void> {
  await using session = await openSession({ ...options, readOnly: true });
  const today = clock(options.now, session.judge?.policy.timezone ?? session.timezone).date;
  const all = [...(await session.store.decisions())].reverse();
  const shown = options.open ? all.filter((one) => isOpen(one, today)) : all;
  if (options.json) {
    for (const one of shown)
      process.stdout.write(`${JSON.stringify({ ...shownDecision(session, one), state: stateOf(one, today) })}\n`);
    return;
  }
  if (shown.length === 0) {
    process.stdout.write('No decision. "wayward report retention --out review.xlsx" writes a review to decide on.\n');
    return;
  }
  for (const one of shown) {
    const [first] = one.findings;
    const place = first === undefined ? '' : session.names.folder(first.source, first.path);
    const until = one.until === null ? '' : ` until ${one.until}`;
    process.stdout.write(
      `${one.id}  ${one.decidedAt.slice(0, 10)}  ${one.kind}${until}  ${one.findings.length} × ${one.category} in ${place}  ${stateOf(one, today)}  by ${one.actor}\n`,
    );
  }
}

/** With names as reports show them. */
function shownDecision({ names }: Session, { findings, ...rest }: Decision): object {
  return { ...rest, findings: findings.map((found) => shownFinding(names, found)) };
}

function shownFinding(names: Session['names'], { source, path, part, ...found }: DecidedFinding) {
  const whole = found.contentHash === null && part.startsWith('#') ? 'table' : 'file';
  return { ...found, place: names.place(source, path, part, whole) };
}

function isPlan({ kind }: Decision): boolean {
  return kind === 'delete' || kind === 'move';
}

function isOpen(one: Decision, today: string): boolean {
  return isPlan(one) ? !isDone(one) : one.until === null || one.until >= today;
}

function isDone({ check, kind }: Decision): boolean {
  if (check === null || check.there + check.unknown > 0) return false;
  return kind === 'delete' ? check.moved === 0 : true;
}

function stateOf(one: Decision, today: string): string {
  if (!isPlan(one)) return isOpen(one, today) ? 'in force' : 'ended';
  const { check } = one;
  if (check === null) return 'planned: no scan since';
  if (isDone(one)) return one.kind === 'delete' ? 'verified: absent' : 'verified: no longer there';
  const parts = [
    check.there === 0 ? '' : `${check.there} still there`,
    check.moved === 0 ? '' : `${check.moved} moved`,
    check.absent === 0 ? '' : `${check.absent} absent`,
    check.unknown === 0 ? '' : `${check.unknown} not seen`,
  ];
  return `not done: ${parts.filter((part) => part !== '').join(', ')}`;
}

/** `wayward decisions certificate`: what may be claimed of planned deletions, and no more. */
export async function certificateCommand(options: Options & { readonly id?: string }): Promise<void> {
  await using session = await openSession({ ...options, readOnly: true });
  const all = (await session.store.decisions()).filter(({ kind }) => kind === 'delete');
  const wanted =
    options.id === undefined ? all.filter(isDone) : all.filter(({ id }) => id.startsWith(options.id ?? ''));
  if (options.id !== undefined && wanted.length !== 1) {
    throw new CannotRun(
      `${options.id} names ${wanted.length === 0 ? 'no planned deletion' : `${wanted.length} planned deletions`}; "wayward decisions list" shows them`,
    );
  }
  const [only] = wanted;
  if (options.id !== undefined && only !== undefined && !isDone(only)) {
    throw new CannotRun(`${only.id} cannot be certified: ${stateOf(only, '')}`);
  }
  if (wanted.length === 0)
    throw new CannotRun('no planned deletion has been verified yet; scan again once it was carried out');
  for (const one of wanted) process.stdout.write(`${JSON.stringify(await certificateOf(session, one), null, 2)}\n`);
}

const limits = [
  'Logical deletion: a complete listing of the folder did not give the file, or the content that was read no longer holds it.',
  'It was not observed who deleted it, when, or how. No claim is made about blocks on the medium, snapshots, backups, replicas, journals or copies that were not scanned. It is no sanitisation in the sense of NIST SP 800-88.',
];

async function certificateOf({ store, names }: Session, one: Decision): Promise<object> {
  const { check, findings } = one;
  const run = check === null ? null : await store.run(check.run);
  const head = await store.auditHead();
  const body = {
    type: 'logical-deletion',
    decision: { id: one.id, reason: one.reason, rule: one.rule, category: one.category, reviewed_run: one.run },
    items: findings.map((found) => {
      const { item, finding, detector, bytes, contentHash, place } = shownFinding(names, found);
      return { item_ref: item, location_ref: place, finding, detector, size: bytes, sha256: contentHash };
    }),
    approved_by: [one.actor],
    approved_at: one.decidedAt,
    executed_by: null,
    executed_at: null,
    method: 'not observed',
    verification: {
      method: 'absence from a complete listing, or from the content read again',
      at: check?.at ?? null,
      run_id: check?.run ?? null,
      result: 'absent',
      absent: check?.absent ?? 0,
      items_with_the_same_content_still_there: check?.copies ?? 0,
    },
    residuals: { snapshots: 'unknown', backups: 'unknown', replicas: 'unknown', journal: 'unknown' },
    statement_of_limits: limits,
    policy_hash: run?.policyHash ?? null,
    agent_version: version,
    audit_head: head,
  };
  const id = createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 16);
  return { certificate_id: `cert-${id}`, ...body };
}
