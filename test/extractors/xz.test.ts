import xz from '../../agent/extractors/xz.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(xz, {
  fixture: '../canary/canary.tar.xz',
  kind: 'xz',
  expect: [
    {
      text: 'canary.anna@example.org',
      type: 'table',
      part: 'holiday.jpg!/customers.csv',
      name: 'email',
      place: 'row 2 cell 3',
    },
  ],
  dates: [
    {
      event: 'modified',
      date: '2021-06-16T08:00:00Z',
      grade: 'C',
      from: 'tar:mtime',
      part: 'holiday.jpg!/customers.csv',
    },
  ],
});
