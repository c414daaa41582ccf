import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseCsv } from './reporters/parse-csv.ts';
import { ofType, readJsonl, wayward } from './support/cli.ts';
import { tree } from './support/tree.ts';

/** One run, told by every route: whoever adds up what one of them says gets what the others say. */

type Row = Readonly<Record<string, string>>;
type Line = Readonly<Record<string, unknown>>;

const kinds = {
  jsonl: 'jsonl',
  csv: 'csv',
  html: 'html',
  terminal: 'txt',
  sarif: 'sarif',
  'risk-csv': 'csv',
  'ciso-assistant-findings': 'csv',
  'ciso-assistant-risks': 'csv',
  simplerisk: 'csv',
  defectdojo: 'json',
  'oscal-results': 'json',
  'oscal-poam': 'json',
  records: 'csv',
  compliance: 'csv',
} as const;

/** As the formats have it, each counted from its own file. */
function toldBy(dir: string) {
  const text = (kind: keyof typeof kinds) => readFileSync(join(dir, `${kind}.${kinds[kind]}`), 'utf8');
  const json = (kind: keyof typeof kinds) => JSON.parse(text(kind)) as never;
  const table = (kind: keyof typeof kinds, separator = ','): Row[] => {
    const [head = [], ...rows] = parseCsv(text(kind).replace(/^\ufeff/, ''), separator);
    return rows.map((cells) => Object.fromEntries(head.map((name, at) => [name, cells[at] ?? ''])));
  };
  return { text, json, table, lines: readJsonl(join(dir, 'jsonl.jsonl')) as Line[] };
}

const sum = <T>(rows: readonly T[], of: (row: T) => unknown) => rows.reduce((n, row) => n + Number(of(row)), 0);
const number = (text: string | undefined) => Number((text ?? 'none').replaceAll(',', ''));

