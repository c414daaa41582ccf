import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { isValidBIC, isValidIBAN } from 'ibantools';
import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { makeBigLog, makeMixedShare, makeSmallFiles } from '../bench/share.ts';
import { generate } from '../fixtures/generate.ts';
import { acme } from '../fixtures/lib/acme.ts';
import { deflate } from '../fixtures/lib/deflate.ts';
import { docx } from '../fixtures/lib/docx.ts';
import { bsn, dni, idNr, luhnDigit, nhs, pesel } from '../fixtures/lib/numbers.ts';
import { people } from '../fixtures/lib/people.ts';
import { Random } from '../fixtures/lib/random.ts';
import { gzip, zip } from '../fixtures/lib/zip.ts';

const committed = join(import.meta.dirname, '../fixtures/acme');

describe('the demonstration share', () => {
  let fresh: string;
  beforeAll(async () => {
    fresh = await mkdtemp(join(tmpdir(), 'wayward-fixtures-'));
    await generate(fresh);
  });
  afterAll(() => rm(fresh, { recursive: true, force: true }));

  it('is what its generator makes, byte for byte', async () => {
    const [made, kept] = [await tree(fresh), await tree(committed)];
    const share = (paths: readonly string[]) => paths.filter((path) => path.startsWith('share/'));
    expect(share(kept)).toEqual(share(made));
    const changed: string[] = [];
    for (const path of made) {
      if (!(await bytes(fresh, path)).equals(await bytes(committed, path))) changed.push(path);
    }
    expect(changed, 'run npm run fixtures').toEqual([]);
  });

  it('stays small', async () => {
    const files = await tree(committed);
    const sizes = await Promise.all(files.map(async (path) => (await bytes(committed, path)).length));
    expect(files.length).toBeGreaterThan(100);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(2 * 1024 * 1024);
  });

  it('writes to no one: every address of the texts is of an invented domain or a published test address', async () => {
    const invented =
      /@(?:acme-gmbh-fiktiv|fiktivpost-nord|fikcyjna-poczta-nord|fictional-mail-house|courriel-fictif-nord|fictieve-post-west|correo-ficticio-sur|posta-fittizia-ovest|mail\.invalid|example)\b/;
    const found = (await acme()).flatMap(({ content }) =>
      Buffer.isBuffer(content) ? (content.toString('latin1').match(/[\w.]+@[\w-]+\.[a-z.]{2,}/g) ?? []) : [],
    );
    expect(found.length).toBeGreaterThan(100);
    expect(found.filter((address) => !invented.test(address))).toEqual([]);
  });

  it('plants something of every kind that the first release knows', async () => {
    const planted = new Set(
      (await acme()).flatMap((file) => (file.planted ?? []).flatMap((part) => [...part.found.keys()])),
    );
    expect([...planted].toSorted()).toEqual([
      'bank.bic',
      'bank.iban',
      'card.pan',
      'custom.contract_number',
      'custom.customer_number',
      'custom.employee_number',
      'de.idnr',
      'email',
      'es.dni',
      'es.nie',
      'fr.nir',
      'gb.nhs',
      'gb.nino',
      'ip.v4',
      'ip.v6',
      'it.codice_fiscale',
      'nl.bsn',
      'person.address',
      'person.dob',
      'person.name',
      'phone',
      'pl.pesel',
      'se.personnummer',
      'us.itin',
      'us.ssn',
    ]);
  });
});

