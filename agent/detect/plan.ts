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

export interface MaskAim extends Aim {
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
  /** By letters before the first digit. */
  readonly byLead: readonly (readonly MaskAim[])[];
  readonly mostLead: number;
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

/** @throws Error that names the detector, when a shape cannot be scanned for in linear time or is malformed. */
export function createPlan(detectors: readonly Detector[]): Plan {
  const byDigits: DigitAim[][] = [];
  const byLead: MaskAim[][] = Array.from({ length: mostLead + 1 }, () => []);
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
        const { made, leads } = maskAim(aim, shape, detector.id);
        maskSeparators |= made.separators;
        for (const lead of leads) byLead[lead]!.push(made);
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
    byLead,
    mostLead: byLead.findLastIndex((aims) => aims.length > 0),
    leadByRun: leadByRun(byLead),
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

function leadByRun(byLead: readonly (readonly MaskAim[])[]): Int8Array {
  const most = new Int8Array(16).fill(-1);
  byLead.forEach((aims, lead) => {
    for (const { classes } of aims) {
      let run = 0;
      while (lead + run < classes.length && (classes[lead + run]! & 2) !== 0) run++;
      for (let digits = 1; digits <= Math.min(run, most.length - 1); digits++)
        most[digits] = Math.max(most[digits]!, lead);
    }
  });
  return most;
}

function digitAim(aim: Aim, shape: Extract<Shape, { kind: 'digits' }>): DigitAim {
  return {
    ...aim,
    separators: separatorBits(shape.separators ?? ''),
    groups: shape.groups === undefined ? null : new Set(shape.groups.map((sizes) => sizes.join(','))),
    apart: shape.apart === true,
  };
}

function maskAim(
  aim: Aim,
  shape: Extract<Shape, { kind: 'mask' }>,
  id: string,
): { made: MaskAim; leads: readonly number[] } {
  if (!/^[A9X]+\*?$/.test(shape.mask)) {
    throw new Error(`${id}: mask "${shape.mask}" must be made of A, 9 and X, with * at its end at most`);
  }
  const classes = Array.from(shape.mask.replace('*', ''), (char) => (char === 'A' ? 1 : char === '9' ? 2 : 3));
  const least = classes.length;
  if (shape.mask.endsWith('*')) {
    const last = classes[least - 1]!;
    while (classes.length < (shape.max ?? aim.reach)) classes.push(last);
  }
  const leads: number[] = [];
  for (let lead = 0; lead <= mostLead && lead < classes.length; lead++) {
    if ((classes[lead]! & 2) !== 0) leads.push(lead);
    if (classes[lead] === 2) break;
  }
  if (leads.length === 0)
    throw new Error(`${id}: mask "${shape.mask}" must hold a digit within its first nine characters`);
  const separators = separatorBits(shape.separators ?? '');
  return {
    made: { ...aim, separators, classes: Uint8Array.from(classes), least, open: shape.mask.endsWith('*') },
    leads,
  };
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
