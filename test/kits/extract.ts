import { readdirSync } from 'node:fs';
import type { Extractor } from '../../agent/contracts/extractor.ts';
import type { PlaceHop } from '../../agent/contracts/place.ts';
import type { Content } from '../../agent/contracts/source.ts';
import {
  byId,
  type ExtractEvent,
  type ExtractOptions,
  type ExtractResult,
  extractContent,
} from '../../agent/extract/extract.ts';
import { excludedByDefault } from '../../agent/extract/kind.ts';

const folder = new URL('../../agent/extractors/', import.meta.url);

/** Every extractor of the product, as it is loaded there. */
export const extractors: readonly Extractor[] = await Promise.all(
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map(async (name) => ((await import(new URL(name, folder).href)) as { default: Extractor }).default),
).then((all) => all.sort(byId));

/** Bytes in memory as an item's content. */
export function contentOf(bytes: Uint8Array): Content {
  return {
    kind: 'bytes',
    size: bytes.length,
    untouched: true,
    read: async (offset, length) => bytes.subarray(offset, Math.max(offset, offset + length)),
    [Symbol.asyncDispose]: async () => {},
  };
}

/** Content made on the fly: `fill` writes the bytes that stand at an offset. */
export function generated(size: number, fill: (buffer: Uint8Array, offset: number) => void): Content {
  return {
    ...contentOf(new Uint8Array(0)),
    size,
    read: async (offset, length) => {
      const buffer = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      fill(buffer, offset);
      return buffer;
    },
  };
}

export function optionsWith(changes: Partial<ExtractOptions> = {}): ExtractOptions {
  return {
    extractors,
    limits: { bytes: 1 << 30, ratio: 200, depth: 8, members: 10_000 },
    excludeKinds: new Set(excludedByDefault),
    signal: new AbortController().signal,
    progress: () => {},
    ...changes,
  };
}

export interface Extraction {
  readonly events: readonly ExtractEvent[];
  readonly result: ExtractResult;
}

export async function extractAll(
  content: Content | Uint8Array,
  name: string,
  changes: Partial<ExtractOptions> = {},
): Promise<Extraction> {
  const source = content instanceof Uint8Array ? contentOf(content) : content;
  const run = extractContent(source, name, optionsWith(changes));
  const events: ExtractEvent[] = [];
  for (;;) {
    const next = await run.next();
    if (next.done === true) return { events, result: next.value };
    events.push(next.value);
  }
}

/** One text, cell or value with everything that says where it stands. */
export interface Sighting {
  readonly part: string;
  readonly type: 'prose' | 'table' | 'fields';
  readonly text: string;
  /** Hops, then row and column or the field's place. */
  readonly place: string;
  /** Column or field name. */
  readonly name: string;
}

export function sightings(events: readonly ExtractEvent[]): Sighting[] {
  return events.flatMap((event): Sighting[] => {
    if (event.type !== 'text') return [];
    const { part, text } = event;
    const at = text.at.map(hop).join(' ');
    const where = (more: string): string => `${at} ${more}`.trim();
    if (text.type === 'prose')
      return [{ part, type: 'prose', text: Buffer.from(text.text).toString('utf8'), place: at, name: '' }];
    if (text.type === 'fields')
      return text.fields.map(({ name, place, value }) => ({
        part,
        type: 'fields',
        text: value,
        place: where(place),
        name,
      }));
    return text.rows.flatMap(({ n, cells }) =>
      cells.map((cell, i): Sighting => {
        return { part, type: 'table', text: cell, place: where(`row ${n} cell ${i + 1}`), name: text.columns[i] ?? '' };
      }),
    );
  });
}

function hop(place: PlaceHop): string {
  if ('n' in place) return `${place.kind} ${place.n}`;
  return 'name' in place ? `${place.kind} ${place.name}` : place.ref;
}

/** All text of an item as one string. */
export function allText(events: readonly ExtractEvent[]): string {
  return sightings(events)
    .map(({ text }) => text)
    .join('\n');
}

/** A sequence of numbers in 0..2^32 that is the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
}
