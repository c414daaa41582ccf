import type { Prose } from '../../contracts/extractor.ts';
import type { PlaceHop } from '../../contracts/place.ts';
import { type Readable, textPieces } from './decode.ts';

const none: readonly PlaceHop[] = [];

/** All of some content as running text with lines. */
export async function* proseOf(input: Readable): AsyncGenerator<Prose> {
  let first = true;
  for await (const text of textPieces(input)) {
    yield first
      ? { type: 'prose', text, at: none, continues: false, firstLine: 1 }
      : { type: 'prose', text, at: none, continues: true };
    first = false;
  }
}

/** What is left of a text whose structure was given up, as running text from the given line on. */
export async function* proseFrom(text: string, firstLine: number, rest: AsyncIterator<string>): AsyncGenerator<Prose> {
  yield { type: 'prose', text, at: none, continues: false, firstLine };
  for (let next = await rest.next(); !next.done; next = await rest.next())
    yield { type: 'prose', text: next.value, at: none, continues: true };
}
