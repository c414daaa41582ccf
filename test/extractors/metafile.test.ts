import metafile from '../../agent/extractors/metafile.ts';
import { acceptExtractor } from '../kits/extractor.ts';

for (const kind of ['emf', 'wmf'])
  acceptExtractor(metafile, {
    fixture: `metafile/drawing.${kind}`,
    kind,
    expect: [{ text: 'canary-drawn ü\tcanary-right', type: 'prose', place: '' }],
  });
