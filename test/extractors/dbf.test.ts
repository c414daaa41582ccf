import dbf from '../../agent/extractors/dbf.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(dbf, {
  fixture: '../canary/canary.dbf',
  kind: 'dbf',
  expect: [
    { text: 'canary.anna@example.org', type: 'table', name: 'EMAIL', place: 'row 1 cell 3' },
    { text: 'canary.note@example.org', type: 'table', name: 'NOTE' },
    { text: 'Björn Größe', type: 'table', name: 'NAME' },
  ],
});
