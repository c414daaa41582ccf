import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tally } from '../../agent/contracts/finding.ts';
import type { RowColumn } from '../../agent/contracts/source.ts';
import { highOf, rankOf } from '../../agent/detect/distinct.ts';
import { createEngine, type Engine } from '../../agent/detect/engine.ts';
import { createFingerprint } from '../../agent/detect/fingerprint.ts';
import { createRowDetection } from '../../agent/detect/rows/rows.ts';
import { findSpelling, halfRankSpelled, spellBytes } from '../../agent/detect/rows/spelling.ts';
import { mergeTallies, settle } from '../../agent/detect/settle.ts';
import { BatchMaker } from '../../agent/sources/lib/sql/batch.ts';
import { loadDetectors } from '../../agent/toolbox.ts';

const fingerprint = createFingerprint(Buffer.alloc(32, 7));
let detectors: Awaited<ReturnType<typeof loadDetectors>>;
let engine: Engine;
beforeAll(async () => {
  detectors = await loadDetectors({
    only: [],
    disable: [],
    custom: [{ id: 'custom.member', pattern: 'MB-\\d{5}', columns: ['member'], labels: [], deny: [] }],
  });
  // Without those of other countries: a spoiled PESEL is some of their numbers in one of a few cases, and each such case
  // is counted apart.
  const own = [...detectors.values()].filter(({ countries: of }) => of.length === 0 || of.some((c) => /DE|PL/.test(c)));
  engine = createEngine({ detectors: own, countries: ['DE', 'PL'] });
});

type Row = readonly (string | null)[];

/** Tallies of a table, its rows given `lot` at a time through batches as sources make them. */
function read(
  names: readonly (string | Partial<RowColumn>)[],
  rows: readonly Row[],
  table = 'list',
  key = -1,
): Tally[] {
  const columns = names.map((given): RowColumn => {
    const base = { name: '', comment: '', references: null, holds: 'text' } as const;
    return typeof given === 'string' ? { ...base, name: given } : { ...base, ...given };
  });
  const detection = createRowDetection(engine, { fingerprint, table, columns, key });
  const maker = new BatchMaker(columns.length);
  for (const row of rows) {
    for (const cell of row) cell === null ? maker.addNull() : maker.addText(cell);
    if (maker.full) detection.add(maker.take()!);
  }
  const last = maker.take();
  if (last !== null) detection.add(last);
  return detection.finish();
}

const found = (tallies: readonly Tally[]) =>
  settle(tallies, { detectors }).map(({ part, detector, count, distinct, confidence }) => ({
    part: part as string,
    detector,
    count,
    distinct,
    confidence,
  }));
const sure = (tallies: readonly Tally[]) => found(tallies).filter(({ confidence }) => confidence !== 'low');

/** A PESEL with this serial: valid, synthetic. */
function pesel(serial: number): string {
  const body = `8${String(serial % 10)}0${1 + (serial % 9)}1${serial % 10}${String(serial % 10_000).padStart(4, '0')}`;
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * [1, 3, 7, 9][at % 4]!, 0);
  return body + ((10 - (sum % 10)) % 10);
}
const spoiled = (number: string) => number.slice(0, -1) + ((Number(number.at(-1)) + 1) % 10);

