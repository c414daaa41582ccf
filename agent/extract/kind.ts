import { cfbKind, zipKind, zipKindByHead } from './container-kind.ts';
import { type Kind, kindOf } from './kinds.ts';
import { decodeHead } from './lib/decode.ts';
import { guessEncoding } from './lib/encoding.ts';
import type { RandomAccess } from './lib/zip.ts';
import { bySignature } from './signatures.ts';
import { textKind } from './text-kind.ts';

export { excludedByDefault, isExcluded, type Kind, type KindClass, kindOf, kinds } from './kinds.ts';

/** Bytes at the start that are looked at. */
export const headSize = 65536;

/**
 * The kind of some content by its first bytes: by content, never by name (`name` only settles what a single line of
 * text leaves open). Zip and compound files are told apart further by `refineKind`.
 */
export function sniff(head: Uint8Array, size: number, name: string): Kind {
  if (size === 0 || head.length === 0) return kindOf('empty');
  const complete = head.length >= size;
  const encoding = guessEncoding(head, complete);
  const signature = bySignature(head, encoding !== null);
  if (signature !== null) return kindOf(signature);
  if (encoding === null) return kindOf('binary');
  return kindOf(textKind(decodeHead(head, encoding), !complete, name));
}

/** Looks into the directory of a zip or compound file. Without random access the head alone must do. */
export async function refineKind(kind: Kind, head: Uint8Array, source: RandomAccess | null): Promise<Kind> {
  if (kind.id === 'zip') return kindOf(source === null ? zipKindByHead(head) : await zipKind(source, head));
  if (kind.id === 'cfb' && source !== null) return kindOf(await cfbKind(source));
  return kind;
}
