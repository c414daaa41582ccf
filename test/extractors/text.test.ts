import text from '../../agent/extractors/text.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(text, {
  fixture: 'text/latin1.txt',
  kind: 'text',
  expect: [
    { text: 'canary-one', type: 'prose' },
    { text: 'Grüße aus Köln, canary-two', type: 'prose' },
  ],
});
