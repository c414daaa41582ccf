import xlsb from '../../agent/extractors/xlsb.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(xlsb, {
  fixture: 'xlsb/book.xlsb',
  kind: 'xlsb',
  expect: [
    { text: 'Customer list of the year', type: 'table', name: '', place: 'sheet Customers row 1 cell 1' },
    { text: 'canary-cell', type: 'table', name: 'Name', place: 'sheet Customers row 4 cell 1' },
    { text: '123456789012345', type: 'table', name: 'Card', place: 'sheet Customers row 4 cell 2' },
    { text: '1980-02-29', type: 'table', name: 'Born', place: 'sheet Customers row 4 cell 3' },
    { text: 'canary-hidden@example.org', type: 'table', place: 'sheet Hidden one row 1 cell 2' },
    { text: 'canary-comment', type: 'fields', name: 'comment', place: 'sheet Customers A4' },
    { text: 'Canary Commenter', type: 'fields', name: 'author' },
  ],
  dates: [{ event: 'created', date: '2018-02-03T04:05:06Z', grade: 'B', from: 'ooxml:created' }],
});
