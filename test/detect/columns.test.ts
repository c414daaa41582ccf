import { describe, expect, it } from 'vitest';
import type { Fields } from '../../agent/contracts/extractor.ts';
import { createDetection } from '../../agent/detect/detection.ts';
import { mergeTallies } from '../../agent/detect/settle.ts';
import { engine, find, fingerprint, luhnOk, peselNo, prose, settled, tableOf, talliesOf } from './kit.ts';

const rows = (count: number, cell: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => [String(n), cell(n)]);

describe('columns that agree', () => {
  it('make a column of valid PESELs PESEL without a name', () => {
    const cells = rows(200, (n) => (n % 20 === 0 ? '12345678901' : peselNo(n)));
    const found = find(tableOf(['a', 'b'], cells));
    const mine = found.find(({ detector }) => detector === 'pl.pesel');
    expect(mine).toMatchObject({ confidence: 'high', count: 190, distinct: 190, columns: ['b'] });
    expect(mine?.because.find(({ code }) => code === 'agreement')?.weight).toBeGreaterThan(1);
  });

  it('carry a weak check over the cap', () => {
    const valid = ['111222333', '123456782', '987654329', '100000009', '100000010', '100000022'];
    const cells = rows(6, (n) => valid[n]!);
    const found = find(tableOf(['x', ''], cells));
    expect(found.some(({ detector }) => detector === 'nl.bsn' || detector === 'us.ssn')).toBe(true);
  });

  it('make nothing of numbers that pass by chance', () => {
    const cells = rows(2000, (n) => String(4000000000000000 + n * 7919));
    const lucky = cells.filter(([, cell]) => luhnOk(cell!)).length;
    expect(lucky).toBeGreaterThan(100);
    expect(find(tableOf(['n', 'value'], cells)).map(({ detector }) => detector)).toEqual([]);
  });

  it('say nothing against a few real values among other text', () => {
    const cells = rows(500, (n) => (n % 50 === 0 ? 'DE89370400440532013000' : 'see file'));
    expect(find(tableOf(['n', 'notes'], cells))[0]).toMatchObject({
      detector: 'bank.iban',
      confidence: 'high',
      count: 10,
    });
  });

  it('need different values', () => {
    const same = find(
      tableOf(
        ['n', 'b'],
        rows(100, () => peselNo(1)),
      ),
    );
    const different = find(tableOf(['n', 'b'], rows(100, peselNo)));
    expect(same[0]?.score ?? 0).toBeLessThan(different[0]!.score);
  });
});

describe('tables', () => {
  it('take the cell to the left as a label where no column has a name', () => {
    const found = find(
      tableOf(
        ['', ''],
        [
          ['Name', 'Jan Kowalski'],
          ['BSN:', '111222333'],
          ['Geburtsdatum', '12.03.1980'],
          ['other', '111222333'],
        ],
        'cell',
      ),
    );
    expect(found.map(({ detector }) => detector)).toEqual(
      expect.arrayContaining(['person.name', 'nl.bsn', 'person.dob']),
    );
    expect(found.find(({ detector }) => detector === 'nl.bsn')).toMatchObject({
      confidence: 'high',
      count: 1,
      at: ['B3'],
    });
  });

  it('never match over the border of a cell', () => {
    expect(
      find(
        tableOf(
          ['a', 'b', 'c', 'd'],
          [
            ['4539', '1488', '0343', '6467'],
            ['jan', '@', 'nordwind', '.de'],
          ],
        ),
      ),
    ).toEqual([]);
  });

  it('do not let one cell label another under named columns', () => {
    const found = find(tableOf(['kind', 'value'], [['bsn', '111222333']]));
    expect(found[0]?.confidence ?? 'low').toBe('low');
  });

  it('cite cells and rows', () => {
    const sheet = {
      ...tableOf(['email'], [['jan@nordwind.de']], 'cell'),
      at: [{ kind: 'sheet' as const, name: 'Sheet1' }],
    };
    expect(find(sheet)[0]?.at).toEqual(['Sheet1!A2']);
    expect(find(tableOf(['email'], [['jan@nordwind.de']]))[0]?.at).toEqual(['row 2, column email']);
    expect(find(tableOf(['', 'email'], [['x', 'jan@nordwind.de']]))[0]?.at).toEqual(['row 2, column email']);
  });

  it('give the same in one batch and in many', () => {
    const cells = rows(300, (n) => (n % 3 === 0 ? `jan${n}@nordwind.de` : peselNo(n)));
    const whole = talliesOf(engine, tableOf(['a', 'b'], cells));
    const table = tableOf(['a', 'b'], cells);
    const many = [0, 1, 2].map((i) => ({ ...table, rows: table.rows.slice(i * 100, i * 100 + 100), continues: i > 0 }));
    expect(talliesOf(engine, ...many)).toEqual(whole);
    const merged = many.map((batch) => talliesOf(engine, batch)).reduce(mergeTallies);
    expect(settled(merged)).toEqual(settled(whole));
  });

  it('read text of several bytes', () => {
    const found = find(
      tableOf(
        ['ż', 'notatka'],
        [
          ['zażółć', 'mail żółć: jan@nordwind.de 🦊'],
          ['🦊', 'jan@nordwind.de'],
        ],
      ),
    );
    expect(found[0]).toMatchObject({
      detector: 'email',
      count: 2,
      distinct: 1,
      at: ['row 2, column notatka', 'row 3, column notatka'],
    });
  });
});

