import { describe, expect, it } from 'vitest';
import {
  anna,
  bernd,
  clara,
  columns,
  everybody,
  makeRegister,
  match,
  prose,
  settled,
  table,
  talliesOf,
} from './kit.ts';

const { register, counts } = makeRegister();
const filler = 'Lorem ipsum dolor sit amet, consectetur adipiscing elit. ';

describe('the register read', () => {
  it('is counted: customers, values, what is not valid, what is shared', () => {
    expect(counts).toMatchObject({ rows: 3, customers: 3, values: 20, invalid: 0, shared: 1 });
  });

  it('leaves out what is no value of its column, and published test values', () => {
    const rows = [
      ['K-100001', 'not an address', '+49 30 901820', 'DE89370400440532013000', 'Anna', 'Ahornblatt', '31.02.1984'],
      ['100002', 'bernd.birke@nordwind-handel.de', '', '', '', '', ''],
      ['', '', '', '', '', '', ''],
    ];
    const made = makeRegister(rows);
    expect(made.counts).toMatchObject({ rows: 3, customers: 2, values: 5, invalid: 4 });
    expect(made.counts.invalidBy).toEqual([1, 1, 0, 1, 0, 0, 1]);
    expect(match(made.register, prose('IBAN: DE89 3704 0044 0532 0130 00'))).toEqual({});
  });

  it('takes rows with the same customer number for one customer', () => {
    const second = ['K-100001', 'anna@gartenfreunde-nord.de', '', '', '', '', ''];
    const made = makeRegister([...everybody, second]);
    expect(made.counts.customers).toBe(3);
    const text = `${anna[1]} ${second[1]}`;
    expect(match(made.register, prose(text))).toEqual({ email: '2/2/1' });
  });

  it('takes each row for a customer where there is no customer number', () => {
    const rows = [['info@nordwind-handel.de'], ['info@nordwind-handel.de'], ['anna@nordwind-handel.de']];
    expect(makeRegister(rows, ['email']).counts).toMatchObject({ customers: 3, shared: 1 });
  });

  it('reads dates as databases give them', () => {
    const made = makeRegister([['Anna Ahornblatt', '1984-03-27 00:00:00']], ['person.name', 'person.dob']);
    expect(made.counts.invalid).toBe(0);
    expect(match(made.register, prose('Name: Anna Ahornblatt, geboren am 27.3.1984'))).toEqual({
      'person.dob': '1/1/1',
      'person.name': '1/1/1',
    });
  });
});

describe('matching identifiers', () => {
  it('finds them in running text in any spelling', () => {
    expect(match(register, prose('Write to ANNA.Ahornblatt@Nordwind-Handel.de'))).toEqual({ email: '1/0/1' });
    for (const written of ['+49 30 901820', '0049 (0)30 901820', '030/901820', '(030) 901820', '+49-30-901820']) {
      expect(match(register, prose(`Telefon: ${written}`)), written).toEqual({ phone: '1/0/1' });
    }
    expect(match(register, prose('IBAN DE29940512370482916305'))).toEqual({ 'bank.iban': '1/0/1' });
    expect(match(register, prose('Kundennummer: K-100003'))).toEqual({ 'custom.customer_number': '1/0/1' });
  });

  it('counts every match, and each customer once', () => {
    const rows = [...everybody, ...everybody, anna].map((row) => [row[1]!]);
    expect(match(register, table(['mail'], ...rows, ['stranger@nordwind-handel.de']))).toEqual({ email: '7/0/3' });
  });

  it('leaves strangers alone, and everything where there is no register', () => {
    const text = 'someone.else@nordwind-handel.de, Telefon: 030 777123, Kundennummer: K-999999';
    expect(match(register, prose(text))).toEqual({});
    expect(talliesOf(register, prose(text))).toEqual(talliesOf(null, prose(text)));
    expect(match(null, prose(anna.join('\n')))).toEqual({});
  });

  it('does not take a value of one kind for one of another', () => {
    const made = makeRegister([['030 901820']], ['phone']);
    expect(match(made.register, prose('Kundennummer: K-100001, anna.ahornblatt@nordwind-handel.de'))).toEqual({});
  });

  it('counts a value that two share as one match of one customer', () => {
    expect(match(register, prose('Telefon: 030 901821'))).toEqual({ phone: '1/0/1' });
  });

  it('tells by what stands beside it whose a shared value is', () => {
    const row = (of: readonly string[]) => [of[1]!, of[2]!];
    const both = table(['mail', 'phone'], row(bernd), row(clara));
    expect(match(register, both)).toEqual({ email: '2/2/2', phone: '2/2/2' });
  });
});

