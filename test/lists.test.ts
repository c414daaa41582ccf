import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ofType, readJsonl, wayward } from './support/cli.ts';
import { tree } from './support/tree.ts';

interface Finding {
  readonly id: string;
  readonly place: string;
  readonly category: string;
  readonly count: number;
  readonly result: string | null;
  readonly severity: string | null;
  readonly status: string | null;
}
interface Place {
  readonly place: string;
  readonly items: number;
  readonly findings: number;
  readonly matches: number;
  readonly violations: number;
  readonly worst: string | null;
}

const mails = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => `anna.${from + n}@fiktivpost-nord.de`).join('\n');
const iban = 'IBAN DE02 1203 0000 0000 2020 51';

describe('wayward findings and wayward places', () => {
  const made = tree({
    'wayward.yaml': `version: 1
state: ./state
key: ./keys/key
sources: [{ name: share, kind: folder, path: ./share }]
policy:
  version: 1
  subjects: [{ match: { source: share, path: "**" }, subject: customer }]
  locations:
    - { id: LOC-CRM, match: { source: share, path: "CRM/**" }, approved_for: [{ categories: [user.contact] }] }
`,
    'share/CRM/list.txt': mails(0, 30),
    'share/CRM/new/more.txt': mails(30, 40),
    'share/Sales/old (2).txt': `${mails(40, 90)}\n${iban}`,
    'share/root.txt': iban,
    // One row of a terminal, whatever a name tries.
    'share/Sales/\x1b[31mred\nname.txt': mails(90, 95),
  });
  afterAll(() => made[Symbol.dispose]());
  const config = join(made.dir, 'wayward.yaml');
  const run = async (...args: readonly string[]) => {
    const ran = await wayward([...args, '--config', config]);
    expect(ran.err).toBe('');
    expect(ran.code).toBe(0);
    return ran.out;
  };
  const findings = async (...args: readonly string[]) =>
    JSON.parse(await run('findings', '--json', ...args)) as { total: number; findings: Finding[] };
  const places = async (...args: readonly string[]) =>
    JSON.parse(await run('places', '--json', ...args)) as { total: number; places: Place[] };

  beforeAll(async () => {
    const report = `jsonl=${join(made.dir, 'r.jsonl')}`;
    const ran = await wayward(['scan', '--config', config, '--report', report, '--quiet', '--workers', '0']);
    expect(ran.err).toBe('');
  }, 60_000);

  it('list what the reports of the run say, worst first', async () => {
    const lines = readJsonl(join(made.dir, 'r.jsonl'));
    const found = ofType(lines, 'finding').filter(({ count }) => count !== 0);
    const all = await findings();
    expect(all.total).toBe(found.length);
    expect(all.findings.map(({ id }) => id).sort()).toEqual(found.map(({ id }) => id).sort());
    const rank = ({ result, severity }: Finding) =>
      ['critical', 'high', 'medium', 'low', 'info', 'review', 'unknown', 'allowed'].indexOf(severity ?? result ?? '');
    const ranks = all.findings.map(rank);
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    const violating = new Set(
      ofType(lines, 'verdict')
        .filter(({ result }) => result === 'violation')
        .map(({ finding }) => finding),
    );
    expect((await findings('--verdict', 'violation')).total).toBe(violating.size);
    const of = await places();
    expect(of.places.map(({ place }) => place).sort()).toEqual(['share', 'share/CRM', 'share/CRM/new', 'share/Sales']);
    const sum = (key: 'findings' | 'matches' | 'violations') => of.places.reduce((n, place) => n + place[key], 0);
    expect(sum('findings')).toBe(all.total);
    expect(sum('matches')).toBe(all.findings.reduce((n, { count }) => n + count, 0));
    expect(sum('violations')).toBe(violating.size);
  });

  it('take categories by whole steps, places as the policy and as reports write them', async () => {
    const total = async (...args: string[]) => (await findings(...args)).total;
    const all = await total();
    expect(await total('--category', 'user.financial')).toBe(2);
    expect(await total('--category', 'user.fin')).toBe(0);
    expect((await total('--category', 'user.contact.*')) + (await total('--category', 'user.financial'))).toBe(all);
    expect(await total('--category', 'user.contact', '--category', 'user.financial')).toBe(all);
    expect(await total('--detector', 'bank')).toBe(2);
    for (const path of ['share:CRM/**', 'share/CRM', 'share/CRM/', 'CRM/**', '*:CRM', 'CRM']) {
      expect([path, await total('--path', path)]).toEqual([path, 2]);
    }
    expect(await total('--path', 'share/CRM/list.txt')).toBe(1);
    expect(await total('--path', 'share:CR')).toBe(0);
    expect(await total('--path', 'share')).toBe(all);
    expect(await total('--path', '**/old (2).txt')).toBe(2);
    expect((await places('--path', 'share/Sales', '--category', 'user.financial')).places).toMatchObject([
      { place: 'share/Sales', findings: 1, items: 1 },
    ]);
  });

  it('give a page at a time, and every line on one of them', async () => {
    const all = await findings();
    const ids: string[] = [];
    for (let page = 1; ids.length < all.total; page++) {
      const { findings: some } = await findings('--limit', '2', '--page', String(page));
      expect(some.length).toBeGreaterThan(0);
      ids.push(...some.map(({ id }) => id));
    }
    expect(ids).toEqual(all.findings.map(({ id }) => id));
    expect((await places('--limit', '1', '--page', '9')).total).toBe(4);
  });

  it('know what has become open since a run or a day', async () => {
    const all = await findings('--verdict', 'violation');
    expect((await findings('--since', '1')).total).toBe(all.total);
    expect((await findings('--since', '2020-01-01')).total).toBe(all.total);
    expect((await findings('--since', '2999-01-01')).total).toBe(0);
    const wrong = await wayward(['findings', '--since', 'yesterday', '--config', config]);
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('YYYY-MM-DD')]);
  });

  it('print lines for people: in one row each, without colour into a pipe, with what to do next', async () => {
    const out = await run('findings');
    expect(out.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(out).toMatch(/\\x1b\[31mred\\x0aname\.txt/);
    expect(out).toContain(`--config ${config}`);
    expect(await run('findings', '--limit', '1')).toContain('--page 2');
    expect(await run('places')).toContain('wayward findings --path PLACE');
    expect(await run('findings', '--category', 'user.health')).toContain('nothing fits');
  });

  it('hide names where the configuration wants them hidden', async () => {
    const hidden = tree({});
    using _ = hidden;
    const { readFileSync, writeFileSync } = await import('node:fs');
    const other = join(made.dir, 'hidden.yaml');
    writeFileSync(other, `${readFileSync(config, 'utf8')}paths: hash\n`);
    const ran = await wayward(['findings', '--config', other]);
    expect(ran.code).toBe(0);
    expect(ran.out).not.toMatch(/CRM|Sales|share\//);
    writeFileSync(other, `${readFileSync(config, 'utf8')}paths: hashed\n`);
    const wrong = await wayward(['findings', '--config', other]);
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('full, share_and_hash, hash')]);
  });

  it('say what to do where there is nothing, or what is asked for makes no sense', async () => {
    using empty = tree({});
    const none = await wayward(['findings', '--state', empty.dir]);
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('wayward scan')]);
    for (const [args, says] of [
      [['--path', 'elsewhere:x'], 'there is no source elsewhere; there are share'],
      [['--page', '0'], '--limit and --page are 1 or more'],
      [['--severity', 'dire'], 'Allowed choices are critical'],
      [['--verdict', 'guilty'], 'Allowed choices are violation'],
    ] as const) {
      const ran = await wayward(['findings', ...args, '--config', config]);
      expect([ran.code, ran.err]).toEqual([2, expect.stringContaining(says)]);
    }
  });

  it('give the summary of a run, and its numbers as JSON', async () => {
    expect(await run('report', 'summary')).toContain('Coverage');
    const { summary, total } = JSON.parse(await run('report', 'summary', '--json')) as {
      summary: { findings: { high: number; medium: number; low: number } };
      total: { listed: number };
    };
    const { high, medium, low } = summary.findings;
    expect([high + medium + low, total.listed]).toEqual([(await findings()).total, 5]);
  });
});
