import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Detector } from '../../agent/contracts/detector.ts';
import { createEngine } from '../../agent/detect/engine.ts';
import { compilePattern } from '../../agent/detect/pattern/matcher.ts';
import { detectText } from '../../agent/detect/spans.ts';
import { customer } from './kit.ts';

/** The longest match from the start, as text; null for none. */
function longest(pattern: string, text: string, flags = ''): string | null {
  const bytes = new Uint8Array(Buffer.from(text));
  const end = compilePattern(pattern, flags).longest(bytes, 0, bytes.length, 0, bytes.length);
  return end < 0 ? null : Buffer.from(bytes.subarray(0, end)).toString();
}

describe('patterns', () => {
  it.each([
    ['K-\\d{6}', 'K-123456', 'K-123456'],
    ['K-\\d{6}', 'K-12345', null],
    ['k', 'K', null],
    ['[A-C]{2,3}\\d+', 'ABC123x', 'ABC123'],
    ['(?:a|ab)(?:c|bcd)?', 'abcd', 'abcd'],
    ['a*b', 'aaab', 'aaab'],
    ['\\d+?', '123', '123'],
    ['[^\\d\\s]+', 'ab c', 'ab'],
    ['\\w+\\b', 'abc-d', 'abc'],
    ['ab$', 'ab', 'ab'],
    ['ab$', 'abc', null],
    ['^ab', 'ab', 'ab'],
    ['ż{2}', 'żżż', 'żż'],
    ['[ą-ż]+', 'ąćżx', 'ąćż'],
    ['.{3}', 'a🦊中x', 'a🦊中'],
    ['\\u{1F98A}x', '🦊x', '🦊x'],
    ['(?<year>\\d{4})', '2024', '2024'],
    ['[\\]\\-a]+', '-]a', '-]a'],
    ['a{0}b', 'b', 'b'],
  ])('%s in %s', (pattern, text, expected) => {
    expect(longest(pattern, text)).toBe(expected);
  });

  it('fold case when told so, beyond ASCII too', () => {
    expect(longest('kż-\\d', 'KŻ-1', 'i')).toBe('KŻ-1');
    expect(longest('[^a]', 'A', 'i')).toBe(null);
  });

  it('agree with the language where the longest match is the only one', () => {
    const atom = fc.constantFrom('a', 'b', '\\d', '[ab]', '[^b]', 'ż', '.', '(?:ab|ba)', '\\w');
    const part = fc.tuple(atom, fc.constantFrom('', '*', '+', '?', '{2}', '{1,3}')).map(([a, b]) => a + b);
    const pattern = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
    const text = fc
      .array(fc.constantFrom('a', 'b', '1', 'ż', '-', 'c'), { maxLength: 12 })
      .map((chars) => chars.join(''));
    fc.assert(
      fc.property(pattern, text, (source, subject) => {
        // The longest by trying every end.
        const whole = new RegExp(`^(?:${source})$`, 'u');
        let expected: string | null = null;
        for (let end = 1; end <= subject.length; end++)
          if (whole.test(subject.slice(0, end))) expected = subject.slice(0, end);
        expect(longest(source, subject)).toBe(expected);
      }),
      { numRuns: 1500, seed: 3 },
    );
  });

  it.each(['(?=a)b', '(?<!a)b', '(a)\\1', '(', 'a)', '[b-a]', '*a', 'a{3,2}', '\\p{L}', '(?:a{1000}){1000}', '\\k<x>'])(
    'refuse %s, saying which detector',
    (pattern) => {
      const bad: Detector = { ...customer, id: 'custom.bad', shapes: [{ kind: 'pattern', pattern }] };
      expect(() => createEngine({ detectors: [bad], countries: [] })).toThrow(/^custom\.bad: pattern cannot be used: /);
    },
  );

  it('cannot be made slow', () => {
    const slow: Detector = {
      ...customer,
      id: 'custom.slow',
      shapes: [{ kind: 'pattern', pattern: '(?:a+)+b|(?:a|aa)*c' }],
      reach: 100,
    };
    const made = createEngine({ detectors: [slow], countries: [] });
    const text = 'a'.repeat(50_000);
    detectText(made, text);
    const once = made.work.steps;
    detectText(made, text + text);
    expect((made.work.steps - once) / once).toBeLessThan(2.1);
  });

  it('are found between words only, and in cells', () => {
    const made = createEngine({ detectors: [customer], countries: [] });
    const found = (text: string, column?: string) =>
      detectText(made, text, column).map(({ start, end }) => text.slice(start, end));
    expect(found('a K-123456, xK-123456 K-1234567 Kundennummer:K-654321')).toEqual(['K-123456', 'K-654321']);
    expect(found('K-123456', 'customer_number')).toEqual(['K-123456']);
  });
});
