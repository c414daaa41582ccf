import ics from '../../agent/extractors/ics.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(ics, {
  fixture: 'ics/team.ics',
  kind: 'ics',
  expect: [
    { text: 'canary-summary', type: 'fields', name: 'summary', place: 'entry 1 SUMMARY' },
    { text: 'canary-descr iption, second\nline', type: 'fields', name: 'description' },
    { text: 'canary-room', type: 'fields', name: 'location' },
    { text: 'canary-organiser@example.org', type: 'fields', name: 'email', place: 'entry 1 ORGANIZER' },
    { text: 'Canary Organiser', type: 'fields', name: 'name' },
    { text: 'canary-guest@example.org', type: 'fields', name: 'email' },
    { text: 'canary-alarm', type: 'fields', name: 'description' },
    { text: 'canary-task', type: 'fields', name: 'summary', place: 'entry 2 SUMMARY' },
    { text: 'canary-attached@example.org', type: 'table', part: 'list.csv', name: 'mail' },
  ],
  dates: [
    { event: 'created', date: '2019-05-06T07:08:09Z', grade: 'B', from: 'ics:created' },
    { event: 'modified', date: '2021-03-04T05:06:07Z', grade: 'B', from: 'ics:last-modified' },
  ],
});
