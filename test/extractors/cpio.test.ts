import cpio from '../../agent/extractors/cpio.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(cpio, {
  fixture: '../canary/canary.cpio',
  kind: 'cpio',
  expect: [
    { text: 'canary.anna@example.org', type: 'table', part: 'customers.csv', name: 'email', place: 'row 2 cell 3' },
  ],
  dates: [{ event: 'modified', date: '2021-06-16T08:00:00Z', grade: 'C', from: 'cpio:mtime', part: 'customers.csv' }],
});