describe('fields', () => {
  const fields = (...list: readonly (readonly [string, string])[]): Fields => ({
    type: 'fields',
    at: [],
    fields: list.map(([name, value]) => ({ name, place: `customers[0].${name}`, value })),
  });

  it('read their names', () => {
    const found = find(
      fields(['fullName', 'Jan Kowalski'], ['bsn', '111222333'], ['birthDate', '1980-03-12'], ['id', '5']),
    );
    expect(found.map(({ detector, confidence }) => [detector, confidence])).toEqual([
      ['nl.bsn', 'high'],
      ['person.dob', 'high'],
      ['person.name', 'high'],
    ]);
    expect(found[0]).toMatchObject({ columns: ['bsn'], at: ['customers[0].bsn'] });
  });

  it('seal names that hold a value', () => {
    const found = find(fields(['jan@nordwind.de', 'jan@nordwind.de']));
    expect(JSON.stringify(found)).not.toContain('nordwind');
    expect(found[0]?.columns[0]).toMatch(/^sealed:[\da-f]{8}$/);
  });

  it('stay bounded when every name is another', () => {
    const many = Array.from(
      { length: 3000 },
      (_, n) => [`user${String.fromCharCode(97 + (n % 26))}k${n}x`, `jan${n}@nordwind.de`] as const,
    );
    const tallies = talliesOf(engine, fields(...many));
    expect(tallies.length).toBeLessThan(600);
    expect(tallies.flatMap(({ groups }) => groups).reduce((sum, { count }) => sum + count, 0)).toBe(3000);
  });
});

describe('subjects', () => {
  it('are told by words near a match, in names of columns and of files', () => {
    expect(find(prose('Kundin: jan@nordwind.de'))[0]?.subjects).toEqual({ customer: 1, employee: 0 });
    expect(find(prose('Mitarbeiter jan@nordwind.de'))[0]?.subjects).toEqual({ customer: 0, employee: 1 });
    expect(find(tableOf(['customer_email'], [['jan@nordwind.de'], ['eva@nordwind.de']]))[0]?.subjects.customer).toBe(2);
    const detection = createDetection(engine, { fingerprint });
    detection.addName('', 'lista_pracowników-2024.txt');
    detection.add('', prose('jan@nordwind.de'));
    expect(settled(detection.finish())[0]?.subjects).toEqual({ customer: 0, employee: 1 });
  });

  it('of one file say nothing of another', () => {
    const detection = createDetection(engine, { fingerprint });
    detection.addName('', 'mail.eml');
    detection.addName('kunden.csv', 'kunden.csv');
    detection.add('kunden.csv', tableOf(['email'], [['jan@nordwind.de']]));
    detection.add('', prose('eva@nordwind.de'));
    expect(settled(detection.finish()).map(({ part, subjects }) => [part, subjects.customer])).toEqual([
      ['', 0],
      ['kunden.csv', 1],
    ]);
  });
});
