import { expect, it } from 'vitest';
import type { Item } from '../../agent/contracts/item.ts';
import { byExpectedRisk } from '../../agent/crawl/expected-risk.ts';

const table = (path: string, rows: number | null, ...columns: string[]): Item => ({
  unit: '',
  path,
  signature: '',
  excluded: null,
  facts: {
    ...{ bytes: 0, mtime: null, birthtime: null, owner: null, group: null, mode: null, links: 1 },
    ...({ exposure: 'unknown', exposureFrom: 'source' } as const),
  },
  table: {
    ...({ type: 'table', rows, rowSecurity: false, plainConnections: 'unknown' } as const),
    columns: columns.map((name) => ({ name, type: 'text', readers: [], everyone: false, references: null })),
  },
});

it('reads tables first whose columns are called like personal data, then the larger', () => {
  const items = [
    table('a', 10, 'x'),
    table('b', 1e9, 'x'),
    table('c', 5, 'x', 'email'),
    table('d', null, 'email', 'phone'),
  ];
  const found = items.map((item) => ({ item, known: undefined }));
  const order = byExpectedRisk(found, (name) => name !== 'x').map(({ item }) => ('path' in item ? item.path : ''));
  expect(order).toEqual(['d', 'c', 'b', 'a']);
});

it('reads files first that everyone may read, then what was last written latest', () => {
  const file = (path: string, exposure: Item['facts']['exposure'], mtime: string | null): Item => ({
    ...{ unit: '', path, signature: `${path}|`, excluded: null },
    facts: { ...table('', 0).facts, exposure, mtime },
  });
  const items = [
    file('a', 'owner', '2026-01-02T00:00:00Z'),
    file('b', 'everyone', '2020-01-01T00:00:00Z'),
    file('c', 'group', null),
    file('d', 'everyone', '2021-01-01T00:00:00Z'),
    file('e', 'owner', '2026-01-02T00:00:00Z'),
    file('known', 'everyone', null),
  ];
  const known = { id: 'i', signature: 'known|', recipe: 'r', status: 'read', excluded: null, traits: null } as const;
  const found = items.map((item) => ({ item, known: item.path === 'known' ? known : undefined }));
  const order = byExpectedRisk(found, () => false).map(({ item }) => ('path' in item ? item.path : ''));
  expect(order).toEqual(['known', 'd', 'b', 'c', 'a', 'e']);
});