describe('the numbers of made-up people', () => {
  const crowd = people('test', 180, ['DE', 'PL', 'GB', 'US', 'FR', 'ES', 'IT', 'NL', 'SE']);

  it('has valid IBANs, BICs and cards', () => {
    for (const { iban, bic, card } of crowd) {
      expect(isValidIBAN(iban), iban).toBe(true);
      expect(isValidBIC(bic), bic).toBe(true);
      expect(luhnDigit(card.slice(0, -1)), card).toBe(Number(card.at(-1)));
    }
  });

  it('is the same for the same seed, and differs between people', () => {
    expect(people('test', 180, ['DE', 'PL', 'GB', 'US', 'FR', 'ES', 'IT', 'NL', 'SE'])).toEqual(crowd);
    expect(new Set(crowd.map(({ email }) => email)).size).toBeGreaterThan(160);
    expect(new Set(crowd.map(({ iban }) => iban)).size).toBe(180);
  });

  /** Sums and remainders as the authorities print them, done the long way round. */
  it('has check digits after the published rules', () => {
    const random = new Random('rules');
    const weigh = (digits: string, weights: readonly number[]) =>
      weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0);
    for (let i = 0; i < 200; i++) {
      expect(weigh(bsn(random), [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11).toBe(0);
      expect(weigh(nhs(random).replaceAll(' ', ''), [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11).toBe(0);
      const number = pesel(random, { year: 2001, month: 3, day: 4 });
      expect(weigh(number, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10).toBe(0);
      expect(number.slice(0, 6)).toBe('012304');
      expect(new Set(idNr(random).slice(0, 10)).size).toBe(9);
      expect(dni(random)).toMatch(/^\d{8}[A-HJ-NP-TV-Z]$/);
    }
    // Printed as an example by the Spanish interior ministry.
    expect('TRWAGMYFPDXBNJZSQVHLCKE'[12345678 % 23]).toBe('Z');
  });
});

describe('the small writers', () => {
  it('deflates what any inflate reads', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 3000 }), fc.uint8Array({ maxLength: 500 }), (dense, any) => {
        for (const data of [
          Buffer.from(dense),
          Buffer.from(any),
          Buffer.concat([Buffer.alloc(700), Buffer.from(dense)]),
        ]) {
          expect(inflateRawSync(deflate(data)).equals(data)).toBe(true);
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('zips and gzips what others open', async () => {
    const data = 'Gartenbank '.repeat(50);
    const members = [
      { name: 'a.txt', data },
      { name: 'ordner/ü 📞.txt', data: 'x' },
    ];
    const archive = await fromBufferPromise(zip(members, { date: '2019-12-30T18:06' }));
    const read: Record<string, string> = {};
    for await (const entry of archive.eachEntry()) {
      expect(entry.isEncrypted()).toBe(false);
      read[entry.fileName] = Buffer.concat(await (await archive.openReadStreamPromise(entry)).toArray()).toString();
    }
    expect(read).toEqual({ 'a.txt': data, 'ordner/ü 📞.txt': 'x' });
    expect(gunzipSync(gzip(data, 'a.txt', '2018-07-01T03:00')).toString()).toBe(data);
  });

  it('locks with a password', async () => {
    const locked = zip([{ name: 'a.txt', data: 'geheim'.repeat(20) }], { date: '2019-12-30T18:06', password: 'acme' });
    const archive = await fromBufferPromise(locked);
    for await (const entry of archive.eachEntry()) expect(entry.isEncrypted()).toBe(true);
    expect(locked.includes('geheim')).toBe(false);
  });

  it('writes letters that mammoth reads', async () => {
    const body = ['Größe <12> & mehr', [['Artikel', 'Preis']]];
    const buffer = docx({ title: 'T', author: 'A', created: '2012-03-05T09:00:00Z', header: 'Kopf', body });
    const { value } = await mammoth.extractRawText({ buffer });
    expect(value.split(/\n+/).filter(Boolean)).toEqual(['Größe <12> & mehr', 'Artikel', 'Preis']);
  });
});

describe('the trees that benchmarks run on', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'wayward-bench-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it('mixes office files, the same for the same seed', async () => {
    const [one, two] = [join(dir, 'one'), join(dir, 'two')];
    const made = await makeMixedShare(one, 160);
    expect(await makeMixedShare(two, 160)).toEqual(made);
    const files = await allFiles(one);
    expect(files.length).toBe(160);
    expect(new Set(files.map((file) => file.split('.').at(-1))).size).toBe(8);
    for (const file of files) expect((await bytes(one, file)).equals(await bytes(two, file)), file).toBe(true);
  });

  it('spreads small files over folders', async () => {
    const made = makeSmallFiles(join(dir, 'small'), 205, 10);
    const files = await allFiles(join(dir, 'small'));
    expect(files.length).toBe(205);
    expect(new Set(files.map((file) => file.slice(0, file.lastIndexOf('/')))).size).toBe(10);
    expect(made.files).toBe(205);
  });

  it('writes a log of exactly the size, with people from its first line to its last', async () => {
    const file = join(dir, 'big.log');
    const size = 20 * 1024 * 1024 + 7;
    const { planted } = await makeBigLog(file, size);
    const text = await readFile(file, 'latin1');
    expect(text.length).toBe(size);
    const lines = text.split('\n');
    expect(lines.filter((line) => line.includes(' iban=')).length).toBe(planted);
    expect(lines[0]).toContain(' iban=');
    expect(lines.at(-2)).toContain(' iban=');
  });
});

async function allFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).toSorted();
}

async function tree(folder: string): Promise<string[]> {
  return (await allFiles(folder)).filter((path) => path.startsWith('share/') || path === 'answers.json');
}

/** A file's bytes, or of a link its target: git keeps no more of it. */
async function bytes(folder: string, path: string): Promise<Buffer> {
  try {
    return Buffer.from(await readlink(join(folder, path)));
  } catch {
    return readFile(join(folder, path));
  }
}
