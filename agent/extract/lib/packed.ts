import type { Child, DocumentDate, ExtractInput } from '../../contracts/extractor.ts';

/** Endings of packed files: `a.csv.gz` holds `a.csv`, `a.tgz` holds `a.tar`. */
const short: Readonly<Record<string, string>> = {
  tgz: '.tar',
  taz: '.tar',
  tbz: '.tar',
  tbz2: '.tar',
  txz: '.tar',
  tlz: '.tar',
  tzst: '.tar',
  gz: '',
  z: '',
  bz2: '',
  bz: '',
  xz: '',
  lzma: '',
  lz: '',
  zst: '',
  lz4: '',
};

/** The one file in a packed file, by the name of that. */
export function packedChild(
  input: ExtractInput,
  bytes: () => AsyncIterable<Uint8Array>,
  dates: readonly DocumentDate[] = [],
): Child {
  return {
    type: 'child',
    hop: { kind: 'member', name: innerName(input.name) },
    size: null,
    dates: dates.map(({ type: _, ...date }) => date),
    bytes,
  };
}

function innerName(name: string): string {
  const own = name.split('/').at(-1) ?? name;
  const dot = own.lastIndexOf('.');
  const ending = dot < 0 ? undefined : short[own.slice(dot + 1).toLowerCase()];
  return (ending === undefined ? own : own.slice(0, dot) + ending) || 'content';
}
