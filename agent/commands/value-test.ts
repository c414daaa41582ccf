import type { Detector } from '../contracts/detector.ts';
import type { Store } from '../contracts/store.ts';
import { createFingerprint } from '../detect/fingerprint.ts';
import type { ValueTest } from '../report/gate.ts';

/** By the detectors that found something in the run: whether a piece is a value one of them found, by its fingerprint. */
export function valueTest(
  store: Pick<Store, 'withFingerprint'>,
  key: Uint8Array,
  detectors: readonly Detector[],
  countries: readonly string[],
): ValueTest {
  const fingerprint = createFingerprint(key);
  const isStored = async (detector: string, normal: string) => {
    for await (const _ of store.withFingerprint(fingerprint(detector, normal))) return true;
    return false;
  };
  return {
    async isValue(piece) {
      for (const detector of detectors) {
        const { verdict, normal = piece, deny, offset = 0, length } = detector.check(piece, { countries });
        // A value that is only part of the piece is another piece.
        if (verdict === 'invalid' || deny !== undefined || offset > 0 || (length ?? piece.length) < piece.length)
          continue;
        if (await isStored(detector.id, normal)) return true;
      }
      return false;
    },
    sealed: (name) => `sealed:${fingerprint('name', name).slice(0, 8)}`,
  };
}
