import type { Detector, Shape } from '../contracts/detector.ts';
import { alnum } from './letters.ts';
import { compilePattern, type Matcher } from './pattern/matcher.ts';
import { separatorBits } from './separators.ts';
import type { ShapeKind } from './weights.ts';

/** A detector's shape, ready to be met. */
export interface Aim {
  /** Place of the detector in the engine. */
  readonly detector: number;
  readonly kind: ShapeKind;
  /** Longest match in characters. */
  readonly reach: number;
}

export interface DigitAim extends Aim {
  readonly separators: number;
  /** Group sizes joined by commas; null where any grouping will do. */
  readonly groups: ReadonlySet<string> | null;
  /** Never without separators. */
  readonly apart: boolean;
}

/** A mask with all the detectors that have it: it is matched once for all. */
export interface Mask {
  readonly aims: readonly Aim[];
  readonly separators: number;
  /** 1 letter, 2 digit, 3 either, per significant character. */
  readonly classes: Uint8Array;
  /** Fewest significant characters: less than all of them where the last repeats. */
  readonly least: number;
  /** The last repeats. Then what comes before it is in one piece, or any two words and a number would begin a match. */
  readonly open: boolean;
}

export interface TokenAim extends Aim {
  readonly prefix: Uint8Array;
  readonly min: number;
  readonly max: number;
  /** 1 for bytes that may stand in it. */
  readonly allowed: Uint8Array;
}

export interface PatternAim extends Aim {
  readonly matcher: Matcher;
}

/**
 * Shapes sorted by what the scan meets, so that another detector is another entry in a table and no other step of the
 * pass.
 */
export interface Plan {
  readonly byDigits: readonly (readonly DigitAim[])[];
  readonly mostDigits: number;
  readonly digitSeparators: number;
  /** By `maskSlot`: those that the first digits of a candidate, and what stands beside them, do not rule out. */
  readonly masks: readonly (readonly Mask[])[];
  /** Most letters before a first run of so many digits, for any mask; the last entry holds for all longer runs. */
  readonly leadByRun: Int8Array;
  readonly maskSeparators: number;
  readonly email: readonly Aim[];
  readonly ipv4: readonly Aim[];
  readonly ipv6: readonly Aim[];
  readonly phone: readonly Aim[];
  readonly date: readonly Aim[];
  readonly labelled: readonly Aim[];
  readonly url: readonly Aim[];
  readonly pem: readonly Aim[];
  /** By the first byte of their prefix; empty where none begins so. */
  readonly tokens: readonly (readonly TokenAim[])[];
  readonly hasTokens: boolean;
  readonly pattern: readonly PatternAim[];
  /** Longest reach of all, in characters. */
  readonly reach: number;
}

type SimpleKind = 'email' | 'ipv4' | 'ipv6' | 'phone' | 'date' | 'labelled' | 'url' | 'pem';

/** Letters that may stand before a mask's first digit. */
const mostLead = 8;
/** Longer runs of digits are not told apart. */
const mostRun = 15;

/** Where `Plan.masks` has what fits so many letters, then a run of so many digits, then a letter or none. */
export function maskSlot(lead: number, run: number, letter: boolean): number {
  return (lead * (mostRun + 1) + Math.min(run, mostRun)) * 2 + (letter ? 1 : 0);
}

/** @throws Error that names the detector, when a shape cannot be scanned for in linear time or is malformed. */
export function createPlan(detectors: readonly Detector[]): Plan {
  const byDigits: DigitAim[][] = [];
  const masks = new Map<string, Mask & { readonly aims: Aim[] }>();
  const simple: Record<SimpleKind, Aim[]> = {
    email: [],
    ipv4: [],
    ipv6: [],
    phone: [],
    date: [],
    labelled: [],
    url: [],
    pem: [],
  };
  const tokens: TokenAim[][] = Array.from({ length: 256 }, () => []);
  const pattern: PatternAim[] = [];
  let digitSeparators = 0;
  let maskSeparators = 0;
  detectors.forEach((detector, index) => {
    for (const shape of detector.shapes) {
      const aim: Aim = { detector: index, kind: shape.kind, reach: detector.reach };
      if (shape.kind === 'digits') {
        const made = digitAim(aim, shape);
        digitSeparators |= made.separators;
        for (const count of shape.digits) {
          byDigits[count] ??= [];
          byDigits[count].push(made);
        }
      } else if (shape.kind === 'mask') {
        const key = `${shape.mask} ${shape.max ?? detector.reach} ${shape.separators}`;
        const mask = masks.get(key) ?? { aims: [], ...maskOf(shape, detector) };
        masks.set(key, mask);
        mask.aims.push(aim);
        maskSeparators |= mask.separators;
      } else if (shape.kind === 'token') {
        for (const made of tokenAims(aim, shape, detector.id)) tokens[made.prefix[0]!]!.push(made);
      } else if (shape.kind === 'pattern') {
        pattern.push({ ...aim, matcher: patternOf(detector.id, shape) });
      } else {
        simple[shape.kind].push(aim);
      }
    }
  });
  for (let count = 0; count < byDigits.length; count++) byDigits[count] ??= [];
  return {
    byDigits,
    mostDigits: byDigits.length - 1,
    digitSeparators,
    ...tableOf([...masks.values()]),
    maskSeparators,
    email: simple.email,
    ipv4: simple.ipv4,
    ipv6: simple.ipv6,
    phone: simple.phone,
    date: simple.date,
    labelled: simple.labelled,
    url: simple.url,
    pem: simple.pem,
    tokens,
    hasTokens: tokens.some((aims) => aims.length > 0),
    pattern,
    reach: Math.max(32, ...detectors.map(({ reach }) => reach)),
  };
}