describe('matching what only supports', () => {
  it('leaves names and dates of birth alone that stand by themselves', () => {
    expect(match(register, table(['name'], ['Anna Ahornblatt'], ['Bernd Birke']))).toEqual({});
    expect(match(register, table(['birth_date'], ['1984-03-27']))).toEqual({});
  });

  it('takes a name with its date of birth for an identifier', () => {
    const names = ['name', 'birth_date'];
    const found = { 'person.dob': '1/1/1', 'person.name': '1/1/1' };
    for (const name of ['Anna Ahornblatt', 'Ahornblatt, Anna', 'Dr. Anna Maria Ahornblatt', 'ANNA AHORNBLATT']) {
      expect(match(register, table(names, [name, '27.03.1984'])), name).toEqual(found);
    }
    expect(match(register, table(names, ['Clara Birke', '2.1.1975']))).toEqual(found);
    expect(match(register, table(names, ['Anna Ahornblatt', '1984-03-28']))).toEqual({});
    expect(match(register, table(names, ['Anna Ahornblatt', '1971-09-19']))).toEqual({});
  });

  it('finds the halves of a name in columns of their own', () => {
    const rows = [
      ['Ahornblatt', 'Anna', '27.03.1984'],
      ['Birke', 'Clara', '1975-01-02'],
      ['Birke', 'Anna', '1984-03-27'],
    ];
    const found = match(register, table(['last_name', 'first_name', 'birth_date'], ...rows));
    expect(found).toEqual({ 'person.dob': '2/2/2', 'person.name': '4/4/2' });
  });

  it('takes a name beside an identifier of the same customer, and of no other', () => {
    const names = ['customer_no', 'name'];
    expect(match(register, table(names, ['K-100001', 'Anna Ahornblatt']))).toEqual({
      'custom.customer_number': '1/1/1',
      'person.name': '1/1/1',
    });
    expect(match(register, table(names, ['K-100001', 'Bernd Birke']))).toEqual({ 'custom.customer_number': '1/0/1' });
    expect(match(register, table(names, ['K-100001', 'Anna Birke']))).toEqual({ 'custom.customer_number': '1/0/1' });
  });

  it('supports in the same row and not in the next', () => {
    const apart = table(['customer_no', 'mail'], [anna[0]!, bernd[1]!], [bernd[0]!, anna[1]!]);
    expect(match(register, apart)).toEqual({ 'custom.customer_number': '2/0/2', email: '2/0/2' });
    const together = table(['customer_no', 'mail'], [anna[0]!, anna[1]!], [bernd[0]!, bernd[1]!]);
    expect(match(register, together)).toEqual({ 'custom.customer_number': '2/2/2', email: '2/2/2' });
  });

  it('does not let a value support itself', () => {
    expect(match(register, table(['mail', 'email2'], [anna[1]!, anna[1]!.toUpperCase()]))).toEqual({ email: '2/0/1' });
  });

  it('supports within 300 bytes of running text and not beyond', () => {
    const near = `${anna[1]} ${filler.repeat(4)} IBAN ${anna[3]}`;
    expect(match(register, prose(near))).toEqual({ email: '1/1/1', 'bank.iban': '1/1/1' });
    const far = `${anna[1]} ${filler.repeat(7)} IBAN ${anna[3]}`;
    expect(match(register, prose(far))).toEqual({ email: '1/0/1', 'bank.iban': '1/0/1' });
    const next = [prose(`${anna[1]}`), prose(`IBAN ${anna[3]}`)];
    expect(match(register, ...next)).toEqual({ email: '1/0/1', 'bank.iban': '1/0/1' });
  });

  it('keeps the records of a document apart', () => {
    const field = (place: string, value: string) => ({ name: place.replace(/^.*\W(?=\w)/, ''), place, value });
    const fields = {
      type: 'fields' as const,
      at: [],
      fields: [
        field('customers[0].email', anna[1]!),
        field('customers[0].contact.iban', anna[3]!),
        field('customers[1].email', bernd[1]!),
        field('customers[2].iban', bernd[3]!),
      ],
    };
    expect(match(register, fields)).toEqual({ 'bank.iban': '2/1/2', email: '2/1/2' });
  });
});

describe('what is counted', () => {
  it('is never more than what was found, and no test value', () => {
    const rows = Array.from({ length: 60 }, (_, n) => [everybody[n % 3]![1]!, n % 2 === 0 ? anna[2]! : '030 777123']);
    for (const finding of settled(talliesOf(register, table(['mail', 'phone'], ...rows)))) {
      const { high, medium, low } = finding.counts;
      expect(finding.register?.matches).toBeLessThanOrEqual(high + medium + low);
    }
  });

  it('does not depend on how running text was cut', () => {
    const text = Array.from({ length: 400 }, (_, n) => `${everybody[n % 3]![n % 4]} ${filler.repeat(n % 9)}`).join(
      '\n',
    );
    const whole = match(register, prose(text));
    expect(Object.keys(whole)).toHaveLength(4);
    const pieces = text.match(/[\s\S]{1,777}/g)!.map((piece, at) => ({ ...prose(piece), continues: at > 0 }));
    expect(match(register, ...pieces)).toEqual(whole);
  });

  it('joins over pieces of one item, and is an estimate beyond 4,096 customers', () => {
    const many = Array.from({ length: 20_000 }, (_, n) => [`K-${100_000 + n}`]);
    const made = makeRegister(many, ['custom.customer_number']);
    const all = match(made.register, table(['customer_no'], ...many));
    const [, , estimate = ''] = all['custom.customer_number']!.split('/');
    expect(all['custom.customer_number']).toMatch(/^20000\/0\/~/);
    expect(Math.abs(Number(estimate.slice(1)) / 20_000 - 1)).toBeLessThan(0.06);
    const halves = [many.slice(0, 12_000), many.slice(8_000)].map((rows) =>
      talliesOf(made.register, table(['customer_no'], ...rows)),
    );
    expect(settled(halves.flat())[0]?.register).toMatchObject({
      matches: 24_000,
      customers: Number(estimate.slice(1)),
    });
    const few = [many.slice(0, 2_000), many.slice(1_000, 3_000)].map((rows) =>
      talliesOf(made.register, table(['customer_no'], ...rows)),
    );
    expect(settled(few.flat())[0]?.register).toEqual({
      matches: 4_000,
      supported: 0,
      customers: 3_000,
      customersIsEstimate: false,
    });
  });

  it('counts a customer as the same after the register was read again in another order', () => {
    const again = makeRegister(
      [clara, anna, bernd].map((row) => [...row]),
      Object.values(columns),
    );
    const mails = table(['mail'], ...everybody.map((row) => [row[1]!]));
    const both = [...talliesOf(register, mails), ...talliesOf(again.register, mails)];
    expect(settled(both)[0]?.register).toMatchObject({ matches: 6, customers: 3 });
  });
});
