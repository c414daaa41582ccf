import { fold } from './fold.ts';
import { givenNames } from './given-names.ts';
import { legalForms, otherWords, particles, titles } from './name-words.ts';

export interface ReadName {
  /** The name's own words, given name first where a comma says so, without titles and particles. */
  readonly words: readonly string[];
  /** Where it begins and how long it is, titles included, in UTF-16 units. */
  readonly offset: number;
  readonly length: number;
}

/** A word, and what stands between it and the next. */
const token = /^(\p{L}[\p{L}\p{M}'’-]*\.?)( ?, ?| {1,2}|$)?/u;

/** The name at the start of a text; null where none stands there. */
export function readName(text: string): ReadName | null {
  const start = /^[\s:–-]*/.exec(text)![0].length;
  const small = inSmallLetters(text.slice(start));
  if (small !== null) return { words: small, offset: start, length: small.join(' ').length };
  const words: string[] = [];
  let comma = 0;
  let end = start;
  let at = start;
  for (let count = 0; count < 8 && words.length < 4; count++) {
    const match = token.exec(text.slice(at));
    if (match === null) break;
    const [whole, word = '', gap] = match;
    const plain = fold(word).replace(/\./g, '');
    if (words.length > 0 && legalForms.has(plain)) return null;
    const role = roleOf(word, plain, words.length === 0);
    if (role === null) break;
    if (role === 'name') words.push(word);
    if (role !== 'particle') end = at + word.length;
    at += whole.length;
    // A full stop that is none of an initial or a title ends the sentence.
    const ended = role === 'name' && plain.length > 1 && word.endsWith('.');
    if (ended) end -= 1;
    if (ended || gap === undefined) break;
    if (!gap.includes(',')) continue;
    // `Ahornblatt, Anna`; but after `Anna Ahornblatt,` begins something else.
    if (comma > 0 || role !== 'name' || (words.length > 1 && givenNames.has(fold(words[0]!)))) break;
    comma = words.length;
  }
  if (words.length === 0 || continues(text.slice(end), words.length)) return null;
  const ordered = comma > 0 ? [...words.slice(comma), ...words.slice(0, comma)] : words;
  return { words: ordered.map((word) => word.replace(/\.$/, '')), offset: start, length: end - start };
}

function roleOf(word: string, plain: string, first: boolean): 'title' | 'particle' | 'name' | null {
  if (first && titles.has(plain)) return 'title';
  if (particles.has(plain) && /^\p{Ll}/u.test(word)) return 'particle';
  if (otherWords.has(plain) && !givenNames.has(plain)) return null;
  if (/^\p{Lu}\.?$/u.test(word)) return first ? null : 'name';
  return /^\p{Lu}/u.test(word) && plain.length > 1 && plain.length <= 30 ? 'name' : null;
}

/** `anna ahornblatt`: two or three words and nothing else, the first a known given name. */
function inSmallLetters(text: string): string[] | null {
  const words = text.trimEnd().split(' ');
  const known = words.length > 1 && words.length < 4 && givenNames.has(fold(words[0]!));
  return known && words.every((word) => /^\p{Ll}[\p{Ll}\p{M}'’-]+$/u.test(word) && !otherWords.has(fold(word)))
    ? words
    : null;
}

/** What follows makes something else of it: `Server12`, `Raum 12`, `Nordwind & Co`, `Foo.txt`. */
function continues(rest: string, words: number): boolean {
  return /^[\p{N}_@/\\=+#]|^\.\p{L}|^ ?& /u.test(rest) || (words === 1 && /^[ -]?\p{N}/u.test(rest));
}
