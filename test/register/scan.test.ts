import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ofType, type Ran, readJsonl, wayward } from '../support/cli.ts';
import { tree } from '../support/tree.ts';
import { anna, bernd, clara, everybody } from './kit.ts';

const dir = mkdtempSync(join(tmpdir(), 'wayward-register-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const env = { ...process.env, XDG_CONFIG_HOME: join(dir, 'config') };

const names = 'no;mail;tel;iban;first;last;born';
const wayward_yaml = (register: string) => `version: 1
organization: { countries: [DE] }
sources:
  - { name: share, kind: folder, path: ./share }
  - { name: crm, kind: sqlite, path: ./crm.db, depth: full }
detectors:
  custom:
    - { id: custom.customer_number, pattern: 'K-\\d{6}', labels: [Kundennummer], subject: customer }
policy:
  version: 1
  locations:
    - { id: LOC-1, match: { source: share, path: 'ok/**' }, approved_for: [{ categories: [user] }] }
  customer_register:
    ${register}
    columns: { no: custom.customer_number, mail: email, tel: phone, iban: bank.iban, first: person.first_name, last: person.last_name, born: person.dob }
`;

function place(register = 'file: ./customers.csv') {
  const files = tree({
    'wayward.yaml': wayward_yaml(register),
    'customers.csv': `${names}\n${everybody.map((row) => `${row.join(';')}\n`).join('')}`,
    // Nothing in it says that these are customers, but the register.
    'share/export.csv': `name,contact,birth_date\n${[anna, bernd, clara].map((row) => `${row[4]} ${row[5]},${row[1]},${row[6]}\n`).join('')}Nobody Else,someone@gartenfreunde-nord.de,1990-01-01\n`,
    'share/note.txt': `Rückruf Telefon 030/901820, IBAN ${anna[3]}\n`,
    'share/strangers.csv': 'contact\nsomeone@gartenfreunde-nord.de\nother@gartenfreunde-nord.de\n',
  });
  const db = new DatabaseSync(join(files.dir, 'crm.db'));
  db.exec(
    'CREATE TABLE people (id INTEGER PRIMARY KEY, no TEXT, mail TEXT, tel TEXT, iban TEXT, first TEXT, last TEXT, born TEXT)',
  );
  const put = db.prepare('INSERT INTO people (no, mail, tel, iban, first, last, born) VALUES (?, ?, ?, ?, ?, ?, ?)');
  for (const row of everybody) put.run(...row);
  db.close();
  const report = join(files.dir, 'report.jsonl');
  const scan = async (
    workers: number,
    more: readonly string[] = [],
  ): Promise<Ran & { lines: Record<string, unknown>[] }> => {
    const args = ['--config', 'wayward.yaml', '--state', 'state', '--now', '2026-06-30', '--workers', String(workers)];
    rmSync(report, { force: true });
    const ran = await wayward(['scan', ...args, '--report', `jsonl=${report}`, ...more], { cwd: files.dir, env });
    return { ...ran, lines: statSync(report, { throwIfNoEntry: false }) === undefined ? [] : readJsonl(report) };
  };
  const audit = () =>
    wayward(['audit', '--json', '--config', 'wayward.yaml', '--state', 'state'], { cwd: files.dir, env });
  return { dir: files.dir, scan, audit, [Symbol.dispose]: () => files[Symbol.dispose]() };
}

/** `path detector` to what the register says. */
function registers(lines: readonly Record<string, unknown>[]) {
  return Object.fromEntries(
    ofType(lines, 'finding').map(({ path, part, detector, register }) => [`${path}${part} ${detector}`, register]),
  );
}

const said = (matches: number, supported: number, customers: number) => ({
  matches,
  supported,
  customers,
  customers_is_estimate: false,
});

describe('a scan with a customer register', () => {
  const here = place();
  afterAll(() => here[Symbol.dispose]());
  let first: Awaited<ReturnType<typeof here.scan>>;
  beforeAll(async () => {
    first = await here.scan(4);
  }, 120_000);

  it('says what it read, in counts, and records it', async () => {
    expect(first.err).toBe('wayward: customer register ./customers.csv: 3 customers, 20 values, 1 shared by several\n');
    const entries = (await here.audit()).out.split('\n').filter((line) => line.includes('register_built'));
    expect(entries).toHaveLength(1);
    expect(JSON.parse(entries[0]!)).toMatchObject({
      action: 'register_built',
      object: './customers.csv',
      details: { rows: 3, customers: 3, values: 20, invalid: 0, shared: 1 },
    });
  });

  it('finds customers in files and in tables', () => {
    expect(registers(first.lines)).toMatchObject({
      'export.csv email': said(3, 3, 3),
      'export.csv person.name': said(3, 3, 3),
      'export.csv person.dob': said(3, 3, 3),
      'note.txt phone': said(1, 1, 1),
      'note.txt bank.iban': said(1, 1, 1),
      'strangers.csv email': null,
      'people#mail email': said(3, 3, 3),
      'people#no custom.customer_number': said(3, 3, 3),
    });
  });

  it('judges by it: a stray export is customers’ data, and the register is the evidence', () => {
    const verdicts = ofType(first.lines, 'verdict').filter(({ rule_type: type }) => type === 'location');
    const of = (path: string, detector: string) =>
      verdicts.find((one) => one['path'] === path && one['detector'] === detector);
    expect(of('export.csv', 'email')).toMatchObject({ status: 'unknown_location', subject: 'customer' });
    expect(of('export.csv', 'email')?.['subject_evidence']).toContain('register=matches:3,customers:3');
    expect(of('strangers.csv', 'email')).toMatchObject({ subject: 'unknown' });
  });

  it('gives the same bytes inline and with four threads', async () => {
    using again = place();
    const inline = await again.scan(0, ['--quiet']);
    expect(inline.err).toBe('');
    const findings = (lines: readonly Record<string, unknown>[]) =>
      JSON.stringify([...ofType(lines, 'finding')].map(({ id: _, item: __, ...rest }) => rest));
    expect(findings(inline.lines)).toBe(findings(first.lines));
  });

  it('reads nothing again when nobody changed, and carries what was found when the register did', async () => {
    const second = await here.scan(2);
    expect(second.err).toBe('');
    expect(ofType(second.lines, 'coverage').at(-1)).toMatchObject({ carried: 4 });
    writeFileSync(join(here.dir, 'customers.csv'), `${names}\n${bernd.join(';')}\n`);
    const third = await here.scan(2);
    expect(third.err).toContain('1 customer, 7 values');
    expect(ofType(third.lines, 'coverage').at(-1)).toMatchObject({ carried: 4 });
    expect(registers(third.lines)['export.csv email']).toEqual(said(3, 3, 3));
  });

  it('goes on with a warning when the register is away', async () => {
    rmSync(join(here.dir, 'customers.csv'));
    // As old as the policy allows: nothing to be told.
    expect((await here.scan(2)).err).toBe('');
    writeFileSync(join(here.dir, 'wayward.yaml'), wayward_yaml('file: ./customers.csv\n    refresh: P0D'));
    const later = await here.scan(2, ['--quiet']);
    expect(later.err).toMatch(
      /^wayward: the customer register cannot be read: \.\/customers\.csv does not exist; the index of 20\S+ is used\n$/,
    );
    expect([0, 1]).toContain(later.code);
    expect((await here.audit()).out).toContain('register_not_read');
    rmSync(join(here.dir, 'state/register.idx'));
    const none = await here.scan(2);
    expect(none.code).toBe(2);
    expect(none.err).toMatch(
      /the customer register cannot be read: \.\/customers\.csv does not exist\. Nothing was scanned/,
    );
    expect(none.lines).toEqual([]);
  });

  it('leaves no value in the state folder, in reports or in what it prints', async () => {
    using again = place();
    const ran = [await again.scan(2), await again.audit()];
    const files = [
      ...readdirSync(join(again.dir, 'state')).map((name) => join(again.dir, 'state', name)),
      join(again.dir, 'report.jsonl'),
    ];
    expect(files.map((file) => file.slice(again.dir.length))).toContain('/state/register.idx');
    const texts = [...files.map((file) => readFileSync(file, 'latin1')), ...ran.map(({ out, err }) => out + err)];
    for (const value of everybody.flat().filter((one) => one.length >= 8)) {
      for (const written of [value, value.toLowerCase(), value.replace(/\W/g, '')]) {
        for (const text of texts) expect(text.includes(written), written).toBe(false);
      }
    }
  });
});

describe('a register in a database that is scanned', () => {
  it('is read from there', async () => {
    using here = place('{ source: crm, table: people }'.slice(1, -1).trim().replace(', ', '\n    '));
    const { err, lines } = await here.scan(2, ['share']);
    expect(err).toBe('wayward: customer register crm:people: 3 customers, 20 values, 1 shared by several\n');
    expect(registers(lines)['export.csv email']).toEqual(said(3, 3, 3));
  });
});