function agree(make: (dir: string) => void): void {
  const made = tree({});
  const config = join(made.dir, 'wayward.yaml');
  const state = ['--config', config, '--state', join(made.dir, 'state')];
  let told: ReturnType<typeof toldBy>;
  let found: Line[];
  let violations: Line[];

  beforeAll(async () => {
    make(made.dir);
    const reports = Object.entries(kinds).flatMap(([kind, extension]) => [
      '--report',
      `${kind}=${join(made.dir, `${kind}.${extension}`)}`,
    ]);
    const ran = await wayward(['scan', ...state, '--now', '2026-06-30', '--quiet', '--workers', '0', ...reports]);
    expect([0, 4]).toContain(ran.code);
    told = toldBy(made.dir);
    found = ofType(told.lines, 'finding').filter(({ count }) => count !== 0);
    violations = ofType(told.lines, 'verdict').filter(({ result }) => result === 'violation');
    expect(violations.length).toBeGreaterThan(0);
    return () => made[Symbol.dispose]();
  }, 120_000);

  it('on what was listed and read', () => {
    const total = ofType(told.lines, 'coverage').find(({ source }) => source === null) as Line;
    const { listed, read, partly, unread, excluded, gaps } = total as Record<string, number>;
    const items = ofType(told.lines, 'item');
    expect(items.length).toBe(listed);
    for (const [status, n] of Object.entries({ read, partly, unread, excluded })) {
      expect([status, items.filter((item) => item['status'] === status).length]).toEqual([status, n]);
    }
    const coverage = told.table('csv').filter(({ row }) => row === 'coverage');
    expect(sum(coverage, ({ count }) => count)).toBe(listed);
    const sarif = told.json('sarif') as { runs: [{ properties: { total: Line }; invocations: [Line] }] };
    expect(sarif.runs[0].properties.total).toMatchObject({ listed, read, partly, unread, excluded, gaps });
    expect(number(/([\d,]+) [a-z ]+ listed/.exec(told.text('terminal'))?.[1])).toBe(listed);
    expect(number(/<figcaption>([\d,]+) [a-z ]+ listed/.exec(told.text('html'))?.[1])).toBe(listed);
    const problems = ofType(told.lines, 'problem').length;
    expect(told.table('csv').filter(({ row }) => row === 'problem').length).toBe(problems);
    const notes = sarif.runs[0].invocations[0]['toolExecutionNotifications'] as unknown[];
    expect(notes.length).toBe(problems);
  });

  it('on findings and violations', async () => {
    const rows = told.table('csv');
    expect(rows.filter(({ result }) => result === 'violation').length).toBe(violations.length);
    const known = rows.filter(({ row, count }) => (row === 'verdict' || row === 'finding') && count !== '0');
    expect(new Set(known.map(({ finding_id: id }) => id)).size).toBe(found.length);
    const results = (told.json('sarif') as { runs: [{ results: Line[] }] }).runs[0].results;
    const failed = results.filter(({ kind, suppressions }) => kind === 'fail' && suppressions === undefined);
    expect(failed.length).toBe(violations.length);
    expect(number(/^Violations {2}([\d,]+):/m.exec(told.text('terminal'))?.[1])).toBe(violations.length);
    expect(number(/<dt>Violations<\/dt><dd>([\d,]+)/.exec(told.text('html'))?.[1])).toBe(violations.length);

    const summary = JSON.parse((await wayward(['report', 'summary', '--json', ...state])).out) as {
      summary: {
        findings: Record<string, number>;
        byResult: Record<string, number>;
        bySeverity: Record<string, number>;
      };
    };
    const { high = 0, medium = 0, low = 0 } = summary.summary.findings;
    expect(high + medium + low).toBe(found.length);
    expect(summary.summary.byResult['violation']).toBe(violations.length);
    expect(sum(Object.values(summary.summary.bySeverity), (n) => n)).toBe(violations.length);
  });

  it('on lists', async () => {
    const list = async (...args: readonly string[]) =>
      JSON.parse((await wayward([...args, '--json', '--limit', '9999', ...state])).out) as {
        total: number;
        findings: Line[];
        places: Line[];
      };
    const all = await list('findings');
    expect([all.total, all.findings.length]).toEqual([found.length, found.length]);
    expect(sum(all.findings, ({ count }) => count)).toBe(sum(found, ({ count }) => count));
    const violating = new Set(violations.map(({ finding }) => finding)).size;
    expect((await list('findings', '--verdict', 'violation')).total).toBe(violating);
    const { places } = await list('places');
    expect(sum(places, (place) => place['findings'])).toBe(found.length);
    expect(sum(places, (place) => place['violations'])).toBe(violating);
  });

  it('on the lines of risk registers', () => {
    const lines = told.table('risk-csv');
    expect(sum(lines, ({ findings }) => findings)).toBe(violations.length);
    const count = new Map(found.map(({ id, count: n }) => [id, n]));
    expect(sum(lines, ({ matches }) => matches)).toBe(sum(violations, ({ finding }) => count.get(finding)));
    const ids = lines.map(({ id }) => id);
    const scores = Object.fromEntries(lines.map(({ id, score }) => [id, score]));
    const notCoverage = (id: string | undefined) => id?.startsWith('coverage-') === false;
    const idsIn = (rows: readonly Row[], key: string) => rows.map((row) => row[key]).filter(notCoverage);
    expect(idsIn(told.table('ciso-assistant-findings', ';'), 'ref_id')).toEqual(ids);
    expect(idsIn(told.table('ciso-assistant-risks', ';'), 'ref_id')).toEqual(ids);
    expect(idsIn(told.table('simplerisk'), 'reference_id')).toEqual(ids);
    const { findings } = told.json('defectdojo') as { findings: Record<string, string>[] };
    expect(idsIn(findings, 'unique_id_from_tool')).toEqual(ids);
    const dojo = findings.filter((of) => notCoverage(of['unique_id_from_tool']));
    expect(sum(dojo, (of) => of['nb_occurences'])).toBe(sum(lines, ({ matches }) => matches));
    const documents = told.json('oscal-results') as Record<string, { results: [{ risks: Risk[] }] }>;
    const { risks } = documents['assessment-results']!.results[0];
    const plan = told.json('oscal-poam') as Record<string, { risks: Risk[] }>;
    for (const of of [risks, plan['plan-of-action-and-milestones']!.risks]) {
      const facet = ({ characterizations: [{ facets }] }: Risk) => facets.find(({ name }) => name === 'score')?.value;
      expect(of.map(({ props, ...risk }) => [props[0].value, facet({ props, ...risk })])).toEqual(
        Object.entries(scores),
      );
    }
  });

  it('on requirements and records', () => {
    const storage = told.table('compliance').find(({ requirement }) => requirement === 'Art. 5(1)(e)');
    const overdue = violations.filter((verdict) => verdict['rule_type'] === 'retention');
    expect(Number(storage?.['violations'])).toBe(overdue.length);
    expect(storage?.['result']).toBe('fail');
    const past = new Set(overdue.map(({ item }) => item));
    const records = told.table('records');
    expect(records.length).toBeGreaterThan(0);
    const run = ofType(told.lines, 'run')[0];
    for (const record of records) {
      expect(Number(record['Items past retention'])).toBeLessThanOrEqual(past.size);
      expect(record['Run id']).toBe(run?.['id']);
      const answer = record['Is personal data retained and erased in accordance with the policy document?'];
      const n = Number(record['Items past retention']);
      if (n > 0) expect(answer).toBe(`no (${n})`);
      else expect(answer).toMatch(/^(?:yes|not determined)/);
    }
    expect(records.some((record) => Number(record['Items past retention']) > 0)).toBe(true);
  });
}

