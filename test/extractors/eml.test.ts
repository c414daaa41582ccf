import eml from '../../agent/extractors/eml.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(eml, {
  fixture: 'eml/mail.eml',
  kind: 'eml',
  expect: [
    { text: 'canary-from@example.org', type: 'fields', name: 'from', place: 'From' },
    { text: 'canary-to@example.org', type: 'fields', name: 'to' },
    { text: 'canary-cc@example.org', type: 'fields', name: 'cc' },
    { text: 'canary-subject ü', type: 'fields', name: 'subject' },
    { text: 'canary-plain ü', type: 'prose', place: 'section text' },
    { text: 'canary-html', type: 'prose', place: 'section html paragraph 1' },
    { text: 'canary-attached@example.org', type: 'table', part: 'lists.zip!/list.csv', name: 'E-Mail' },
    { text: 'canary-inner-subject', type: 'fields', part: 'message.eml', name: 'subject' },
    { text: 'canary-inner-body', type: 'prose', part: 'message.eml' },
  ],
  dates: [
    { event: 'sent', date: '2019-03-05T10:00:00Z', grade: 'B', from: 'mail:date', part: '' },
    { event: 'received', date: '2019-03-05T10:00:05Z', grade: 'B', from: 'mail:received', part: '' },
    { event: 'sent', date: '2019-03-04T10:00:00Z', grade: 'B', from: 'mail:date', part: 'message.eml' },
  ],
});
