import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyRanges } from '../../../agent/sources/lib/postgres/key-ranges.ts';
import { sampleOf } from '../../../agent/sources/lib/postgres/sample.ts';
import { plainBy } from '../../../agent/sources/lib/postgres/server-facts.ts';
import { isLocal, postgresSettings } from '../../../agent/sources/lib/postgres/settings.ts';
import { readAs, selectAs, shapeOf, type TypeFacts } from '../../../agent/sources/lib/postgres/types.ts';

describe('ranges of keys', () => {
  it('cover all keys once, and stay while keys are added', () => {
    const big = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    fc.assert(
      fc.property(big, big, fc.integer({ min: 0, max: 20_000_000 }), (a, b, rows) => {
        const [first, last] = a < b ? [a, b] : [b, a];
        const ranges = keyRanges(first, last, rows);
        expect(ranges.length).toBeLessThanOrEqual(rows / 500_000 + 3);
        expect(ranges[0]?.from).toBe(String(first));
        expect(ranges.at(-1)?.to).toBe(String(last));
        ranges.slice(1).forEach((range, index) => {
          expect(BigInt(range.from)).toBe(BigInt(ranges[index]!.to) + 1n);
        });
      }),
    );
    const [before, after] = [keyRanges(1n, 1_400_000n, 1_400_000), keyRanges(1n, 1_450_000n, 1_450_000)];
    expect(after.slice(0, -1)).toEqual(before.slice(0, -1));
  });
});

describe('a sample', () => {
  const asked = { sample_rows: 10_000, seed: 3 };

  it.each([
    ['all of a small table', { blocks: 120, bytes: 1e6, rows: 9_000 }, null],
    ['all of an empty one', { blocks: 0, bytes: 0, rows: null }, null],
    ['so many blocks as hold the rows', { blocks: 12_500, bytes: 1e8, rows: 1_000_000 }, 1],
    ['fewer where rows are large', { blocks: 1_000_000, bytes: 2 ** 40, rows: 1_000_000 }, 0.0244141],
    ['thirty blocks at least', { blocks: 10_000, bytes: 8e7, rows: 100_000_000 }, 0.3],
    ['a guess where nothing is known', { blocks: 100_000, bytes: 8e8, rows: null }, 0.2],
  ])('is %s', (_, table, percent) => {
    expect(sampleOf(table, asked)).toEqual(percent === null ? null : { percent, seed: 3 });
  });
});

describe('connections without TLS', () => {
  const rule = (type: string, address: string | null, method: string, more: object = {}) => {
    return { type, address, method, database: ['all'], user: ['all'], ...more };
  };

  it.each([
    ['are refused where there is no rule', [], 'refused'],
    ['are allowed by host', [rule('host', '10.0.0.0', 'scram-sha-256')], 'allowed'],
    [
      'are refused by hostssl alone',
      [rule('local', null, 'peer'), rule('hostssl', '0.0.0.0', 'scram-sha-256')],
      'refused',
    ],
    [
      'of this machine are none of the network',
      [rule('host', '127.0.0.1', 'md5'), rule('host', '::1', 'md5'), rule('host', 'samehost', 'md5')],
      'refused',
    ],
    [
      'are refused when turned away before',
      [rule('hostnossl', 'all', 'reject'), rule('host', 'all', 'md5')],
      'refused',
    ],
    [
      'are allowed when only some are turned away',
      [rule('hostnossl', 'all', 'reject', { user: ['x'] }), rule('host', 'all', 'md5')],
      'allowed',
    ],
    ['of another database do not count', [rule('host', 'all', 'md5', { database: ['other'] })], 'refused'],
    ['of replication do not count', [rule('host', 'all', 'md5', { database: ['replication'] })], 'refused'],
  ])('%s', (_, rules, answer) => {
    expect(plainBy(rules, 'shop')).toBe(answer);
  });

  it('stay on this machine over the loopback or a socket', () => {
    const of = (host: string) => isLocal(postgresSettings.parse({ host, database: 'shop' }));
    expect(['localhost', '127.0.0.1', '::1', '/run/postgresql', '127.8.8.8'].map(of)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(['db.example', '10.0.0.1', 'localhost.example', '127.0.0.1.example'].map(of)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('a type', () => {
  const type = (oid: number, name: string, more: Partial<TypeFacts> = {}): [number, TypeFacts] => {
    return [
      oid,
      { oid, name, schema: 'pg_catalog', sort: 'b', category: 'U', base: 0, element: 0, members: [], ...more },
    ];
  };
  const members = (...of: number[]) => of.map((oid) => ({ name: `m${oid}`, type: oid }));
  const types = new Map([
    type(1, 'text', { category: 'S' }),
    type(2, 'float8', { category: 'N' }),
    type(3, 'phone_number', { schema: 'ext' }),
    type(4, 'vector', { schema: 'ext' }),
    type(5, 'mood', { schema: 'public', sort: 'e', category: 'E' }),
    type(6, 'mail', { schema: 'public', sort: 'd', base: 7 }),
    type(7, 'mails', { schema: 'public', sort: 'd', base: 1 }),
    type(8, '_text', { category: 'A', element: 1 }),
    type(9, '_float8', { category: 'A', element: 2 }),
    type(10, 'bytea'),
    type(11, '_bytea', { category: 'A', element: 10 }),
    type(12, 'daterange', { sort: 'r', category: 'R' }),
    type(13, 'address', { schema: 'public', sort: 'c', category: 'C', members: members(1, 5, 6, 10, 11) }),
    type(15, 'figures', { schema: 'public', sort: 'c', category: 'C', members: members(2, 5, 10) }),
    type(16, '_address', { schema: 'public', category: 'A', element: 13 }),
    type(17, '_figures', { schema: 'public', category: 'A', element: 15 }),
    type(14, 'uuid'),
  ]);

  it.each([
    [1, 'text'],
    [2, null],
    [3, 'text'],
    [4, null],
    [5, null],
    [6, 'text'],
    [8, 'document'],
    [9, null],
    [10, 'bytes'],
    [11, null],
    [12, null],
    [13, 'document'],
    [14, null],
    [15, null],
    [16, 'document'],
    [17, null],
    [99, null],
  ])('%i is read as %s', (oid, as) => {
    expect(readAs(shapeOf(oid, types))).toBe(as);
  });

  it('of records is told by those members that are read', () => {
    const value = (as: string) => ({ of: 'value', as });
    const record = {
      of: 'record',
      members: [
        ['m1', value('text')],
        ['m6', value('text')],
      ],
    };
    expect(shapeOf(13, types)).toEqual(record);
    expect(shapeOf(16, types)).toEqual({ of: 'list', element: record });
  });

  it('that is short by itself is not measured', () => {
    expect(selectAs('text', 'c', 1024, 256)).toBe('c::text');
    expect(selectAs('text', 'c', 1024, 257)).toContain('octet_length');
  });
});
