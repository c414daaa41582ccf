import pptx from '../../agent/extractors/pptx.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(pptx, {
  fixture: 'pptx/deck.pptx',
  kind: 'pptx',
  expect: [
    { text: 'canary-first-slide', type: 'prose', place: 'slide 1 paragraph 1' },
    { text: 'canary-last-slide', type: 'prose', place: 'slide 2 paragraph 1' },
    { text: 'canary-notes', type: 'prose', place: 'slide 1 section notes paragraph 1' },
    { text: 'canary-cell@example.org', type: 'table', name: 'E-Mail' },
    { text: 'canary-comment', type: 'prose' },
    { text: 'canary-alt', type: 'fields', name: 'alt text' },
    { text: 'canary-title', type: 'fields', name: 'title' },
    { text: 'Canary Commenter', type: 'fields', name: 'author' },
  ],
  once: ['canary-first-slide', 'canary-notes', 'canary-cell@example.org'],
  dates: [{ event: 'created', date: '2017-01-02T03:04:05Z', grade: 'B', from: 'ooxml:created' }],
});
