import { describe, expect, it } from 'vitest';
import { createDetection } from '../../agent/detect/detection.ts';
import { createEngine } from '../../agent/detect/engine.ts';
import { createFingerprint } from '../../agent/detect/fingerprint.ts';
import { Pieces } from '../../agent/detect/pieces.ts';
import email from '../../detectors/email.ts';

const engine = createEngine({ detectors: [email], countries: [] });
const fingerprint = createFingerprint(Buffer.alloc(32, 1));

describe('places in running text of several pieces', () => {
  it('cites the piece that holds the match, though all are read as one text', () => {
    const detection = createDetection(engine, { fingerprint });
    for (let n = 1; n <= 50; n++) {
      const text = n % 20 === 0 ? `Write to person${n}@acme-kunden.de\n` : 'Żółta łódź płynie.\n';
      detection.add('', { type: 'prose', text, at: [{ kind: 'paragraph', n }], continues: n > 1 });
    }
    const places = detection.finish().flatMap(({ groups }) => groups.flatMap((group) => group.places));
    expect(places).toEqual(['paragraph 20', 'paragraph 40']);
  });

  it('forgets pieces that were read long ago, and no others', () => {
    const pieces = new Pieces();
    pieces.begin([]);
    for (let n = 1; n <= 300_000; n++) pieces.add(n * 10, [{ kind: 'paragraph', n }]);
    for (const n of [300_000, 250_000, 200_001]) expect(pieces.of(n * 10 + 5)).toEqual([{ kind: 'paragraph', n }]);
  });
});
