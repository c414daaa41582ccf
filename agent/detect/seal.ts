import type { Detector } from '../contracts/detector.ts';
import type { Safe } from '../contracts/sensitive.ts';
import type { Engine } from './engine.ts';
import type { MakeFingerprint } from './fingerprint.ts';
import { readName } from './names.ts';
import { detectText } from './spans.ts';

/**
 * A key, column, sheet or part of a path as it may leave the worker: unchanged, with control characters escaped, or
 * `sealed:` and 8 hex digits when a detector recognises it, be it faintly. `seal` and `safeName` alone make Safe from
 * content.
 */
export function seal(engine: Engine, fingerprint: MakeFingerprint, name: string): Safe {
  if (name === '') return safeName(name);
  const pieces = [name, ...name.split(/[/[\]()"'=:;,|]+/), ...name.split(/[^\p{L}\p{N}]+/u)];
  const recognised =
    [...new Set(pieces)].some((piece) => piece.length > 3 && detectText(engine, piece).length > 0) ||
    [name, ...quoted(name), ...name.split(/[.\s/[\]()"'=:;,|]+/)].some((piece) => isValueByItself(engine, piece)) ||
    [name, ...quoted(name)].some(isCode);
  return (recognised ? `sealed:${fingerprint('name', name).slice(0, 8)}` : safeName(name)) as Safe;
}

/**
 * What could be somebody's number or secret, if anything said so: six figures and more, four in a code of capitals, or a
 * long mixture. Places in lists (`[12]`), years and days are none.
 */
function isCode(name: string): boolean {
  const plain = name.replace(/\[\d+\]/g, ' ');
  const rest = plain.replace(/(?<!\d)(?:19|20)\d\d(?:([-_. ]?)[01]\d(?:\1[0-3]\d)?)?(?!\d)/g, ' ');
  const figures = rest.replace(/\D/g, '').length;
  if (figures >= 6) return true;
  if (figures >= 4 && /^[A-Z0-9 ./-]{6,}$/.test(rest.trim())) return true;
  return plain.split(/[\s./()]+/).some((word) => word.length >= 9 && isMixture(word));
}

/** Small letters, capitals and figures among each other, as words are not written: `k7Vw!pLq29`. */
function isMixture(word: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9_[\]-]/].filter((kind) => kind.test(word)).length;
  return kinds >= 4 || /\d[A-Za-z]+\d|[A-Za-z]\d[A-Za-z]/.test(word);
}

/** Keys with other characters than letters stand in quotes in a path: `["Anna B."].phone`. */
function quoted(path: string): string[] {
  return [...path.matchAll(/"((?:[^"\\]|\\.)+)"/g)].map((match) => match[1] ?? '');
}

/**
 * A person's name, an address or a date of birth as a key: their detectors want a label, which a key has no room for.
 * Words that name columns (`customer`, `Street 1`) are not taken for values.
 */
function isValueByItself(engine: Engine, name: string): boolean {
  if (engine.detectors.some((detector) => isWholePattern(detector, name))) return true;
  const says = readName(engine, name);
  if (says.empty || says.customer || says.employee || says.against || says.means.some((means) => means > 0))
    return false;
  // `document`, `Supplier`: a code is written in capitals, or has figures; only a name is a plain word.
  const word = /^\p{L}\p{Ll}*$/u.test(name);
  return engine.detectors.some((detector, index) => {
    if (detector.needs !== 'label' || (word && !detector.category.startsWith('user.name'))) return false;
    const {
      verdict,
      distinctive = detector.distinctive ?? 0,
      falseAccept = detector.falseAccept,
    } = engine.check(index, name);
    return verdict === 'valid' && distinctive - Math.log10(falseAccept) >= enough;
  });
}

const compiled = new WeakMap<Detector, readonly RegExp[]>();

/** Of a number that the organisation gave a pattern of its own, the form is enough. */
function isWholePattern(detector: Detector, name: string): boolean {
  let patterns = compiled.get(detector);
  if (patterns === undefined) {
    const shapes = detector.shapes.filter((shape) => shape.kind === 'pattern');
    patterns = shapes.map(
      ({ pattern, flags = '' }) => new RegExp(`^(?:${pattern})$`, flags.includes('u') ? flags : `${flags}u`),
    );
    compiled.set(detector, patterns);
  }
  return patterns.some((pattern) => pattern.test(name));
}

/** Log10 odds for a value by its form alone. */
const enough = 0.6;

/** A file's name, which is shown as the policy says: control characters escaped, nothing else. */
export function safeName(name: string): Safe {
  return name.replace(hidden, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`) as Safe;
}

/** Codes, numbers and ids of ours as they stand in places: `line 12`. Never content. */
export function ours(text: string): Safe {
  return text as Safe;
}

/** Controls, marks that turn the direction of writing, line separators, lone surrogates. */
const hidden =
  /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;
