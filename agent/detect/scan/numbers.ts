import { alnum, sizeAt, startBefore, wordAt, wordBefore } from '../letters.ts';
import { type DigitAim, type Mask, maskSlot, type Plan } from '../plan.ts';
import { separatorAt } from '../separators.ts';
import { neighbours } from './neighbours.ts';
import { dateTime, grouped, type Propose, sequence, type Text, timestamp } from './text.ts';

const sizes = new Int32Array(64);
const ends = new Int32Array(128);
const besides = new Int32Array(128);
const unknown = -2;

/** Numbers whose first digits begin at `at`: each complete one goes to the detectors for its count of digits. */
export function scanDigits(text: Text, plan: Plan, at: number, propose: Propose): void {
  const { bytes, low, high } = text;
  if (wordBefore(bytes, at, low)) return;
  let total = 0;
  let separators = 0;
  let groups = 0;
  let end = at;
  for (;;) {
    const start = end;
    while (end < high && alnum[bytes[end]!] === 2 && total <= plan.mostDigits) {
      end++;
      total++;
    }
    text.steps += end - start + 1;
    if (total > plan.mostDigits || groups >= sizes.length) return;
    sizes[groups++] = end - start;
    const aims = plan.byDigits[total]!;
    if (aims.length > 0) offerDigits(text, aims, at, end, total, groups, separators, propose);
    if (end >= high) return;
    const separator = separatorAt(bytes, end, high);
    if ((separator & plan.digitSeparators) === 0) return;
    const next = end + sizeAt(bytes, end);
    if (next >= high || alnum[bytes[next]!] !== 2) return;
    separators |= separator;
    end = next;
  }
}

function offerDigits(
  text: Text,
  aims: readonly DigitAim[],
  start: number,
  end: number,
  total: number,
  groups: number,
  separators: number,
  propose: Propose,
): void {
  let beside = unknown;
  let key = '';
  for (const aim of aims) {
    let form = 0;
    if (groups > 1) {
      if ((separators & ~aim.separators) !== 0) continue;
      if (aim.groups !== null) {
        if (key === '') key = sizes.subarray(0, groups).join();
        if (!aim.groups.has(key)) continue;
        form = grouped;
      } else if ((separators & (separators - 1)) !== 0) continue;
    } else if (aim.apart) continue;
    if (beside === unknown) {
      beside = neighbours(text, start, end, separators);
      if (beside < 0) return;
      if (groups === 1) beside |= moment(text.bytes, start, total);
      if (isSequence(text.bytes, start, end)) beside |= sequence;
    }
    propose(aim, start, end, form | beside);
  }
}

/** Could these bare digits be a moment: Unix seconds or milliseconds, YYYYMMDDhhmm or YYYYMMDDhhmmss? */
function moment(bytes: Uint8Array, at: number, digits: number): number {
  const two = (place: number) => (bytes[at + place]! - 48) * 10 + bytes[at + place + 1]! - 48;
  if (digits === 10 || digits === 13) return two(0) >= 10 && two(0) <= 20 ? timestamp : 0;
  if ((digits !== 12 && digits !== 14) || two(0) < 19 || two(0) > 20) return 0;
  const real = two(4) >= 1 && two(4) <= 12 && two(6) >= 1 && two(6) <= 31 && two(8) < 24 && two(10) < 60;
  if (!real) return 0;
  // Twelve could as well be a Swedish number.
  return digits === 12 ? timestamp : two(12) < 60 ? dateTime : 0;
}

/** One digit repeated, or digits counting up or down. */
function isSequence(bytes: Uint8Array, start: number, end: number): boolean {
  let step = 10;
  let before = -1;
  for (let at = start; at < end; at++) {
    if (alnum[bytes[at]!] !== 2) continue;
    const digit = bytes[at]! - 48;
    if (before >= 0) {
      const now = (digit - before + 10) % 10;
      if (step === 10) step = now;
      if (now !== step || (step > 1 && step !== 9)) return false;
    }
    before = digit;
  }
  return true;
}

/** Letters and digits whose first digits are the `run` at `at`: looks left for the letters before it, then along each mask. */
export function scanMasks(text: Text, plan: Plan, at: number, run: number, propose: Propose): void {
  const { bytes, low, high } = text;
  const { masks, leadByRun, maskSeparators } = plan;
  const mostLead = leadByRun[Math.min(run, leadByRun.length - 1)]!;
  if (mostLead < 0) return;
  const end = at + run;
  const letter = end < high && alnum[bytes[end]!] === 1;
  // What follows the digits where no letter does: most masks end here by it, `2019 in` is no `99999999A`.
  const joint = letter || end >= high ? 0 : separatorAt(bytes, end, high);
  const next = joint === 0 ? end : end + sizeAt(bytes, end);
  const kind = joint === 0 || next >= high ? 0 : alnum[bytes[next]!]!;
  let start = at;
  let lead = 0;
  let separators = 0;
  for (;;) {
    while (lead < mostLead && start > low && alnum[bytes[start - 1]!] === 1) {
      start--;
      lead++;
    }
    text.steps += at - start + 1;
    if (wordBefore(bytes, start, low)) return;
    const fitting = masks[maskSlot(lead, run, letter)]!;
    for (let i = 0; i < fitting.length; i++) {
      const mask = fitting[i]!;
      if (!letter && lead + run < mask.least) {
        if ((joint & mask.separators) === 0 || (kind & mask.classes[lead + run]!) === 0) continue;
      }
      if (separators === 0 || (!mask.open && (separators & ~mask.separators) === 0))
        matchMask(text, mask, start, propose);
    }
    if (lead === mostLead || start <= low) return;
    const place = startBefore(bytes, start, low);
    const separator = separatorAt(bytes, place, high);
    if ((separator & maskSeparators) === 0 || place <= low || alnum[bytes[place - 1]!] !== 1) return;
    separators |= separator;
    start = place;
  }
}

function matchMask(text: Text, mask: Mask, start: number, propose: Propose): void {
  const { bytes, high } = text;
  const { classes, least, aims } = mask;
  let at = start;
  let matched = 0;
  let found = 0;
  let separators = 0;
  while (matched < classes.length && at < high) {
    const kind = alnum[bytes[at]!]!;
    if ((kind & classes[matched]!) !== 0) {
      at++;
      matched++;
      if (matched >= least && !wordAt(bytes, at, high)) ends[found++] = at;
      continue;
    }
    if (kind !== 0 || matched === 0 || (mask.open && matched < least - 1)) break;
    const separator = separatorAt(bytes, at, high);
    if ((separator & mask.separators) === 0) break;
    at += sizeAt(bytes, at);
    separators |= separator;
    if (at >= high || alnum[bytes[at]!] === 0) break;
  }
  text.steps += at - start + 1;
  for (let i = 0; i < found; i++) besides[i] = unknown;
  for (let place = 0; place < aims.length; place++) {
    // The longest first: what it holds too much of, the check cuts off.
    for (let i = found - 1; i >= 0; i--) {
      if (besides[i] === unknown) besides[i] = neighbours(text, start, ends[i]!, separators);
      if (besides[i]! >= 0 && propose(aims[place]!, start, ends[i]!, besides[i]!)) break;
    }
  }
}
