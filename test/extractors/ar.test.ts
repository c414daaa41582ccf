import ar from '../../agent/extractors/ar.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(ar, {
  fixture: '../canary/canary.a',
  kind: 'ar',
  expect: [
    {
      text: 'canary.anna@example.org',
      type: 'table',
      part: 'customers-of-the-shop-with-a-long-name.csv',
      name: 'email',
      place: 'row 2 cell 3',
    },
  ],
});
