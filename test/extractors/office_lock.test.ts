import officeLock from '../../agent/extractors/office_lock.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(officeLock, {
  fixture: 'office_lock/~$letter.docx',
  kind: 'office_lock',
  expect: [{ text: 'Canary Owner', type: 'fields', name: 'user' }],
});
