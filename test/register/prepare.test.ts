import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CannotRun } from '../../agent/contracts/cannot-run.ts';
import { openRegister } from '../../agent/register/lookup.ts';
import { type Prepared, prepareRegister, type RegisterOptions } from '../../agent/register/prepare.ts';
import { tree } from '../support/tree.ts';
import { anna, bernd, columns, custom, detectors, engine, everybody, key, match, prose } from './kit.ts';

const { signal } = new AbortController();
const names = Object.keys(columns);
const csv = (rows: readonly (readonly string[])[], by = ',') =>
  [names, ...rows].map((row) => `${row.map((cell) => `"${cell}"`).join(by)}\n`).join('');

interface Place extends Disposable {
  readonly dir: string;
  readonly file: string;
  prepare(more?: Partial<RegisterOptions>, signal?: AbortSignal): Promise<Prepared>;
}

function place(content: string | Uint8Array = csv(everybody), delimiter: string | null = null): Place {
  const files = tree({ 'customers.csv': content, 'state/empty': '' });
  const { dir } = files;
  const file = join(dir, 'customers.csv');
  const options: RegisterOptions = {
    wanted: { from: { kind: 'file', file, shown: './customers.csv', delimiter }, columns: Object.entries(columns) },
    countries: ['DE'],
    detectors: { only: [], disable: [], custom },
    key,
    known: detectors,
    refresh: 'P1D',
    stateDir: join(dir, 'state'),
    now: '2026-06-30T08:00:00Z',
  };
  return {
    dir,
    file,
    prepare: (more = {}, by = signal) => prepareRegister({ ...options, ...more }, by),
    [Symbol.dispose]: () => files[Symbol.dispose](),
  };
}

const finds = (prepared: Prepared, value: string, by = key) =>
  Object.keys(match(openRegister(prepared.index, by, engine), prose(value))).length > 0;

async function message(of: Promise<unknown>): Promise<string> {
  const error = await of.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(CannotRun);
  return (error as CannotRun).message;
}

describe('a register from a file', () => {
  it('is read whatever parts its columns and however it is encoded', async () => {
    const rows = [anna.with(5, 'Äpfelgrün'), bernd];
    const kinds: readonly (readonly [string | Uint8Array, string | null])[] = [
      [csv(rows), null],
      [csv(rows, ';'), null],
      [csv(rows, '\t'), '\t'],
      [csv(rows, '|').replaceAll('\n', '\r\n'), null],
      [`\ufeff${csv(rows)}`, null],
      [Buffer.from(`\ufeff${csv(rows)}`, 'utf16le'), null],
      [Buffer.from(csv(rows), 'latin1'), null],
    ];
    for (const [at, [content, delimiter]] of kinds.entries()) {
      using here = place(content, delimiter);
      const prepared = await here.prepare();
      expect(prepared.counts, `kind ${at}`).toMatchObject({ rows: 2, customers: 2, values: 14, invalid: 0 });
      expect(finds(prepared, `Name: Anna Äpfelgrün, Kundennummer: K-100001`)).toBe(true);
      expect(prepared).toMatchObject({ built: true, stale: null, place: './customers.csv' });
    }
  });

  it('may have other columns, in any order, short rows, and a single column', async () => {
    using here = place('note,email,x\n,anna.ahornblatt@nordwind-handel.de,1\nshort\n,bernd.birke@nordwind-handel.de\n');
    const wanted = {
      from: { kind: 'file', file: here.file, shown: 'c.csv', delimiter: null },
      columns: [['email', 'email']],
    } as const;
    expect((await here.prepare({ wanted })).counts).toMatchObject({ rows: 3, customers: 2, invalid: 0 });
    writeFileSync(here.file, 'email\nanna.ahornblatt@nordwind-handel.de\n');
    expect((await here.prepare({ wanted })).counts).toMatchObject({ rows: 1, customers: 1 });
  });

  it('says what is wrong with it, and quotes nothing of it', async () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      [
        csv(everybody).split('\n').slice(1).join('\n'),
        /\.\/customers\.csv \(its first row must name its columns\) has no column customer_no, email, /,
      ],
      [csv(everybody).replace('"email"', '"e-mail"'), /has no column email\./],
      ['', /is empty|cannot be told/],
      [`${names.join(',')}\n`, /holds nothing: 0 customers, 0 values/],
      [csv([anna.map(() => 'nothing valid')]), /holds nothing: 0 customers, 0 values, 7 left out as not valid/],
      ['just some words without any form\n'.repeat(20), /what parts its columns cannot be told; say "delimiter:"/],
    ];
    for (const [content, expected] of cases) {
      using here = place(content);
      const said = await message(here.prepare());
      expect(said).toMatch(expected);
      for (const value of everybody.flat().filter((one) => one.length > 4)) expect(said).not.toContain(value);
    }
    using gone = place();
    rmSync(gone.file);
    expect(await message(gone.prepare())).toMatch(/\.\/customers\.csv does not exist\. Nothing was scanned/);
  });
});

