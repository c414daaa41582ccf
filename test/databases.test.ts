import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { stringify } from 'yaml';
import { databaseAnswers } from '../fixtures/databases/answers.ts';
import { compareTables } from '../fixtures/databases/compare.ts';
import { configOf, policyOf } from '../fixtures/databases/config.ts';
import type { Dialect } from '../fixtures/databases/model.ts';
import { makeSeeds, type Seeds } from '../fixtures/databases/seeds.ts';
import type { DatabaseUnderTest } from './kits/database.ts';
import { ofType, type Ran, readJsonl, wayward } from './support/cli.ts';
import { skipUnless } from './support/require.ts';
import { seededMariadb, seededPostgres, seededSqlite } from './support/seeded.ts';

const servers: readonly (readonly [string, Dialect, () => Promise<DatabaseUnderTest | null>])[] = [
  ['postgres', 'postgres', seededPostgres],
  ['mysql', 'mysql', seededMariadb],
  ['sqlite', 'sqlite', seededSqlite],
];

describe.each(servers)('a full scan of a seeded database: %s', (kind, dialect, start) => {
  const dir = mkdtempSync(join(tmpdir(), 'wayward-databases-'));
  let database: DatabaseUnderTest | null = null;
  let seeds: Seeds;
  let ran: Ran;
  let lines: Record<string, unknown>[] = [];

  beforeAll(async () => {
    seeds = await makeSeeds(dialect);
    database = await start();
    if (database === null) return;
    await database.run(seeds.statements());
    const { settings } = database;
    const { password, ...open } = settings;
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of the configuration
    const source = { kind, ...open, depth: 'full', ...(password === undefined ? {} : { password: '${DB_PASSWORD}' }) };
    writeFileSync(join(dir, 'wayward.yaml'), stringify(configOf(source, './policy.yaml')));
    writeFileSync(join(dir, 'policy.yaml'), stringify(policyOf(dialect, seeds.tables)));
    const report = join(dir, 'r.jsonl');
    const args = ['--config', join(dir, 'wayward.yaml'), '--state', join(dir, 'state'), '--now', '2026-06-30'];
    ran = await wayward(['scan', ...args, '--report', `jsonl=${report}`, '--workers', '2', '--quiet'], {
      env: { ...process.env, DB_PASSWORD: String(password) },
    });
    if ([0, 1, 4, 5].includes(ran.code ?? -1)) lines = readJsonl(report);
  }, 240_000);
  afterAll(async () => {
    await database?.[Symbol.asyncDispose]();
    rmSync(dir, { recursive: true, force: true });
  });
  const need = (context: TestContext) => {
    skipUnless(context, database !== null, `there is no ${kind} here`);
    return database!;
  };

  it('reads everything, and says nothing secret', (context) => {
    const { secrets } = need(context);
    expect(ran.code, ran.err).toBe(0);
    for (const secret of secrets) expect(ran.out + ran.err + JSON.stringify(lines)).not.toContain(secret);
  });

  it('finds in each column what was planted, and nothing else', (context) => {
    need(context);
    const items = ofType(lines, 'item') as unknown as Parameters<typeof compareTables>[1]['items'];
    const findings = ofType(lines, 'finding') as unknown as Parameters<typeof compareTables>[1]['findings'];
    expect(compareTables(databaseAnswers(seeds), { items, findings }).join('\n')).toBe('');
  });

  it('judges each place as the policy has it', (context) => {
    need(context);
    const said = new Map<string, string>();
    const findings = new Map((ofType(lines, 'finding') as unknown as FindingLine[]).map((one) => [one.id, one]));
    for (const verdict of ofType(lines, 'verdict') as unknown as VerdictLine[]) {
      const of = findings.get(verdict.finding);
      if (of === undefined || of.confidence === 'low' || verdict.rule_type !== 'location') continue;
      said.set(`${of.path}${of.part} ${of.detector}`, verdict.status);
    }
    const due = databaseAnswers(seeds).tables.flatMap(({ path, findings: of }) =>
      of.map(({ part, detector, location }) => [`${path}${part} ${detector}`, location] as const),
    );
    const wrong = due.filter(([key, status]) => said.get(key) !== status);
    expect(wrong.map(([key, status]) => `${key}: ${said.get(key) ?? 'nothing'}, not ${status}`).join('\n')).toBe('');
  });

  it('counts the rows that are overdue', (context) => {
    need(context);
    const findings = new Map((ofType(lines, 'finding') as unknown as FindingLine[]).map((one) => [one.id, one]));
    const rows = new Map<string, unknown>();
    for (const verdict of ofType(lines, 'verdict') as unknown as VerdictLine[]) {
      const of = findings.get(verdict.finding);
      if (of !== undefined && verdict.rule_type === 'retention' && verdict.rows != null)
        rows.set(of.path, verdict.rows);
    }
    for (const { path, ages } of databaseAnswers(seeds).tables) {
      if (ages === null) continue;
      const { overdue, deleted, noDate, notRead } = ages;
      expect({ path, rows: rows.get(path) }).toMatchObject({
        path,
        rows: { rows: ages.rows, overdue, deleted, no_date: noDate, not_read: notRead, by_year: ages.byYear },
      });
    }
  });
});

interface FindingLine {
  readonly id: string;
  readonly path: string;
  readonly part: string;
  readonly detector: string;
  readonly confidence: string;
}
interface VerdictLine {
  readonly finding: string;
  readonly rule_type: string;
  readonly status: string;
  readonly result: string;
  readonly rows?: Record<string, unknown> | null;
}
