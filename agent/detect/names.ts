import type { Engine } from './engine.ts';
import { wordsOf } from './letters.ts';
import { phrasesIn } from './lexicon.ts';
import { subjectWords } from './words/subjects.ts';

/** What the name of a column, field or file says. */
export interface NameSays {
  /** By detector: 2 the name says it exactly, 1 as one of its words, 0 not at all. */
  readonly means: Uint8Array;
  /** It is just what some detector's columns are called. */
  readonly exact: boolean;
  /** It names another kind of number. */
  readonly against: boolean;
  /** By detector: its own list of words speaks against it. */
  readonly againstOf: ReadonlySet<number>;
  /** Detectors that this name means only where something else speaks of people. */
  readonly bareOf: ReadonlySet<number>;
  readonly customer: boolean;
  readonly employee: boolean;
  /** A date that starts a retention period. */
  readonly record: { readonly event: string; readonly language: string } | null;
  /** True where it says nothing at all: an empty name, a letter, a number. */
  readonly empty: boolean;
}

/** Words that say whose or which one it is, not what it is. */
const modifiers = new Set(
  [
    'primary secondary main other alt alternate alternative old new current previous home work office private personal business billing',
    'shipping delivery emergency contact user member owner holder recipient sender person the a my your their full complete raw value text',
    'field input col column privat geschaftlich kontakt ansprechpartner prive professionnel principal principale contacto personnel',
    'zakelijk werk glowny prywatny sluzbowy kontaktowy hem arbete no nr number num',
    ...Object.values(subjectWords.customer).flat(),
    ...Object.values(subjectWords.employee).flat(),
  ].flatMap((line) => wordsOf(line)),
);

/** Reads a name once; names repeat, so the caller keeps the answer. */
export function readName(engine: Engine, name: string): NameSays {
  const words = wordsOf(name).map((word) => word.replace(/(?<=\D)\d+$/, ''));
  const means = new Uint8Array(engine.detectors.length);
  const againstOf = new Set<number>();
  let [against, customer, employee] = [false, false, false];
  let record: NameSays['record'] = null;
  const core = words.filter((word) => !modifiers.has(word) && !/^\d+$/.test(word));
  for (const detector of [...exactly(engine, words), ...exactly(engine, core)]) means[detector] = 2;
  for (const { from, to, meaning } of phrasesIn(engine.lexicon, words)) {
    for (const detector of meaning.labelOf.keys()) {
      const whole = to - from === words.length || words.slice(from, to).join() === core.join();
      if (whole) means[detector] = 2;
      else if (means[detector] === 0 && (to - from > 1 || !needsMore(engine, detector))) means[detector] = 1;
    }
    for (const detector of meaning.againstOf) againstOf.add(detector);
    if (meaning.against !== null) against = true;
    if (meaning.subject === 'customer') customer = true;
    if (meaning.subject === 'employee') employee = true;
    record ??= meaning.record;
  }
  const empty = !words.some((word) => /[^\d\s]{2}/.test(word));
  const bareOf = new Set(engine.bareNames.get(words.join('_')) ?? []);
  const exact = means.includes(2);
  return { means, exact, against, againstOf, bareOf, customer, employee, record, empty };
}

function exactly(engine: Engine, words: readonly string[]): readonly number[] {
  if (words.length === 0) return [];
  return [...(engine.names.get(words.join('_')) ?? []), ...(engine.names.get(words.join('')) ?? [])];
}

/** One word among others is not enough where the name is all the proof there is: `file_name` is nobody's name. */
function needsMore(engine: Engine, index: number): boolean {
  const { needs, shapes } = engine.detectors[index]!;
  return needs === 'label' || shapes.some(({ kind }) => kind === 'labelled');
}

/** The name of a file without its extension: what is a label of all that is in it. */
export function readFileName(engine: Engine, fileName: string): NameSays {
  return readName(engine, fileName.replace(/\.\w{1,5}$/, ''));
}

/** What the name of a file says, as a text: two names that say the same make no difference to what is found. */
export function fileNameSays(engine: Engine, fileName: string): string {
  const { means, againstOf, bareOf, ...says } = readFileName(engine, fileName);
  const meant = [...means.entries()].filter(([, how]) => how > 0);
  return JSON.stringify([says, meant, [...againstOf].sort(), [...bareOf].sort()]);
}

/** A name that says nothing. */
export function noName(engine: Engine): NameSays {
  return readName(engine, '');
}
