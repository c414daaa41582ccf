import { readFileSync, writeFileSync } from 'node:fs';
import type { Check, Detector, Shape } from '../agent/contracts/detector.ts';
import { loadPlugins } from '../agent/registry.ts';

/**
 * Measures `falseAccept` of every detector: the share of random strings of its shapes that pass its check.
 *
 *   npm run measure            all detectors; writes bench/false-accept.json
 *   npm run measure de.idnr    these alone; the others keep what they had
 *
 * Two numbers are given. `shape`: digits and letters all drawn anew. `digits`: the digits of the detector's own valid
 * examples drawn anew, letters kept; for numbers that hold letters it says what tokens that already look right do.
 * What a detector declares must lie between them, off by no more than a factor of two
 * (test/detectors/false-accept.test.ts).
 */
export interface Measured {
  readonly shape: number | null;
  readonly digits: number | null;
}

/** Strings drawn at least, and at most where hardly one passes. */
const fewestDraws = 100_000;
export const mostDraws = 2_000_000;
/** With so many that passed the share is known to about a fifth. */
const enough = 120;

export const measuredFile = new URL('false-accept.json', import.meta.url);

/** Any generator will do that is the same everywhere: mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

type Random = () => number;

const alphabets = { digit: '0123456789', letter: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', hex: '0123456789abcdef' };
const pick = <T>(random: Random, from: ArrayLike<T>): T => from[Math.floor(random() * from.length)]!;
const many = (count: number, one: (i: number) => string, joint = '') =>
  Array.from({ length: count }, (_, i) => one(i)).join(joint);
const between = (random: Random, low: number, high: number) => low + Math.floor(random() * (high - low + 1));
const digits = (random: Random, count: number) => many(count, () => pick(random, alphabets.digit));
const letters = (random: Random, count: number) => many(count, () => pick(random, alphabets.letter)).toLowerCase();

/** One random string of a shape; null for shapes that only a configuration writes. */
export function draw(shape: Shape, random: Random): string | null {
  switch (shape.kind) {
    case 'digits':
      return drawDigits(shape, random);
    case 'mask':
      return drawMask(shape.mask, shape.max, random);
    case 'email':
      return `${letters(random, between(random, 3, 12))}@${letters(random, between(random, 3, 12))}.${letters(random, between(random, 2, 4))}`;
    case 'ipv4':
      return many(4, () => String(between(random, 0, 255)), '.');
    case 'ipv6':
      return many(8, () => many(4, () => pick(random, alphabets.hex)), ':');
    case 'phone':
      return drawPhone(random);
    case 'date':
      return drawDate(random);
    case 'labelled':
      return drawWords(random);
    case 'token':
      return drawToken(shape, random);
    case 'url':
      return `https://${letters(random, between(random, 3, 12))}.${letters(random, 3)}/${letters(random, between(random, 1, 9))}`;
    case 'pem':
      return `-----BEGIN ${letters(random, between(random, 2, 8)).toUpperCase()} KEY-----\n${letters(random, 64)}`;
    case 'pattern':
      return null;
  }
}

/** Bare, or in groups where it is never written otherwise. */
function drawDigits(shape: Extract<Shape, { kind: 'digits' }>, random: Random): string {
  if (shape.apart !== true || shape.groups === undefined) return digits(random, pick(random, shape.digits));
  const separator = pick(random, shape.separators ?? ' ');
  return pick(random, shape.groups)
    .map((size) => digits(random, size))
    .join(separator);
}

function drawMask(mask: string, max: number | undefined, random: Random): string {
  const open = mask.endsWith('*');
  const fixed = open ? mask.slice(0, -1) : mask;
  const length = open ? between(random, fixed.length, Math.max(fixed.length, max ?? fixed.length)) : fixed.length;
  const places = fixed.padEnd(length, fixed.at(-1));
  const alphabet = { A: alphabets.letter, '9': alphabets.digit, X: alphabets.digit + alphabets.letter };
  return Array.from(places, (place) => pick(random, alphabet[place as 'A' | '9' | 'X'] ?? place)).join('');
}

