import { fileURLToPath } from 'node:url';
import type { Check, Detector, Shape } from '../agent/contracts/detector.ts';
import { loadPlugins } from '../agent/registry.ts';

/**
 * Measures `falseAccept` of every detector: the share of random strings of its shapes that pass its check.
 *
 *   node bench/measure-false-accept.ts [draws]
 *
 * Two numbers are given. `shape`: digits and letters all drawn anew. `digits`: the digits of the detector's own valid
 * examples drawn anew, letters kept; for numbers that hold letters it says what tokens that already look right do.
 * What a detector declares should lie between them (test/detectors/false-accept.test.ts).
 */
export interface Measured {
  readonly id: string;
  readonly declared: number;
  readonly shape: number;
  readonly digits: number;
}

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
      return digits(random, pick(random, shape.digits));
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
    case 'pattern':
      return null;
  }
}

function drawMask(mask: string, max: number | undefined, random: Random): string {
  const open = mask.endsWith('*');
  const fixed = open ? mask.slice(0, -1) : mask;
  const length = open ? between(random, fixed.length, Math.max(fixed.length, max ?? fixed.length)) : fixed.length;
  const places = fixed.padEnd(length, fixed.at(-1));
  const alphabet = { A: alphabets.letter, '9': alphabets.digit, X: alphabets.digit + alphabets.letter };
  return Array.from(places, (place) => pick(random, alphabet[place as 'A' | '9' | 'X'] ?? place)).join('');
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

export function measure(detector: Detector, draws: number, seed = 1): Measured {
  const random = seeded(seed);
  const shapes = detector.shapes.filter((shape) => shape.kind !== 'pattern');
  const examples = detector.examples.valid.filter((example) => /\d/.test(example));
  const share = (one: () => string) => {
    let passed = 0;
    for (let i = 0; i < draws; i++) if (accepts(detector.check(one(), { countries: detector.countries }))) passed += 1;
    return passed / draws;
  };
  return {
    id: detector.id,
    declared: detector.falseAccept,
    shape: shapes.length === 0 ? Number.NaN : share(() => draw(pick(random, shapes), random)!),
    digits: examples.length === 0 ? Number.NaN : share(() => redraw(pick(random, examples), random)),
  };
}

const accepts = (check: Check) => check.verdict === 'valid';

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const draws = Number(process.argv[2] ?? 200_000);
  const detectors = await loadPlugins<Detector>(new URL('../detectors/', import.meta.url), { recursive: true });
  console.log('detector                 declared      shape     digits');
  for (const detector of detectors.values()) {
    const { id, declared, shape, digits } = measure(detector, draws);
    console.log(
      `${id.padEnd(22)} ${[declared, shape, digits].map((share) => share.toFixed(5).padStart(10)).join(' ')}`,
    );
  }
}