describe('rows of a table', () => {
  it('are findings of columns', () => {
    const rows = Array.from({ length: 50 }, (_, i) => [`a${i}@firma-${i}.de`, pesel(i), `text ${i}`]);
    expect(sure(read(['mail', 'pesel', 'note'], rows))).toEqual([
      { part: '#mail', detector: 'email', count: 50, distinct: 50, confidence: 'high' },
      { part: '#pesel', detector: 'pl.pesel', count: 50, distinct: 50, confidence: 'high' },
    ]);
  });

  it('are counted by their form as if each had been read, within what the control allows', () => {
    // One in ten is spoiled: the share must survive that most cells are not read.
    const rows = Array.from({ length: 30_000 }, (_, i) => [i % 10 === 3 ? spoiled(pesel(i)) : pesel(i)]);
    const [tally] = read(['pesel'], rows).filter(({ detector }) => detector === 'pl.pesel');
    const count = tally!.groups.reduce((sum, group) => sum + group.count, 0);
    const byForm = tally!.groups.reduce((sum, group) => sum + (group.byForm ?? 0), 0);
    expect(tally!.seen).toBe(30_000);
    expect(byForm).toBeGreaterThan(20_000);
    expect(Math.abs(count - 27_000)).toBeLessThan(900);
    expect(Math.abs(tally!.fitted! - 30_000)).toBeLessThan(300);
  });

  it.each([
    ['the first of which are none', (i: number) => i >= 5_000, 55_000],
    ['the last of which are none', (i: number) => i < 5_000, 5_000],
    ['of which a stretch is something', (i: number) => i >= 30_000 && i < 40_000, 10_000],
  ])('are counted rightly in an ordered table, %s', (_, isValid, truth) => {
    const rows = Array.from({ length: 60_000 }, (_, i) => [isValid(i) ? pesel(i) : spoiled(pesel(i))]);
    const [tally] = read(['number'], rows).filter(({ detector }) => detector === 'pl.pesel');
    const count = tally!.groups.reduce((sum, group) => sum + group.count, 0);
    expect(Math.abs(count - truth)).toBeLessThan(1_200);
    expect(Math.abs(tally!.fitted! - 60_000)).toBeLessThan(1_200);
    const distinct = tally!.groups.reduce((sum, group) => Math.max(sum, group.distinct), 0);
    // Of the lot in which it turns, the values that were passed over are not told apart.
    expect(distinct).toBeGreaterThan(Math.min(truth, 10_000) - 4096);
  });

  it('tell different values apart without reading them', () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => [`Max.Muster${i % 20_000}@Firma.de`, `P ${i % 3000}`]);
    const [mail] = sure(read(['email', 'n'], rows));
    expect(mail!.count).toBe(60_000);
    expect(Math.abs(mail!.distinct - 20_000)).toBeLessThan(1_000);
  });

  it('keep the fingerprints that reading every cell keeps', () => {
    const values = Array.from({ length: 9_000 }, (_, i) => `User${i}@Firma-Nord.de`);
    const [tally] = read(
      ['email'],
      values.map((value) => [value]),
    ).filter(({ detector }) => detector === 'email');
    const expected = new Set(values.map((value) => fingerprint('email', value.toLowerCase())));
    const kept = tally!.groups.flatMap(({ fingerprints }) => fingerprints);
    expect(kept.length).toBe(4096);
    for (const one of kept) expect(expected.has(one)).toBe(true);
  });

  it('always read what is written otherwise', () => {
    const rows: Row[] = Array.from({ length: 20_000 }, (_, i) => [`ORD ${100_000 + i}`]);
    rows[17_001] = ['please call Anna, card 4111 1111 1111 1234, iban DE89 3704 0044 0532 0131 00'];
    rows[19_500] = ['mail: eva.lind@firma-nord.de'];
    const parts = found(read(['reference'], rows)).map(({ detector }) => detector);
    expect(parts).toContain('email');
  });

  it('find a number of the organisation in a column that has none of its shape otherwise', () => {
    const rows: Row[] = Array.from({ length: 9000 }, () => ['nothing here']);
    rows[8_000] = ['see MB-12345 there'];
    expect(found(read(['text'], rows)).map(({ detector, count }) => [detector, count])).toEqual([['custom.member', 1]]);
  });

  it('do not take digests and identifiers for numbers of people', () => {
    const hex = (i: number) =>
      Array.from({ length: 40 }, (_, at) => '0123456789abcdef'[(i * 7 + at * (i % 13)) % 16]).join('');
    const uuid = (i: number) =>
      `${hex(i).slice(0, 8)}-${hex(i).slice(0, 4)}-4${hex(i).slice(1, 4)}-a${hex(i).slice(1, 4)}-${hex(i).slice(0, 12)}`;
    const rows = Array.from({ length: 5_000 }, (_, i) => [hex(i), uuid(i)]);
    expect(sure(read(['hash', 'id'], rows))).toEqual([]);
  });

  it('say the same however they are cut into pieces', () => {
    const row = (i: number): Row => [
      `kim${i}@firma.de`,
      i % 4 === 0 ? null : pesel(i),
      `{"who":{"mail":"x${i}@post.de"}}`,
    ];
    const rows = Array.from({ length: 9_000 }, (_, i) => row(i));
    const names = ['mail', 'pesel', 'payload'];
    const whole = sure(read(names, rows));
    const halves = sure(mergeTallies(read(names, rows.slice(0, 5_000)), read(names, rows.slice(5_000))));
    expect(halves.map(({ part, detector, count }) => [part, detector, count])).toEqual(
      whole.map(({ part, detector, count }) => [part, detector, count]),
    );
  });
});

describe('names around a column', () => {
  it('take its comment where the name means nothing', () => {
    const rows = Array.from({ length: 5 }, (_, i) => [`Anna Berg`, String(i)]);
    expect(sure(read([{ name: 'f17', comment: 'full name' }, 'x'], rows)).map(({ detector }) => detector)).toEqual([
      'person.name',
    ]);
    expect(sure(read(['f17', 'x'], rows))).toEqual([]);
  });

  it('tell whose data it is by the table and by what a column refers to', () => {
    const rows = [['eva@firma.de']];
    const customer = (tallies: Tally[]) => tallies[0]!.subjects.customer;
    expect(customer(read(['mail'], rows, 'customers'))).toBe(1);
    expect(customer(read(['mail'], rows, 'log'))).toBe(0);
    expect(customer(read([{ name: 'mail', references: 'public/customers' }], rows, 'log'))).toBe(1);
  });
});