describe('the index that is kept', () => {
  it('is used while it is fresh, and made anew when it is too old', async () => {
    using here = place();
    const first = await here.prepare();
    expect(first).toMatchObject({ built: true, builtAt: '2026-06-30T08:00:00Z' });
    const second = await here.prepare({ now: '2026-07-01T07:59:59Z' });
    expect(second).toMatchObject({ built: false, stale: null, builtAt: '2026-06-30T08:00:00Z', counts: first.counts });
    expect(second.index.recipe).toBe(first.index.recipe);
    expect(Buffer.from(second.index.memory).equals(Buffer.from(first.index.memory))).toBe(true);
    expect(finds(second, anna[1]!)).toBe(true);
    const third = await here.prepare({ now: '2026-07-01T08:00:00Z' });
    expect(third).toMatchObject({ built: true, builtAt: '2026-07-01T08:00:00Z' });
    // A clock that was set back tells nothing of age.
    expect((await here.prepare({ now: '2026-06-01T08:00:00Z' })).built).toBe(true);
  });

  it('is made anew when the file, the columns, a detector or the key have changed', async () => {
    using here = place();
    const { index } = await here.prepare();
    writeFileSync(here.file, csv([anna]));
    const changed = await here.prepare();
    expect(changed).toMatchObject({ built: true, counts: { customers: 1 } });
    expect(finds(changed, bernd[1]!)).toBe(false);
    // Whom it lists is no part of the recipe: items that were read keep their answer.
    expect(changed.index.recipe).toBe(index.recipe);
    const later = new Date(Date.now() + 10_000);
    utimesSync(here.file, later, later);
    expect((await here.prepare()).built).toBe(true);
    const wanted = {
      from: { kind: 'file', file: here.file, shown: './customers.csv', delimiter: null },
      columns: [['email', 'email']],
    } as const;
    const fewer = await here.prepare({ wanted });
    expect(fewer.built).toBe(true);
    expect(fewer.index.recipe).not.toBe(index.recipe);
    expect((await here.prepare({ wanted })).built).toBe(false);
    const email = detectors.get('email')!;
    const known = new Map([...detectors, ['email', { ...email, version: email.version + 1 }] as const]);
    expect((await here.prepare({ wanted, known })).built).toBe(true);
    expect((await here.prepare({ wanted, known, countries: ['PL'] })).built).toBe(true);
    const other = new Uint8Array(32).fill(8);
    const rekeyed = await here.prepare({ wanted, known, key: other });
    expect(rekeyed.built).toBe(true);
    expect(finds(rekeyed, anna[1]!, other)).toBe(true);
    expect(finds(rekeyed, anna[1]!, key)).toBe(false);
  });

  it('is made anew when it is damaged', async () => {
    using here = place();
    await here.prepare();
    const file = join(here.dir, 'state/register.idx');
    const bytes = readFileSync(file);
    bytes[bytes.length - 30]! ^= 1;
    writeFileSync(file, bytes);
    const again = await here.prepare();
    expect(again.built).toBe(true);
    expect(finds(again, anna[1]!)).toBe(true);
    writeFileSync(file, 'something else');
    expect((await here.prepare()).built).toBe(true);
  });

  it('goes on with a warning when the register is away, and only under the same configuration', async () => {
    using here = place();
    await here.prepare();
    const before = statSync(join(here.dir, 'state/register.idx')).mtimeMs;
    rmSync(here.file);
    const old = await here.prepare({ now: '2026-08-01T08:00:00Z' });
    expect(old).toMatchObject({
      built: false,
      builtAt: '2026-06-30T08:00:00Z',
      stale: './customers.csv does not exist',
    });
    expect(finds(old, anna[1]!)).toBe(true);
    expect(statSync(join(here.dir, 'state/register.idx')).mtimeMs).toBe(before);
    expect(await message(here.prepare({ countries: ['PL'] }))).toMatch(/does not exist/);
    writeFileSync(join(here.dir, 'state/register.idx'), 'damaged');
    expect(await message(here.prepare())).toMatch(/does not exist/);
  });

  it('stops when it is told to, and leaves nothing behind', async () => {
    const rows = Array.from({ length: 60_000 }, (_, n) => anna.with(0, `K-${100_000 + n}`));
    using here = place(csv(rows));
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 400);
    await expect(here.prepare({}, stop.signal)).rejects.toThrow('aborted');
    expect(() => statSync(join(here.dir, 'state/register.idx'))).toThrow();
  });
});
