import { describe, expect, it } from 'vitest';
import { config, load, mistakes } from './setup.ts';

const sources = `  - { name: share, kind: folder, path: ./share }
  - { name: crm, kind: sqlite, path: ./crm.db }`;
const policy = (register: string, more = '') =>
  config(`${more}policy:\n  version: 1\n  customer_register: ${register}\n`, sources);

describe('customer_register', () => {
  it('is a table of a source or a file, and is read again after a day', async () => {
    const { config: table } = await load({
      text: policy('{ source: crm, table: customers, columns: { mail: email } }'),
    });
    expect(table.policy).toMatchObject({
      customer_register: { source: 'crm', table: 'customers', columns: { mail: 'email' }, refresh: 'P1D' },
    });
    const own = `detectors:\n  custom:\n    - { id: custom.no, pattern: 'K-\\d{6}', subject: customer }\n`;
    await load({
      text: policy(
        '{ file: ./c.csv, delimiter: tab, columns: { no: custom.no, first: person.first_name, last: person.last_name, day: person.dob }, refresh: P7D }',
        own,
      ),
    });
  });

  it.each([
    [
      '{ columns: { a: email } }',
      ['policy.customer_register: name where the customers are: source and table (or query), or file'],
    ],
    [
      '{ source: crm, file: ./c.csv, table: t, columns: { a: email } }',
      ['policy.customer_register.file: stands beside source: it is one or the other'],
    ],
    ['{ source: crm, columns: { a: email } }', ['policy.customer_register.source: needs a table, or a query']],
    [
      '{ source: crm, table: t, query: SELECT 1 AS a, columns: { a: email } }',
      ['policy.customer_register.query: stands beside table: it is one or the other'],
    ],
    [
      '{ file: ./c.csv, query: SELECT 1 AS a, columns: { a: email } }',
      ['policy.customer_register.query: is of a source, and there is none'],
    ],
    [
      '{ file: ./c.csv, table: t, columns: { a: email } }',
      ['policy.customer_register.table: is of a source, and there is none'],
    ],
    [
      '{ source: crm, table: t, delimiter: ";", columns: { a: email } }',
      ['policy.customer_register.delimiter: is of a file, and there is none'],
    ],
    [
      '{ source: crn, table: t, columns: { a: email } }',
      ['policy.customer_register.source: names a source that the configuration does not have. Did you mean "crm"?'],
    ],
    [
      '{ source: share, table: t, columns: { a: email } }',
      ['policy.customer_register.source: is a folder. Give a file in it as "file:", or name a database'],
    ],
    [
      '{ source: crm, tabel: t, columns: { a: email } }',
      [
        'policy.customer_register.source: needs a table, or a query',
        'policy.customer_register.tabel: unknown key. Did you mean "table"?',
      ],
    ],
    [
      '{ file: ./c.csv, columns: { a: emial } }',
      ['policy.customer_register.columns.a: there is no such detector. Did you mean "email"?'],
    ],
    [
      '{ file: ./c.csv, columns: { a: email, b: custom.number } }',
      ['policy.customer_register.columns.b: there is no such detector. "wayward detectors" lists them'],
    ],
    [
      '{ file: ./c.csv, columns: { a: email }, refresh: daily }',
      ['policy.customer_register.refresh: expected a duration in years, months, weeks and days, as P6Y, P1Y6M or P90D'],
    ],
    [
      '{ file: ./c.csv, columns: { a: email, f: person.first_name } }',
      ['policy.customer_register.columns.f: is half a name: no column holds person.last_name'],
    ],
    [
      '{ file: ./c.csv, columns: { a: email, n: person.name, f: person.first_name, l: person.last_name } }',
      ['policy.customer_register.columns: hold names both whole and in halves'],
    ],
    [
      '{ file: ./c.csv, columns: { a: email, b: person.dob, c: person.dob } }',
      [
        'policy.customer_register.columns.b: is one of several that hold person.dob',
        'policy.customer_register.columns.c: is one of several that hold person.dob',
      ],
    ],
    [
      '{ file: ./c.csv, columns: { n: person.name, a: person.address } }',
      [
        'policy.customer_register.columns: do not say who somebody is: name an e-mail address, a phone, an account or a customer number, or a name with a date of birth',
      ],
    ],
    [
      '{ file: ./c.csv, columns: {} }',
      [
        'policy.customer_register.columns: do not say who somebody is: name an e-mail address, a phone, an account or a customer number, or a name with a date of birth',
      ],
    ],
  ])('refuses %s', async (register, expected) => {
    const told = await mistakes(policy(register));
    expect(told.map((line) => line.replace(/^wayward\.yaml:\d+:\d+: /, ''))).toEqual(expected);
  });

  it('refuses a column of a detector that is not in use', async () => {
    const told = await mistakes(
      policy('{ file: ./c.csv, columns: { a: email, b: bank.iban } }', 'detectors: { disable: [bank] }\n'),
    );
    expect(told.join()).toContain(
      'columns.b: the detector bank.iban is not in use. See "detectors:" in the configuration',
    );
  });
});