describe('documents in cells', () => {
  it('are columns by their paths', () => {
    const rows = Array.from({ length: 12 }, (_, i) => [
      JSON.stringify({ customer: { email: `a${i}@firma.de`, tags: ['x', `b${i}@firma.de`] }, n: i }),
    ]);
    expect(sure(read([{ name: 'payload', holds: 'json' }], rows)).map(({ part, count }) => [part, count])).toEqual([
      ['#payload.customer.email', 12],
      ['#payload.customer.tags[]', 12],
    ]);
  });

  it('are seen in columns of text, beside plain text', () => {
    const rows = [['{"email":"eva@firma.de"}'], ['plain kai@firma.de text'], ['[broken'], ['{"a":']];
    expect(sure(read(['body'], rows)).map(({ part }) => part)).toEqual(['#body', '#body.email']);
  });

  it('seal keys that are values', () => {
    const rows = [['{"eva.lind@firma-nord.de": {"email": "eva.lind@firma-nord.de"}}']];
    const text = JSON.stringify(read([{ name: 'by_mail', holds: 'json' }], rows));
    expect(text).not.toContain('eva.lind');
    expect(text).toContain('sealed:');
  });

  it('are told where they lie too deep, and cost nothing else', () => {
    const deep = `${'['.repeat(5_000)}"eva@firma.de"${']'.repeat(5_000)}`;
    const columns = [{ name: 'body', comment: '', references: null, holds: 'json' as const }];
    const detection = createRowDetection(engine, { fingerprint, table: 't', columns, key: -1 });
    const maker = new BatchMaker(1);
    for (const cell of [deep, '{"mail":"kai@firma.de"}']) maker.addText(cell);
    detection.add(maker.take()!);
    expect(detection.tooDeep()).toEqual(['body']);
    expect(sure(detection.finish()).map(({ part }) => part)).toEqual(['#body.mail']);
  });

  it('have a bounded number of paths', () => {
    const rows = Array.from({ length: 900 }, (_, i) => [`{"k${i}x": "u${i}@firma.de"}`]);
    const parts = sure(read([{ name: 'map', holds: 'json' }], rows));
    expect(parts.length).toBeLessThanOrEqual(501);
    expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(900);
  });
});

describe('rows as places', () => {
  const place = (key: string) => {
    const tallies = read(['id', 'mail'], [[key, 'eva@firma.de']], 'list', 0);
    return tallies.find(({ detector }) => detector === 'email')!.groups[0]!.places;
  };
  it('are cited by a short whole number', () => expect(place('4711')).toEqual(['id 4711']));
  it('are sealed when the key is called like somebody’s number', () => {
    const [tally] = read(['member', 'mail'], [['4711', 'eva@firma.de']], 'list', 0).filter(
      ({ detector }) => detector === 'email',
    );
    expect(tally!.groups[0]!.places[0]).toMatch(/^sealed:/);
  });
  it('are sealed when the number could be somebody’s', () => {
    expect(place(pesel(12))[0]).toMatch(/^sealed:[0-9a-f]{8}$/);
    expect(place('x17')[0]).toMatch(/^sealed:/);
  });
});

describe('spelling', () => {
  const encoder = new TextEncoder();
  const apply = (written: string, spelling: NonNullable<ReturnType<typeof findSpelling>>) => {
    const bytes = encoder.encode(written);
    const out = new Uint8Array(512);
    return new TextDecoder().decode(out.subarray(0, spellBytes(bytes, 0, bytes.length, spelling, out)));
  };

  it.each([
    [[['Max@Firma.DE', 'max@firma.de']], 'EVA@x.org', 'eva@x.org'],
    [[['de89 3704', 'DE893704']], 'de12 3456 7890', 'DE1234567890'],
    [[['0170 1234567', '+491701234567']], '0151 7654321', '+491517654321'],
    [[['+49 170 123', '+49170123']], '+49 (151) 99', '+4915199'],
    [
      [
        ['Große Straße 5', 'grosse strasse 5'],
        ['Am Weg, 3', 'am weg 3'],
      ],
      'Łódź-Ulica 7',
      'lodz ulica 7',
    ],
  ])('is found from %j', (examples, other, expected) => {
    const spelling = findSpelling(examples.map(([written, normal]) => ({ written: written!, normal: normal! })));
    expect(spelling).not.toBeNull();
    expect(apply(other, spelling!)).toBe(expected);
  });

  it('is none where the normal form is something else', () => {
    expect(findSpelling([{ written: '31.12.1990', normal: '1990-12-31' }])).toBeNull();
    expect(findSpelling([])).toBeNull();
  });

  it('ranks what it would write', () => {
    const keeps = fc.constantFrom<[string, string]>(
      ['Max@Firma.DE', 'max@firma.de'],
      ['DE8 9', 'DE89'],
      ['Ä b', 'a b'],
      ['017', '+4917'],
    );
    fc.assert(
      fc.property(keeps, fc.string({ maxLength: 40 }), fc.integer(), ([written, normal], text, seed) => {
        const spelling = findSpelling([{ written, normal }])!;
        const bytes = encoder.encode(text);
        const half = halfRankSpelled(bytes, 0, bytes.length, spelling, seed);
        if (half !== null) expect(Math.floor(rankOf(apply(text, spelling), seed) * 2 ** 32)).toBe(highOf(half));
      }),
      { seed: 42, numRuns: 500 },
    );
  });
});
