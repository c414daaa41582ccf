import { describe, expect, it } from 'vitest';
import type { RowColumn } from '../../agent/contracts/source.ts';
import { createRowDetection } from '../../agent/detect/rows/rows.ts';
import { BatchMaker } from '../../agent/sources/lib/sql/batch.ts';
import { engine, fingerprint, makeRegister, settled } from './kit.ts';

const meanings = ['custom.customer_number', 'email', 'phone', 'person.name', 'person.dob'];
const day = (n: number) => `${1930 + (n % 70)}-0${1 + (n % 9)}-${10 + (n % 18)}`;
const words = ['Ahorn', 'Birke', 'Buche', 'Eiche', 'Erle', 'Esche', 'Fichte', 'Kiefer', 'Linde', 'Ulme'];
const nameOf = (n: number) =>
  `Anna${'abcdefghij'[Math.floor(n / 10) % 10]} ${words[n % 10]}${'abcdefghij'[Math.floor(n / 100) % 10]}`;
const person = (n: number) => [
  `K-${100_000 + n}`,
  `person.${n}@nordwind-handel.de`,
  `+49 30 ${20_000_000 + 7 * n}`,
  nameOf(n),
  day(n),
];
/** Every second one is a customer. */
const people = 30_000;
const customers = Array.from({ length: people / 2 }, (_, n) => person(2 * n));
const { register } = makeRegister(customers, meanings);

const text = (name: string): RowColumn => ({ name, comment: '', references: null, holds: 'text' });

function read(names: readonly RowColumn[], rows: Iterable<readonly string[]>, by = register) {
  const detection = createRowDetection(engine, { fingerprint, table: 'export', columns: names, key: -1, register: by });
  const maker = new BatchMaker(names.length);
  const take = () => {
    const batch = maker.take();
    if (batch !== null) detection.add(batch);
  };
  for (const row of rows) {
    for (const cell of row) maker.addText(cell);
    if (maker.full) take();
  }
  take();
  return new Map(
    settled(detection.finish()).map((finding) => [`${finding.part} ${finding.detector}`, finding.register]),
  );
}

describe('rows of a table against the register', () => {
  const found = read(
    ['customer_no', 'mail', 'phone', 'name', 'birth_date'].map(text),
    Array.from({ length: people }, (_, n) => person(n)),
  );

  it('asks for every cell, also for those that are counted by their form alone', () => {
    const half = people / 2;
    for (const part of ['#customer_no custom.customer_number', '#mail email', '#phone phone']) {
      expect(found.get(part), part).toMatchObject({ matches: half, supported: half, customersIsEstimate: true });
      expect(Math.abs(found.get(part)!.customers / half - 1), part).toBeLessThan(0.06);
    }
    for (const part of ['#name person.name', '#birth_date person.dob']) {
      const { matches, supported } = found.get(part)!;
      expect(matches, part).toBe(half);
      expect(supported, part).toBe(half);
    }
  });

  it('says nothing of a table of strangers', () => {
    const strangers = Array.from({ length: 3_000 }, (_, n) => [
      `stranger.${n}@nordwind-handel.de`,
      `+49 30 ${90_000_001 + n}`,
    ]);
    for (const said of read([text('mail'), text('phone')], strangers).values()) expect(said).toBeUndefined();
  });

  it('puts values of JSON documents beside those of the same row', () => {
    const rows = Array.from({ length: 1_000 }, (_, n) => [
      JSON.stringify({ customer: { email: person(n)[1] } }),
      person(n % 4 === 0 ? n : n + 2)[0]!,
    ]);
    const said = read([{ ...text('payload'), holds: 'json' }, text('customer_no')], rows);
    expect(said.get('#payload.customer.email email')).toMatchObject({ matches: 500, supported: 250, customers: 500 });
    expect(said.get('#customer_no custom.customer_number')).toMatchObject({ matches: 500, supported: 250 });
  });
});
