import zstd from '../../agent/extractors/zstd.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(zstd, {
  fixture: '../canary/canary.tar.zst',
  kind: 'zstd',
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
