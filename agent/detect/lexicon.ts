import type { Detector } from '../contracts/detector.ts';
import { foldCode, wordsOf } from './letters.ts';
import { negativeWords } from './words/negative.ts';
import { recordDateWords } from './words/record-dates.ts';
import { subjectWords } from './words/subjects.ts';

/** What one phrase says. Detectors are numbered by their place in the engine. */
export interface Meaning {
  /** Detectors that it is a label of, with the language. */
  readonly labelOf: Map<number, string>;
  /** Detectors that it speaks against by their own list. */
  readonly againstOf: Set<number>;
  /** The language in which it names another kind of number; null when it does not. */
  against: string | null;
  subject: 'customer' | 'employee' | null;
  /** A date that starts a retention period, and the language. */
  record: { readonly event: string; readonly language: string } | null;
}

/** Words lead on by their hashes; `text` is the phrase so far, which a find is compared with. */
export interface Node {
  readonly next: Map<number, Node>;
  readonly text: string;
  meaning: Meaning | null;
}

/** Every phrase that the engine looks for, as a tree of folded words. */
export interface Lexicon {
  readonly root: Node;
  /** By 16 bits of a first word's hash: 0 where no phrase begins so. Few words of a text get past it. */
  readonly firstWords: Uint8Array;
  /** The same for last words of labels, for shapes that begin after a label. */
  readonly lastWords: Uint8Array;
}

export const hashStart = 0x811c9dc5 | 0;

export function hashStep(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/** Where a hash stands in the tables of first and last words. */
export function slotOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & 0xffff;
}

export function hashWord(word: string): number {
  let hash = hashStart;
  for (let i = 0; i < word.length; i++) hash = hashStep(hash, word.charCodeAt(i));
  return hash;
}

export function createLexicon(detectors: readonly Detector[], labelledDetectors: ReadonlySet<number>): Lexicon {
  const lexicon: Lexicon = {
    root: { next: new Map(), text: '', meaning: null },
    firstWords: new Uint8Array(0x10000),
    lastWords: new Uint8Array(0x10000),
  };
  for (const [language, word] of entries(negativeWords)) meaningOf(lexicon, word, (m) => (m.against ??= language));
  for (const subject of ['customer', 'employee'] as const) {
    for (const [, word] of entries(subjectWords[subject])) meaningOf(lexicon, word, (m) => (m.subject ??= subject));
  }
  for (const [event, words] of Object.entries(recordDateWords)) {
    for (const [language, word] of entries(words)) {
      meaningOf(lexicon, word, (m) => (m.record ??= { event, language }));
    }
  }
  detectors.forEach((detector, index) => {
    for (const [language, label] of entries(detector.labels)) {
      meaningOf(lexicon, label, (m) => {
        if (!m.labelOf.has(index)) m.labelOf.set(index, language);
      });
      const last = wordsOf(label).at(-1);
      if (labelledDetectors.has(index) && last !== undefined) lexicon.lastWords[slotOf(hashWord(last))] = 1;
    }
    for (const word of detector.negativeLabels ?? []) meaningOf(lexicon, word, (m) => m.againstOf.add(index));
  });
  return lexicon;
}

function* entries(words: Readonly<Record<string, readonly string[]>>): Generator<[string, string]> {
  // In order of language: the first that has a word gives its name to it.
  for (const language of Object.keys(words).sort()) for (const word of words[language] ?? []) yield [language, word];
}

/** Enters a phrase, and the same written as one word (`SteuerID`, `customeremail`). */
function meaningOf(lexicon: Lexicon, phrase: string, tell: (meaning: Meaning) => void): void {
  const words = wordsOf(phrase.toLowerCase());
  if (words.length === 0) return;
  tell(enter(lexicon, words));
  const joined = words.join('');
  if (words.length > 1 && joined.length > 3) tell(enter(lexicon, [joined]));
}

function enter(lexicon: Lexicon, words: readonly string[]): Meaning {
  lexicon.firstWords[slotOf(hashWord(words[0]!))] = 1;
  let node = lexicon.root;
  for (const word of words) {
    const hash = hashWord(word);
    const text = node.text === '' ? word : `${node.text} ${word}`;
    let next = node.next.get(hash);
    // Two words of one hash: the second is entered nowhere, rather than as the first.
    if (next !== undefined && next.text !== text) return nowhere();
    if (next === undefined) {
      next = { next: new Map(), text, meaning: null };
      node.next.set(hash, next);
    }
    node = next;
  }
  node.meaning ??= nowhere();
  return node.meaning;
}

function nowhere(): Meaning {
  return { labelOf: new Map(), againstOf: new Set(), against: null, subject: null, record: null };
}

/** Every phrase in a short list of words (a column's name), longest first at each word, with the words it covers. */
export function phrasesIn(
  lexicon: Lexicon,
  words: readonly string[],
): { readonly from: number; readonly to: number; readonly meaning: Meaning }[] {
  const found: { from: number; to: number; meaning: Meaning }[] = [];
  for (let from = 0; from < words.length; from++) {
    let node: Node | undefined = lexicon.root;
    for (let to = from; to < words.length; to++) {
      node = node.next.get(hashWord(words[to]!));
      if (node === undefined) break;
      if (node.meaning !== null && node.text === words.slice(from, to + 1).join(' '))
        found.push({ from, to: to + 1, meaning: node.meaning });
    }
  }
  return found;
}

/** A text folded: its words with single spaces between. */
export function foldText(text: string): string {
  let folded = '';
  let apart = false;
  for (const char of text) {
    const piece = foldCode(char.codePointAt(0)!);
    if (piece === null) apart = true;
    else {
      folded += apart && folded !== '' ? ` ${piece}` : piece;
      apart = false;
    }
  }
  return folded;
}
