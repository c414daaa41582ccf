import { describe, expect, it } from 'vitest';
import { Distinct, exactUpTo, joinSamples, seedOf } from '../../agent/detect/distinct.ts';
import { fingerprint } from './kit.ts';

const seed = seedOf(fingerprint);

function sampleOf(from: number, to: number) {
  const distinct = new Distinct();
  for (let n = from; n < to; n++) distinct.add(`value ${n}`, seed);
  for (let n = from; n < Math.min(to, from + 100); n++) distinct.add(`value ${n}`, seed);
  return distinct.kept('d', fingerprint);
}

describe('different values', () => {
  it('are counted exactly up to the bound', () => {
    expect(sampleOf(0, exactUpTo)).toMatchObject({ distinct: exactUpTo });
    expect(sampleOf(0, 10).fingerprints).toHaveLength(10);
  });

  it('are estimated beyond it, with bounded memory', () => {
    const { distinct, fingerprints } = sampleOf(0, 200_000);
    expect(fingerprints).toHaveLength(exactUpTo);
    expect(distinct / 200_000).toBeGreaterThan(0.94);
    expect(distinct / 200_000).toBeLessThan(1.06);
  });

  it('of two pieces are those of the whole', () => {
    expect(joinSamples([sampleOf(0, 300), sampleOf(200, 500)])).toEqual(sampleOf(0, 500));
    expect(joinSamples([sampleOf(0, 30_000), sampleOf(20_000, 50_000)])).toEqual(sampleOf(0, 50_000));
    expect(joinSamples([sampleOf(0, 3000), sampleOf(2000, 6000)])).toEqual(sampleOf(0, 6000));
    expect(joinSamples([sampleOf(0, 30_000), sampleOf(29_990, 30_010)])).toEqual(sampleOf(0, 30_010));
  });

  it('do not depend on the order of pieces', () => {
    const [a, b, c] = [sampleOf(0, 6000), sampleOf(3000, 9000), sampleOf(100, 200)];
    expect(joinSamples([joinSamples([a, b]), c])).toEqual(joinSamples([a, joinSamples([c, b])]));
  });
});
