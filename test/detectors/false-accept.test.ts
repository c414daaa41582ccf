import { describe, expect, it } from 'vitest';
import type { Detector } from '../../agent/contracts/detector.ts';
import { loadPlugins } from '../../agent/registry.ts';
import { mostDraws, passed, readMeasured, seeded } from '../../bench/measure-false-accept.ts';

const detectors = await loadPlugins<Detector>(new URL('../../detectors/', import.meta.url), { recursive: true });
const measured = readMeasured();
const draws = 20_000;

describe('falseAccept', () => {
  it('is measured of every detector, and of none that there is not (`npm run measure`)', () => {
    expect(Object.keys(measured)).toEqual([...detectors.keys()].sort());
  });

  /** 1 claims nothing; everything else must be what random strings of the shape, or of its digits, show. */
  it.each([...detectors.keys()])('of %s is what is measured', (id) => {
    const { falseAccept } = detectors.get(id)!;
    const { shape, digits } = measured[id]!;
    const seen = [shape, digits].filter((share) => share !== null);
    expect(seen).not.toEqual([]);
    if (falseAccept === 1) return;
    expect(falseAccept, `random strings: ${shape}`).toBeGreaterThanOrEqual(Math.min(...seen) / 2);
    // Where nothing passed, it is known to be rare, and not how rare.
    const most = Math.max(...seen, 3 / mostDraws);
    expect(falseAccept, `random strings: ${shape}, random digits: ${digits}`).toBeLessThanOrEqual(2 * most);
  });

  /** The table is of the checks as they are now: a few strings drawn again say the same, within chance. */
  it.each([...detectors.keys()])('of %s is measured again when its check changes', (id) => {
    for (const kind of ['shape', 'digits'] as const) {
      const count = passed(detectors.get(id)!, kind, draws, seeded(7));
      const share = measured[id]![kind];
      if (count === null || share === null) {
        expect(count).toBe(share);
        continue;
      }
      const expected = share * draws;
      const slack = 5 * Math.sqrt(expected + 1) + expected / 5;
      expect(Math.abs(count - expected), `${kind}: ${count} of ${draws}, ${expected} expected`).toBeLessThanOrEqual(
        slack,
      );
    }
  });
});
