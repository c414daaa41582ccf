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
