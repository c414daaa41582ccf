import bzip2 from '../../agent/extractors/bzip2.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(bzip2, {
  fixture: '../canary/canary.tar.bz2',
  kind: 'bzip2',
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
