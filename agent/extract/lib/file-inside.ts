import type { Child } from '../../contracts/extractor.ts';

/** A file inside that is in memory already. */
export function fileInside(
  kind: Child['hop']['kind'],
  name: string,
  bytes: Uint8Array,
  dates: Child['dates'] = [],
): Child {
  return {
    type: 'child',
    hop: { kind, name },
    size: bytes.length,
    dates,
    bytes: async function* () {
      yield bytes;
    },
  };
}