interface Risk {
  readonly props: readonly [{ readonly value: string }];
  readonly characterizations: readonly [{ readonly facets: readonly { name: string; value: string }[] }];
}

describe('every format says the same of Acme', () => {
  agree((dir) => cpSync(join(import.meta.dirname, '../fixtures/acme'), dir, { recursive: true }));
});

describe('every format says the same of a database beside a share', () => {
  agree((dir) => {
    const db = new DatabaseSync(join(dir, 'shop.db'));
    db.exec('CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT, phone TEXT, closed_at TEXT)');
    db.exec(
      'CREATE TABLE customers_backup (id INTEGER PRIMARY KEY, email TEXT); CREATE VIEW v AS SELECT * FROM customers',
    );
    for (let i = 0; i < 300; i++) {
      const mail = `kunde.${i}@post-${i % 7}.kunden-fiktiv.de`;
      db.prepare('INSERT INTO customers VALUES (?, ?, ?, ?)').run(
        i,
        mail,
        `+49 30 ${2_300_000 + i}`,
        `${2010 + (i % 16)}-05-01`,
      );
      if (i % 2 === 0) db.prepare('INSERT INTO customers_backup VALUES (?, ?)').run(i, mail);
    }
    db.close();
    cpSync(join(import.meta.dirname, '../fixtures/acme/share/CRM'), join(dir, 'share/CRM'), { recursive: true });
    writeFileSync(
      join(dir, 'wayward.yaml'),
      `version: 1
sources:
  - { name: shop, kind: sqlite, path: ./shop.db, depth: full, pause: 0 }
  - { name: share, kind: folder, path: ./share }
policy:
  version: 1
  subjects: [{ match: { source: "*", path: "**" }, subject: customer }]
  locations:
    - { id: LOC-SHOP, match: { source: shop, path: customers }, approved_for: [{ categories: [user.contact], activity: ACT-SHOP }] }
  retention:
    - id: RET-ROWS
      scope: { categories: [user] }
      trigger: { event: closed, sources: [{ column: closed_at }, document:created] }
      delete: { at_most: P6Y }
  activities:
    - { id: ACT-SHOP, purpose: Orders, categories: [user.contact] }
`,
    );
  });
});
