import compress from '../../agent/extractors/compress.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(compress, {
  fixture: '../canary/canary.tar.Z',
  kind: 'compress',
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
