import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSession } from '../../agent/commands/session.ts';
import type { Finding } from '../../agent/contracts/finding.ts';
import type { ItemRecord } from '../../agent/contracts/store.ts';
import { nowFrom } from '../../agent/judge/judge.ts';
import { judgeRun } from '../../agent/judge/judge-run.ts';
import { finding, item, safe } from '../../test/store/make.ts';

/** A folder with a configuration, a policy and a store as after a large scan, without the files that it speaks of. */
export interface FilledStore {
  readonly dir: string;
  /** For `--config`; it names the state folder. */
  readonly config: string;
  readonly run: string;
}

/** The same numbers give the same store, so that it is made once. */
export async function filledStore(base: string, items: number, findings: number): Promise<FilledStore> {
  const dir = join(base, `store-${items}-${findings}`);
  const config = join(dir, 'wayward.yaml');
  if (!existsSync(join(dir, 'filled'))) {
    // What was begun and not finished is worth nothing.
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(join(dir, 'share'), { recursive: true });
    writeFileSync(config, configuration);
    writeFileSync(join(dir, 'key'), `${createHash('sha256').update('a key of this bench').digest('hex')}\n`, {
      mode: 0o600,
    });
    await fill(config, items, findings);
    writeFileSync(join(dir, 'filled'), '');
  }
  await using session = await openSession({ config, readOnly: true });
  return { dir, config, run: (await session.store.run())?.id ?? '' };
}

const filesInFolder = 100;
const departments = 40;

async function fill(config: string, items: number, findings: number): Promise<void> {
  await using session = await openSession({ config });
  const { store, judge } = session;
  const run = await store.beginRun({ ...session.runInfo(), startedAt: '2026-06-30T20:00:00Z' });
  // Of ten files with findings six have two: 1.6 each.
  const every = Math.max(1, Math.floor((items * 1.6) / findings));
  let left = findings;
  for (let folder = 0; folder * filesInFolder < items; folder++) {
    const unit = unitOf(folder);
    const records = Array.from({ length: Math.min(filesInFolder, items - folder * filesInFolder) }, (_, n) => {
      const record = recordOf(run.id, unit, folder * filesInFolder + n, every, left);
      left -= record.findings.length;
      return record;
    });
    await store.commitUnit(run.id, 'share', unit, { records, unchanged: [], refreshed: [], gone: [], gaps: [] });
  }
  await store.endRun(run.id, 'finished', '2026-06-30T23:00:00Z');
  if (judge === null) throw new Error('the configuration of the bench has no policy');
  const now = nowFrom('2026-07-01T06:00:00Z', judge.policy.timezone);
  await store.judge(run.id, judgeRun(store, run.id, judge, now), judge.policy.hash);
  await session.auditJudgement(run);
}

function unitOf(folder: number): string {
  const department = String(folder % departments).padStart(2, '0');
  return `department-${department}/project-${String(Math.floor(folder / departments)).padStart(4, '0')}`;
}

const kinds = [
  ['email', 'user.contact.email'],
  ['phone', 'user.contact.phone_number'],
  ['bank.iban', 'user.financial.bank_account'],
  ['card.pan', 'user.financial.credit_card'],
  ['pl.pesel', 'user.government_id.national_identification_number'],
] as const;
const exposures = ['owner', 'group', 'everyone', 'unknown'] as const;

function recordOf(run: string, unit: string, at: number, every: number, left: number): ItemRecord {
  const year = 2008 + (at % 18);
  const unread = at % 500 === 499;
  const made = item({ run, unit, name: `correspondence ${String(at).padStart(7, '0')}.docx` });
  const of = {
    ...made,
    kind: 'docx',
    status: unread ? ('unread' as const) : ('read' as const),
    problems: unread ? [{ code: 'encrypted' as const, detail: 'password' as const, part: safe('') }] : [],
    dates: [{ part: safe(''), event: 'created' as const, date: `${year}-06-01`, grade: 'B' as const, from: 'ooxml' }],
    facts: {
      ...made.facts,
      owner: `user${at % 37}`,
      mtime: `${year}-06-01T00:00:00.000Z`,
      exposure: exposures[Math.floor(at / 8) % 4] ?? 'unknown',
    },
  };
  if (unread || at % every !== 0) return { item: of, findings: [] };
  const nth = at / every;
  const wanted = Math.min(left, nth % 5 < 3 ? 2 : 1);
  const found = Array.from({ length: wanted }, (_, n) => findingOf(of, nth + n));
  // In the order in which a scan records them.
  return { item: of, findings: found.sort((a, b) => (a.detector < b.detector ? -1 : 1)) };
}

function findingOf(of: ItemRecord['item'], nth: number): Finding {
  const [detector, category] = kinds[nth % kinds.length] ?? kinds[0];
  const count = 1 + (nth % 500);
  const confidence = nth % 7 === 0 ? 'low' : nth % 3 === 0 ? 'medium' : 'high';
  return finding(of, detector, {
    category,
    confidence,
    score: { low: 40, medium: 75, high: 96 }[confidence],
    count,
    counts: { high: 0, medium: 0, low: 0, suppressed: 0, [confidence]: count },
    distinct: Math.max(1, count - (nth % 7)),
    subjects: nth % 3 === 0 ? { customer: 0, employee: 4 } : { customer: 3, employee: 0 },
  });
}

const configuration = `version: 1
state: ./state
key: ./key
sources:
  - { name: share, kind: folder, path: ./share }
policy:
  version: 1
  title: Customer confidentiality, as a bench knows it
  timezone: Europe/Berlin
  locations:
    - id: LOC-CRM
      match: { source: share, path: "department-0*/**" }
      approved_for: [{ categories: [user.contact, user.financial], subjects: [customer] }]
      valid_until: 2027-06-30
  retention:
    - id: RET-CONTRACT
      scope: { categories: [user] }
      trigger: { event: created, sources: [document:created], cutoff: end_of_calendar_year }
      delete: { at_most: P10Y, basis: { kind: policy, ref: Retention schedule 2.4 } }
  exposure:
    - { id: EXP-1, categories: [user.financial], at_most: group }
`;
