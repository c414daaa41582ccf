import { mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCsv, writeCsv } from 'hucre/csv';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ofType, readJsonl, wayward } from './support/cli.ts';
import { tree } from './support/tree.ts';

const policy = `
version: 1
title: A policy of this test
locations:
  - { id: LOC-ALL, match: { source: share, path: '**' }, approved_for: [{ categories: [user] }] }
retention:
  - id: RET-1
    scope: { categories: [user] }
    trigger: { sources: [{ path_pattern: '{yyyy}/**' }] }
    delete: { at_most: P2Y, basis: { kind: law, ref: '§ 1 Example Act' } }
`;
const person = (n: number) => `E-Mail: synthetic.person${n}@acme-kunden.de\n`;

describe('a retention review', { timeout: 120_000 }, () => {
  const dir = mkdtempSync(join(tmpdir(), 'wayward-decisions-'));
  const env = { ...process.env, XDG_CONFIG_HOME: join(dir, 'config') };
  const share = tree({
    '2015/a.txt': person(1),
    '2015/b.txt': person(2),
    '2016/c.txt': person(3),
    '2017/d.txt': person(4),
    '2017/=cmd|calc!A1.txt': person(5),
    '2026/e.txt': person(6),
  });
  const config = join(dir, 'wayward.yaml');
  afterAll(() => {
    share[Symbol.dispose]();
    rmSync(dir, { recursive: true, force: true });
  });
  const run = (...args: string[]) => wayward([...args, '--config', config], { cwd: dir, env });
  const scan = (day: string, report?: string) =>
    run('scan', '--now', day, '--quiet', '--workers', '1', ...(report === undefined ? [] : ['--report', report]));

  type Cell = string | number | boolean | Date | null;
  function table(file: string): { heads: string[]; rows: Cell[][] } {
    const [heads = [], ...rows] = parseCsv(readFileSync(file, 'utf8').replace('\ufeff', '')) as Cell[][];
    return { heads: heads.map(String), rows };
  }
  /** Fills in the lines of some folders. */
  function filled(of: Record<string, [string, string, string]>, file: string): { heads: string[]; rows: Cell[][] } {
    const { heads, rows } = table(file);
    const at = heads.indexOf('decision');
    for (const row of rows) {
      const folder = String(row[heads.indexOf('place')]);
      for (const [name, values] of Object.entries(of)) if (folder.endsWith(name)) row.splice(at, 3, ...values);
    }
    return { heads, rows };
  }

  beforeAll(async () => {
    writeFileSync(join(dir, 'policy.yaml'), policy);
    writeFileSync(
      config,
      `version: 1\nstate: ./state\nkey: ./key\nsources: [{ name: share, kind: folder, path: ${JSON.stringify(share.dir)} }]\npolicy: ./policy.yaml\n`,
    );
    expect((await scan('2026-06-30')).code).toBe(0);
    expect((await run('report', 'retention', '--out', join(dir, 'review.csv'))).code).toBe(0);
    expect((await run('report', 'retention', '--out', join(dir, 'review.xlsx'))).code).toBe(0);
  }, 60_000);

  it('has a line for each place, category and rule, as CSV and as a workbook alike', async () => {
    const { heads, rows } = table(join(dir, 'review.csv'));
    const column = (name: string) => rows.map((row) => row[heads.indexOf(name)]);
    expect(column('place')).toEqual(['share/2015', 'share/2016', 'share/2017']);
    expect(column('findings')).toEqual(['2', '1', '2']);
    expect(column('status')).toEqual(['overdue', 'overdue', 'overdue']);
    expect(column('oldest')).toEqual(['2015-01-01', '2016-01-01', '2017-01-01']);
    expect(new Set(column('citation'))).toEqual(new Set(['§ 1 Example Act']));
    const { sheets } = await readXlsx(readFileSync(join(dir, 'review.xlsx')));
    const sheet = sheets[0];
    expect(sheet?.rows.length).toBe(rows.length + 1);
    expect(sheet?.rows.map((row) => row[heads.indexOf('ref')])).toEqual(['ref', ...column('ref')]);
    expect(sheet?.freezePane).toMatchObject({ rows: 1 });
    expect(sheet?.autoFilter?.range).toBe('A1:T4');
    expect(sheet?.dataValidations?.[0]).toMatchObject({ type: 'list', range: 'R2:R4' });
  });

  it('tells all mistakes at once, with their rows, and decides nothing then', async () => {
    const { heads, rows } = filled(
      { '2015': ['shred', '', ''], '2016': ['keep', '', '2020-01-01'], '2017': ['keep', 'why', '3/4/2027'] },
      join(dir, 'review.csv'),
    );
    writeFileSync(join(dir, 'bad.csv'), writeCsv([heads, ...rows] as never));
    const { code, err } = await run('decisions', 'import', join(dir, 'bad.csv'), '--now', '2026-07-01');
    expect(code).toBe(2);
    expect(err).toContain('row 2: "shred" is no decision: write one of keep, move, delete, false_alarm');
    expect(err).toContain('row 3: its day 2020-01-01 is past');
    expect(err).toContain('row 3: keep needs a reason');
    expect(err).toContain('row 4: its day under "until" is not understood');
    expect((await run('decisions', 'list', '--json')).out).toBe('');
  });

  it('takes a workbook back: exceptions count until they end, plans are looked at, absence is certified', async () => {
    const decided = filled(
      {
        '2015': ['delete', 'no purpose left', ''],
        '2016': ['keep', 'a dispute', '2026-12-31'],
        '2017': ['false alarm', 'made-up addresses', ''],
      },
      join(dir, 'review.csv'),
    );
    writeFileSync(
      join(dir, 'filled.xlsx'),
      await writeXlsx({ sheets: [{ name: 'x', rows: [decided.heads, ...decided.rows] as never }] }),
    );
    const done = await run('decisions', 'import', join(dir, 'filled.xlsx'), '--now', '2026-07-01', '--by', 'Anna');
    expect(done.err).toBe('');
    expect(done.out).toContain('3 decisions recorded');

    unlinkSync(join(share.dir, '2015/a.txt'));
    const first = join(dir, 'first.jsonl');
    await scan('2026-07-02', `jsonl=${first}`);
    const statuses = (file: string) =>
      ofType(readJsonl(file), 'verdict')
        .filter((verdict) => verdict['rule_type'] === 'retention')
        .map((verdict) => verdict['status'])
        .sort();
    expect(statuses(first)).toEqual(['exception', 'exception', 'exception', 'overdue', 'within']);
    const list = async () =>
      (await run('decisions', 'list', '--json', '--now', '2026-07-02')).out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { kind: string; state: string; actor: string });
    const deletion = async () => (await list()).find(({ kind }) => kind === 'delete');
    expect(await deletion()).toMatchObject({ state: 'not done: 1 still there, 1 absent', actor: 'Anna' });
    const early = await run('decisions', 'certificate');
    expect(early.code).toBe(2);
    expect(early.err).toContain('no planned deletion has been verified yet');

    unlinkSync(join(share.dir, '2015/b.txt'));
    await scan('2026-07-03');
    expect((await deletion())?.state).toBe('verified: absent');
    const certificate = JSON.parse((await run('decisions', 'certificate')).out);
    expect(certificate).toMatchObject({
      type: 'logical-deletion',
      approved_by: ['Anna'],
      executed_by: null,
      verification: { result: 'absent', absent: 2 },
      residuals: { backups: 'unknown' },
    });
    expect(certificate.items.map(({ location_ref }: { location_ref: string }) => location_ref)).toEqual([
      'share/2015/a.txt',
      'share/2015/b.txt',
    ]);

    const later = join(dir, 'later.jsonl');
    await scan('2027-01-02', `jsonl=${later}`);
    expect(statuses(later)).toEqual(['exception', 'exception', 'overdue', 'within']);
  });

  it('refuses a review that is about something else by now', async () => {
    const { err, code } = await run('decisions', 'import', join(dir, 'filled.xlsx'), '--now', '2026-07-04');
    expect(code).toBe(2);
    expect(err).toContain('row 2: what it is about has changed since the review was written');
  });

  it('leaves a trail that can be verified', async () => {
    const trail = (await run('audit', '--json')).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(trail.filter(({ action }) => action === 'retention_decided')).toHaveLength(3);
    expect(trail.some(({ action }) => action === 'decision_checked')).toBe(true);
    const verified = await run('audit', 'verify');
    expect(verified.code).toBe(0);
    const head = /Head: (\S+)/.exec(verified.out)?.[1] ?? '';
    expect((await run('audit', 'verify', '--head', head)).code).toBe(0);
    expect(
      (
        await run(
          'audit',
          'verify',
          '--head',
          head.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
        )
      ).code,
    ).toBe(1);
    const page = join(dir, 'page.html');
    await run('report', 'html', '--out', page);
    const text = readFileSync(page, 'utf8');
    expect(text).toContain('planned deletion');
    expect(text).toContain(head);
  });
});
