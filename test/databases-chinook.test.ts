import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { chinook, chinookFile } from '../fixtures/databases/chinook.ts';
import type { Dialect, TableSeed } from '../fixtures/databases/model.ts';
import { createSchema, createTable, insertRows, tableName } from '../fixtures/databases/sql.ts';
import type { DatabaseUnderTest } from './kits/database.ts';
import { ofType, readJsonl, wayward } from './support/cli.ts';
import { sharedDir, skipUnless } from './support/require.ts';
import { seededMariadb, seededPostgres, seededSqlite } from './support/seeded.ts';

/** Columns that hold people's data, by table, in a database that others made up. */
const people: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  customer: {
    ...{ firstname: 'person.name', lastname: 'person.name', address: 'person.address', email: 'email' },
    ...{ phone: 'phone', fax: 'phone' },
  },
  employee: {
    ...{ firstname: 'person.name', lastname: 'person.name', address: 'person.address', email: 'email' },
    ...{ phone: 'phone', fax: 'phone', birthdate: 'person.dob' },
  },
  invoice: { billingaddress: 'person.address' },
};
/** Artists and composers are people, too, now and then: neither a miss nor a false alarm. */
const either: readonly string[] = ['artist#name person.name', 'track#composer person.name'];

const servers: readonly (readonly [string, Dialect, () => Promise<DatabaseUnderTest | null>])[] = [
  ['postgres', 'postgres', seededPostgres],
  ['mysql', 'mysql', seededMariadb],
  ['sqlite', 'sqlite', seededSqlite],
];

/** Where `.ci/run` put the package, or the folder of shared samples. */
function packageFile(): string | null {
  const shared = sharedDir();
  const folders = [process.env['WAYWARD_SAMPLES'], shared === null ? undefined : join(shared, 'samples')];
  const files = folders.flatMap((folder) => (folder === undefined ? [] : [join(folder, chinookFile)]));
  return files.find((file) => existsSync(file)) ?? null;
}

describe.each(servers)('Chinook, a database that no one here made, in %s', (kind, dialect, start) => {
  it('shows its customers and staff, and nobody in its music', async (context) => {
    const file = packageFile();
    // Others' data that neither Debian nor npm has: a test for whoever fetched it.
    context.skip(file === null, `${chinookFile} of PyPI is not here: WAYWARD_SAMPLES names its folder`);
    const database = await start();
    skipUnless(context, database !== null, `there is no ${kind} here`);
    await using at = database!;
    const tables = chinook(file!);
    await at.run(statements(dialect, tables));
    const found = await scan(kind, at);
    const called = (table: string) =>
      dialect === 'sqlite' ? tableName(dialect, 'chinook', table) : `chinook/${table}`;
    const due = new Map<string, number>();
    for (const { name, columns, rows } of tables) {
      for (const [column, detector] of Object.entries(people[name] ?? {})) {
        const index = [...columns.keys()].indexOf(column);
        const filled = rows.filter((row) => row[index] !== null && row[index] !== '').length;
        due.set(`${called(name)}#${column} ${detector}`, filled);
      }
    }
    const allowed = new Set(either.map((place) => called(place)));
    expect([...found.keys()].filter((key) => !due.has(key) && !allowed.has(key))).toEqual([]);
    // An address in Brazil or a number that has grown a digit since may be missed: not more than one in six.
    const missed = [...due].filter(([key, cells]) => (found.get(key) ?? 0) < cells * (5 / 6));
    expect(missed.map(([key, cells]) => `${key}: ${found.get(key) ?? 0} of ${cells}`)).toEqual([]);
  }, 180_000);
});

function* statements(dialect: Dialect, tables: readonly TableSeed[]): Generator<string> {
  yield* createSchema(dialect, 'chinook');
  for (const table of tables) {
    yield* createTable(dialect, table);
    yield* insertRows(dialect, table);
  }
}

/** Counts of what was found at medium or above, by table, column and detector. */
async function scan(kind: string, { settings }: DatabaseUnderTest): Promise<Map<string, number>> {
  const dir = mkdtempSync(join(tmpdir(), 'wayward-chinook-'));
  try {
    const { password, ...open } = settings;
    writeFileSync(join(dir, 'password'), String(password ?? ''));
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of the configuration
    const login = password === undefined ? {} : { password: '${file:./password}' };
    const source = { name: 'chinook', kind, ...open, ...login, depth: 'full' };
    const countries = ['CA', 'US', 'BR', 'DE', 'FR', 'GB'];
    writeFileSync(join(dir, 'wayward.yaml'), stringify({ version: 1, organization: { countries }, sources: [source] }));
    const report = join(dir, 'r.jsonl');
    const args = ['--config', join(dir, 'wayward.yaml'), '--state', join(dir, 'state'), '--report', `jsonl=${report}`];
    const ran = await wayward(['scan', ...args, '--workers', '1', '--quiet']);
    expect(ran.code, ran.err).toBe(0);
    const lines = ofType(readJsonl(report), 'finding') as unknown as FindingLine[];
    const sure = lines.filter(({ confidence, count }) => confidence !== 'low' && count > 0);
    return new Map(sure.map(({ path, part, detector, count }) => [`${path}${part} ${detector}`, count]));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

interface FindingLine {
  readonly path: string;
  readonly part: string;
  readonly detector: string;
  readonly count: number;
  readonly confidence: string;
}
