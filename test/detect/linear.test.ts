import { describe, expect, it } from 'vitest';
import { createDetection } from '../../agent/detect/detection.ts';
import { engine, fingerprint, prose, tableOf } from './kit.ts';

/** Steps taken for a text, whatever the machine. */
function steps(text: string): number {
  const before = engine.work.steps;
  const detection = createDetection(engine, { fingerprint });
  for (let at = 0; at < text.length; at += 65_536) detection.add('', prose(text.slice(at, at + 65_536), at > 0));
  detection.finish();
  return engine.work.steps - before;
}

describe('the cost of a text', () => {
  it.each([
    ['repeated digits', '1'],
    ['digits and spaces', '1 '],
    ['groups of digits', '1234 5678 '],
    ['near numbers', '9207122843X '],
    ['near IBANs', 'DE89 3704 0044 0532 0130 0X '],
    ['words after an IBAN', 'de89 abcd efgh ijkl mnop '],
    ['@ after @', 'a@a@a@'],
    ['a local part without end', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.'],
    ['colons', 'a:b:c:d:'],
    ['double colons', '::::'],
    ['hexadecimal with colons', 'ab12:'],
    ['dots', '1.1.1.1.'],
    ['hyphens', '1-2-3-'],
    ['brackets', '(030)('],
    ['labels', 'pesel name: '],
    ['signs', 'name:name='],
    ['near patterns', 'K-12345 '],
    ['half UUIDs', '550e8400-e29b-41d4-'],
    ['base64', 'aB3/'],
    ['matches', 'jan@nordwind.de 92071228436 '],
    ['letters of two bytes', 'żółć'],
    ['capitals', 'aAaA'],
  ])('grows with its length: %s', (_, piece) => {
    const size = 150_000;
    const once = steps(piece.repeat(Math.ceil(size / piece.length)));
    const twice = steps(piece.repeat(Math.ceil((2 * size) / piece.length)));
    expect(once).toBeGreaterThan(size / 2);
    expect(twice / once).toBeLessThan(2.1);
    // Bounded for each byte, too.
    expect(once / size).toBeLessThan(200);
  });

  it('does not grow with the length of its one line', () => {
    const line = 'x'.repeat(4_000_000);
    expect(steps(line) / line.length).toBeLessThan(1.5);
  });

  it('of a cell grows with its length', () => {
    const cost = (length: number) => {
      const before = engine.work.steps;
      const detection = createDetection(engine, { fingerprint });
      detection.add('', tableOf(['a'], [['1 '.repeat(length)]]));
      return engine.work.steps - before;
    };
    expect(cost(100_000) / cost(50_000)).toBeLessThan(2.1);
  });
});
