import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Builder } from '../../agent/register/builder.ts';
import { Hash } from '../../agent/register/hash.ts';
import { sizeOf, slotsFor, Table } from '../../agent/register/table.ts';

const key = { low: 11, high: 22 };
const supportKey = { low: 33, high: 44 };
const hash = new Hash();

function hashed(value: string): readonly [first: number, second: number] {
  hash.text(key, value);
  return [hash.first, hash.second];
}

function supports(table: Table, value: string, customer: number): boolean {
  hash.numbers(supportKey, ...hashed(value), customer);
  return table.find(hash.first, hash.second) >> 1 === customer;
}

describe('the index', () => {
  it('never misses a value that was put in, and tells whose it is and whether it is shared', () => {
    const values = fc.array(fc.tuple(fc.string({ maxLength: 6 }), fc.nat({ max: 30 })), { maxLength: 400 });
    fc.assert(
      fc.property(values, (puts) => {
        const builder = new Builder(supportKey);
        for (let customer = 0; customer <= 30; customer++) builder.addCustomer(customer * 1000);
        const owners = new Map<string, number[]>();
        for (const [value, n] of puts) {
          const customer = n + 1;
          builder.putIdentifier(...hashed(value), customer);
          const known = owners.get(value) ?? [];
          if (!known.includes(customer)) owners.set(value, [...known, customer]);
        }
        const { memory, layout } = builder.finish();
        const table = new Table(memory, layout);
        for (const [value, customers] of owners) {
          const shared = customers.length > 1;
          expect(table.find(...hashed(value))).toBe(customers[0]! * 2 + (shared ? 1 : 0));
          // Who came first is told by the value itself.
          for (const customer of customers.slice(1)) expect(supports(table, value, customer)).toBe(true);
          for (const other of [1, 15, 31])
            expect(supports(table, value, other)).toBe(customers.slice(1).includes(other));
        }
        for (let customer = 1; customer <= 31; customer++) expect(table.rank(customer)).toBe((customer - 1) * 1000);
      }),
      { numRuns: 200 },
    );
  });

  it('holds 200,000 customers in 100 bytes each, finds them all, and takes no stranger for one of a million', () => {
    const customers = 200_000;
    const builder = new Builder(supportKey);
    for (let n = 0; n < customers; n++) {
      const customer = builder.addCustomer(n);
      // As many as a customer with mail, phone, account, number, name and date of birth has.
      for (const what of ['mail', 'phone', 'account', 'number', 'pair'])
        builder.putIdentifier(...hashed(what + n), customer);
      for (const what of ['first', 'last', 'born']) builder.putSupport(...hashed(what + n), customer);
    }
    const { memory, layout, entries } = builder.finish();
    expect(entries).toBe(8 * customers);
    expect(memory.byteLength).toBe(sizeOf(layout));
    expect(memory.byteLength / customers).toBeLessThanOrEqual(100.1);
    const table = new Table(memory, layout);
    let missed = 0;
    for (let n = 0; n < customers; n++) {
      for (const what of ['mail', 'phone', 'account', 'number', 'pair']) {
        if (table.find(...hashed(what + n)) >> 1 !== n + 1) missed++;
      }
      for (const what of ['first', 'last', 'born']) if (!supports(table, what + n, n + 1)) missed++;
    }
    expect(missed).toBe(0);
    let strangers = 0;
    for (let n = 0; n < 1_000_000; n++) if (table.find(...hashed(`stranger ${n}`)) !== 0) strangers++;
    expect(strangers).toBe(0);
  });

  it('can be empty', () => {
    const { memory, layout } = new Builder(supportKey).finish();
    expect(new Table(memory, layout).find(1, 2)).toBe(0);
  });

  it('looks on at the start where the end is full', () => {
    const layout = { slots: slotsFor(4), customers: 4 };
    const table = new Table(new SharedArrayBuffer(sizeOf(layout)), layout);
    for (let customer = 1; customer <= 4; customer++) table.put(0xffff_ffff, customer, customer * 2);
    for (let customer = 1; customer <= 4; customer++) expect(table.find(0xffff_ffff, customer)).toBe(customer * 2);
    expect(table.find(0xffff_ffff, 5)).toBe(0);
  });
});
