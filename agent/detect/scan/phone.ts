import { alnum, sizeAt, wordAt, wordBefore } from '../letters.ts';
import type { Aim } from '../plan.ts';
import { separatorAt, separatorBits } from '../separators.ts';
import { neighbours } from './neighbours.ts';
import { bare, type Propose, type Text } from './text.ts';

const between = separatorBits(' -./()');
const space = separatorBits(' ');
const dot = separatorBits('.');
const least = 7;
/** 15 digits of E.164, a leading 00, and a (0). */
const most = 18;
const mostTries = 6;

const sizes = new Int32Array(32);
const ends = new Int32Array(32);

/**
 * A telephone number whose first digits begin at `at`: digits with up to three characters of punctuation between
 * groups, an optional + and brackets. What could as well be a date, an address or a decimal is left out; what has no
 * form of its own is marked as bare.
 */
export function scanPhone(text: Text, aims: readonly Aim[], at: number, propose: Propose): void {
  const { bytes, low, high } = text;
  let start = at;
  if (start > low && bytes[start - 1] === 0x28) start--;
  const plus = start > low && bytes[start - 1] === 0x2b;
  if (plus) start--;
  if (start > low && bytes[start - 1] === 0x28 && plus) start--;
  if (wordBefore(bytes, start, low)) return;
  const opened = bytes[at - 1] === 0x28 && start < at;
  const zero = bytes[at] === 0x30;
  if (!plus && !opened && continues(text, start, zero)) return;

  let groups = 0;
  let total = 0;
  let end = at;
  let used = 0;
  for (;;) {
    const from = end;
    while (end < high && alnum[bytes[end]!] === 2 && total <= most) {
      end++;
      total++;
    }
    text.steps += end - from + 1;
    if (total > most || groups >= sizes.length) return;
    sizes[groups] = end - from;
    ends[groups++] = end;
    let next = end;
    let width = 0;
    let kinds = 0;
    while (next < high && width < 3) {
      const kind = separatorAt(bytes, next, high);
      if ((kind & between) === 0 || (kind === space && (kinds & space) !== 0 && width === 1)) break;
      kinds |= kind;
      next += sizeAt(bytes, next);
      width++;
    }
    if (width === 0 || next >= high || alnum[bytes[next]!] !== 2) break;
    used |= kinds;
    end = next;
  }
  if (total < least || (!plus && looksOtherwise(groups, used))) return;
  for (let i = groups - 1, tries = 0; i >= 0 && tries < mostTries; i--, tries++) {
    if (wordAt(bytes, ends[i]!, high)) continue;
    let digits = 0;
    for (let g = 0; g <= i; g++) digits += sizes[g]!;
    if (digits < least) return;
    const beside = neighbours(text, start, ends[i]!, used & ~space);
    if (beside < 0) continue;
    const form = plus || opened || (zero && (i > 0 || bytes[at + 1] === 0x30)) || isAmerican(i + 1) ? 0 : bare;
    for (const aim of aims) if (propose(aim, start, ends[i]!, form | beside)) return;
  }
}

/** True when the digits before, joined by punctuation, are the beginning of this number. */
function continues({ bytes, low }: Text, start: number, zero: boolean): boolean {
  if (start - 1 <= low) return false;
  const before = bytes[start - 1]!;
  if (alnum[bytes[start - 2]!] !== 2) return before === 0x29;
  if (before === 0x20) return !zero;
  return before === 0x2e || before === 0x2d || before === 0x2f || before === 0x29;
}

function isAmerican(groups: number): boolean {
  return groups === 3 && sizes[0] === 3 && sizes[1] === 3 && sizes[2] === 4;
}

/** Dates, IPv4 addresses, decimals. */
function looksOtherwise(groups: number, used: number): boolean {
  const a = sizes[0]!;
  const b = sizes[1]!;
  const c = sizes[2]!;
  const d = sizes[3]!;
  const dotted = used === dot;
  if (groups === 2) return dotted && (a === 1 || b > 4);
  if (groups === 4) return dotted && a <= 3 && b <= 3 && c <= 3 && d <= 3;
  if (groups !== 3 || b > 2) return false;
  return (a === 4 && c <= 2) || (a <= 2 && c === 4);
}