function drawToken({ prefixes, min, max, also = '' }: Extract<Shape, { kind: 'token' }>, random: Random): string {
  const prefix = pick(random, prefixes);
  const alphabet = `${alphabets.digit}${alphabets.letter}${alphabets.letter.toLowerCase()}${also}`;
  return prefix + many(between(random, min, max) - prefix.length, () => pick(random, alphabet));
}

/** Half of them with +; the rest as a national number in groups. */
function drawPhone(random: Random): string {
  const number = digits(random, between(random, 7, 13));
  if (random() < 0.5) return `+${number}`;
  return `0${number.slice(0, 3)} ${number.slice(3)}`;
}

function drawDate(random: Random): string {
  const joint = pick(random, ['.', '/', '-']);
  const [a, b] = [digits(random, 2), digits(random, 2)];
  return random() < 0.5 ? [a, b, digits(random, 4)].join(joint) : [digits(random, 4), a, b].join(joint);
}

/** One to six words in small letters, with capitals, or figures, as a line of a form holds. */
function drawWords(random: Random): string {
  const word = () => {
    const small = letters(random, between(random, 2, 9));
    const kind = random();
    if (kind < 0.5) return small;
    return kind < 0.8 ? small.charAt(0).toUpperCase() + small.slice(1) : digits(random, between(random, 1, 5));
  };
  return many(between(random, 1, 6), word, ' ');
}

/** The example with every digit drawn anew. */
function redraw(example: string, random: Random): string {
  return example.replace(/\d/g, () => pick(random, alphabets.digit));
}

/** How many of some random strings pass; null where the detector has no shape, or no example, to draw from. */
export function passed(detector: Detector, kind: keyof Measured, draws: number, random: Random): number | null {
  const shapes = detector.shapes.filter((shape) => shape.kind !== 'pattern');
  const examples = detector.examples.valid.filter((example) => /\d/.test(example));
  if ((kind === 'shape' ? shapes : examples).length === 0) return null;
  let count = 0;
  for (let i = 0; i < draws; i++) {
    const value = kind === 'shape' ? draw(pick(random, shapes), random)! : redraw(pick(random, examples), random);
    if (accepts(detector.check(value, { countries: detector.countries }))) count += 1;
  }
  return count;
}

export function measure(detector: Detector, seed = 1): Measured {
  const share = (kind: keyof Measured) => {
    const random = seeded(seed);
    let [count, draws] = [0, 0];
    while (draws < mostDraws && count < enough) {
      const more = passed(detector, kind, fewestDraws, random);
      if (more === null) return null;
      [count, draws] = [count + more, draws + fewestDraws];
    }
    return Number((count / draws).toPrecision(3));
  };
  return { shape: share('shape'), digits: share('digits') };
}

const accepts = (check: Check) => check.verdict === 'valid';

export function readMeasured(): Record<string, Measured> {
  return JSON.parse(readFileSync(measuredFile, 'utf8')) as Record<string, Measured>;
}

/** One detector a line, so that two who add detectors do not get into each other's way. */
function writeMeasured(all: Record<string, Measured>): void {
  const lines = Object.keys(all)
    .sort()
    .map((id) => `  ${JSON.stringify(id)}: { "shape": ${all[id]!.shape}, "digits": ${all[id]!.digits} }`);
  writeFileSync(measuredFile, `{\n${lines.join(',\n')}\n}\n`);
}

if (import.meta.main) {
  const only = process.argv.slice(2);
  const detectors = await loadPlugins<Detector>(new URL('../detectors/', import.meta.url), { recursive: true });
  const known = only.length === 0 ? {} : readMeasured();
  const all: Record<string, Measured> = {};
  console.log('detector                     declared      shape     digits');
  for (const [id, detector] of detectors) {
    const measured = only.length === 0 || only.includes(id) ? measure(detector) : known[id];
    if (measured === undefined) continue;
    all[id] = measured;
    if (only.length > 0 && !only.includes(id)) continue;
    const shown = [detector.falseAccept, measured.shape, measured.digits].map((share) =>
      (share === null ? '-' : share.toPrecision(3)).padStart(10),
    );
    console.log(`${id.padEnd(26)} ${shown.join(' ')}`);
  }
  for (const id of only) if (!detectors.has(id)) console.error(`there is no detector ${id}`);
  writeMeasured(all);
}
