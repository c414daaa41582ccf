import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ofType, readJsonl, wayward } from './support/cli.ts';
import { skipUnless } from './support/require.ts';

type Line = Record<string, unknown>;

const program = fileURLToPath(new URL('../agent/wayward.js', import.meta.url));
const hasScript = spawnSync('script', ['--version']).status === 0;

/** Customer number i: everything about them is made up. */
const mailOf = (i: number) => `kunde.${i}@post-${i % 7}.kunden-fiktiv.de`;
const phoneOf = (i: number) => `+49 30 ${String(2_300_000 + i)}`;

describe('a database and a share, scanned', { timeout: 120_000 }, () => {
  const dir = mkdtempSync(join(tmpdir(), 'wayward-databases-'));
  const env = { ...process.env, XDG_CONFIG_HOME: join(dir, 'config') };
  const args = ['--config', join(dir, 'wayward.yaml'), '--state', join(dir, 'state')];
  let lines: Line[] = [];
  const finding = (place: string, detector: string) =>
    ofType(lines, 'finding').find((line) => line['place'] === place && line['detector'] === detector);

  beforeAll(async () => {
    makeDatabase(join(dir, 'shop.db'));
    execFileSync('mkdir', [join(dir, 'share')]);
    const rows = Array.from({ length: 60 }, (_, i) => `${i},${mailOf(i * 5)}`);
    writeFileSync(join(dir, 'share/export.csv'), ['id,email', ...rows].join('\n'));
    writeFileSync(join(dir, 'share/other.csv'), ['id,email', ...rows].join('\n').replaceAll('kunde', 'niemand'));
    writeFileSync(
      join(dir, 'wayward.yaml'),
      [
        'version: 1',
        'sources:',
        '  - { name: shop, kind: sqlite, path: ./shop.db, depth: full, pause: 0 }',
        '  - { name: share, kind: folder, path: ./share }',
      ].join('\n'),
    );
    const report = join(dir, 'r.jsonl');
    const ran = await wayward(['scan', ...args, '--quiet', '--workers', '1', '--report', `jsonl=${report}`], { env });
    expect(ran.err).toBe('');
    lines = readJsonl(report);
  }, 120_000);
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('tells how each table was read, and what its columns hold', () => {
    const table = ofType(lines, 'item').find((line) => line['path'] === 'customers')?.['table'] as Line;
    expect(table).toMatchObject({ reading: { depth: 'full', rows_seen: 1000, missed_at_most: 0 } });
    expect(finding('shop/customers#email', 'email')).toMatchObject({
      count: 1000,
      distinct: 1000,
      column: { cells: 1000, estimate: 1000 },
    });
  });

  it('finds the backup and the export, and nothing that only looks like them', () => {
    const copies = ofType(lines, 'copy').map(({ place, other, matches }) => {
      return [place, (other as Line)['place'], (matches as Line[]).map(({ detector }) => detector)];
    });
    expect(copies).toEqual([
      ['shop/customers', 'share/export.csv', ['email']],
      ['shop/customers', 'shop/customers_backup_2019', ['email', 'phone']],
    ]);
  });

  it.for([
    ['shop/customers#email', 'email', [mailOf(0), mailOf(1), mailOf(2)]],
    ['shop/customers#phone', 'phone', [phoneOf(0), phoneOf(1), phoneOf(2)]],
    ['shop/log#payload.customer.email', 'email', [mailOf(7), mailOf(8)]],
    ['shop/letters#content', 'email', ['brief.kunde@post.kunden-fiktiv.de']],
  ] as const)('shows what was matched in %s again', ([place, detector, values], context) => {
    skipUnless(context, hasScript, 'there is no script(1): `wayward show` is not tried on a terminal');
    const id = String(finding(place, detector)?.['id']);
    const command = [process.execPath, program, 'show', id, ...args, '--limit', String(values.length)];
    // A terminal of its own, as nothing else is printed to.
    const out = execFileSync('script', ['-qec', command.map((part) => `'${part}'`).join(' '), '/dev/null'], {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect(out.split(/\r?\n/).filter((line) => line !== '')).toEqual(values);
  });

  it('records what was shown, without saying what', async () => {
    const { out } = await wayward(['audit', '--json', ...args], { env });
    expect(out).not.toContain('kunden-fiktiv.de');
    expect(out).toContain(hasScript ? '"action":"show"' : '');
  });

  it('explains what the count of a column means', async () => {
    const { out } = await wayward(['explain', String(finding('shop/customers#email', 'email')?.['id']), ...args], {
      env,
    });
    expect(out).toContain('Looked at 1,000 cells that are not empty; the whole table was read.');
  });

  it('keeps no value', () => {
    for (const file of ['wayward.db', 'wayward.db-wal']) {
      let bytes = Buffer.alloc(0);
      try {
        bytes = readFileSync(join(dir, 'state', file));
      } catch {
        // There is no log beside the store once it was closed.
      }
      expect(bytes.includes('kunden-fiktiv.de')).toBe(false);
    }
  });
});

function makeDatabase(path: string): void {
  const db = new DatabaseSync(path);
  db.exec(`
    CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT, phone TEXT);
    CREATE TABLE customers_backup_2019 (id INTEGER PRIMARY KEY, mail TEXT, phone_number TEXT);
    CREATE TABLE log (id INTEGER PRIMARY KEY, payload TEXT);
    CREATE TABLE letters (id INTEGER PRIMARY KEY, content BLOB);
    CREATE VIEW names AS SELECT email FROM customers;
    BEGIN`);
  const customer = db.prepare('INSERT INTO customers VALUES (?, ?, ?)');
  const backup = db.prepare('INSERT INTO customers_backup_2019 VALUES (?, ?, ?)');
  for (let i = 0; i < 1000; i++) {
    customer.run(i + 1, mailOf(i), phoneOf(i));
    if (i % 2 === 0) backup.run(i + 1, mailOf(i), phoneOf(i));
  }
  const log = db.prepare('INSERT INTO log VALUES (?, ?)');
  for (const i of [7, 8]) log.run(i, JSON.stringify({ action: 'login', customer: { email: mailOf(i) } }));
  db.prepare('INSERT INTO letters VALUES (1, ?)').run(
    Buffer.from(
      `Sehr geehrte Damen und Herren, bitte antworten Sie an brief.kunde@post.kunden-fiktiv.de. ${'Danke. '.repeat(10)}`,
    ),
  );
  db.exec('COMMIT');
  db.close();
}