function tableOf(all: readonly Mask[]): Pick<Plan, 'masks' | 'leadByRun'> {
  const masks: Mask[][] = Array.from({ length: maskSlot(mostLead + 1, 0, false) }, () => []);
  const leadByRun = new Int8Array(mostRun + 1).fill(-1);
  for (const mask of all) {
    for (const lead of leadsOf(mask.classes)) {
      for (let run = 1; run <= mostRun; run++) {
        for (const letter of [false, true]) {
          if (!fits(mask, lead, run, letter)) continue;
          masks[maskSlot(lead, run, letter)]!.push(mask);
          leadByRun[run] = Math.max(leadByRun[run]!, lead);
        }
      }
    }
  }
  return { masks, leadByRun };
}

/** Counts of letters that may stand before a mask's first digit. */
function leadsOf(classes: Uint8Array): number[] {
  const leads: number[] = [];
  for (let lead = 0; lead <= mostLead && lead < classes.length; lead++) {
    if ((classes[lead]! & 2) !== 0) leads.push(lead);
    if (classes[lead] === 2) break;
  }
  return leads;
}

/** Can a candidate of this mask begin with so many letters and a run of so many digits, before a letter or none? */
function fits({ classes, least, separators }: Mask, lead: number, run: number, letter: boolean): boolean {
  const after = lead + run;
  if (after > classes.length) return false;
  for (let place = lead; place < after; place++) if ((classes[place]! & 2) === 0) return false;
  if (run === mostRun) return true;
  if (letter) return after < classes.length && (classes[after]! & 1) !== 0;
  return after >= least || separators !== 0;
}

function digitAim(aim: Aim, shape: Extract<Shape, { kind: 'digits' }>): DigitAim {
  return {
    ...aim,
    separators: separatorBits(shape.separators ?? ''),
    groups: shape.groups === undefined ? null : new Set(shape.groups.map((sizes) => sizes.join(','))),
    apart: shape.apart === true,
  };
}

function maskOf(shape: Extract<Shape, { kind: 'mask' }>, { id, reach }: Detector): Omit<Mask, 'aims'> {
  if (!/^[A9X]+\*?$/.test(shape.mask)) {
    throw new Error(`${id}: mask "${shape.mask}" must be made of A, 9 and X, with * at its end at most`);
  }
  const classes = Array.from(shape.mask.replace('*', ''), (char) => (char === 'A' ? 1 : char === '9' ? 2 : 3));
  const least = classes.length;
  const open = shape.mask.endsWith('*');
  if (open) {
    const last = classes[least - 1]!;
    while (classes.length < (shape.max ?? reach)) classes.push(last);
  }
  const places = Uint8Array.from(classes);
  if (leadsOf(places).length === 0)
    throw new Error(`${id}: mask "${shape.mask}" must hold a digit within its first nine characters`);
  return { separators: separatorBits(shape.separators ?? ''), classes: places, least, open };
}

function tokenAims(aim: Aim, shape: Extract<Shape, { kind: 'token' }>, id: string): TokenAim[] {
  const { prefixes, min, max, also = '' } = shape;
  const allowed = new Uint8Array(256);
  for (let byte = 0; byte < 128; byte++) if (alnum[byte] !== 0) allowed[byte] = 1;
  for (const char of also) allowed[char.charCodeAt(0)] = 1;
  return prefixes.map((prefix) => {
    if (!/^[!-~]+$/.test(prefix) || prefix.length > min || max > aim.reach)
      throw new Error(`${id}: token "${prefix}" must be plain ASCII, no longer than min, and max within reach`);
    return { ...aim, prefix: Buffer.from(prefix, 'latin1'), min, max, allowed };
  });
}

function patternOf(id: string, shape: Extract<Shape, { kind: 'pattern' }>): Matcher {
  try {
    return compilePattern(shape.pattern, shape.flags ?? '');
  } catch (error) {
    throw new Error(`${id}: pattern cannot be used: ${(error as Error).message}`);
  }
}
