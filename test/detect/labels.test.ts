import { describe, expect, it } from 'vitest';
import { LabelIndex } from '../../agent/detect/labels.ts';
import { engine } from './kit.ts';

describe('labels', () => {
  it.each([0, 2 ** 31, 2 ** 42])('of text that lies behind are forgotten: at byte %d', (base) => {
    const labels = new LabelIndex(engine.lexicon);
    const bytes = Buffer.from('e-mail: '.repeat(64));
    /** Bytes that had to be read for it. */
    const read = (at: number): number => {
      const before = labels.steps;
      labels.look(bytes, 0, bytes.length, at);
      labels.within(0, bytes.length, () => {});
      return labels.steps - before;
    };
    expect(read(base)).toBe(bytes.length);
    expect(read(base)).toBe(0);
    expect(read(base + bytes.length)).toBe(bytes.length);
    expect(read(base)).toBe(bytes.length);
  });
});
