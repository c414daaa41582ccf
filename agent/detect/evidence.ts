import type { Check, Detector } from '../contracts/detector.ts';
import type { Evidence } from '../contracts/finding.ts';
import type { Engine } from './engine.ts';
import type { LabelHit, LabelIndex } from './labels.ts';
import type { NameSays } from './names.ts';
import type { Aim } from './plan.ts';
import { amount, dateTime, glued, grouped, inRow, sequence, timestamp } from './scan/text.ts';
import { againstWindow, labelWindow, neededLabelWindow, prior, round2, weakCheck, weights } from './weights.ts';

/** Where a candidate stands: what may be read around it, and the names over it. Positions are in `bytes`. */
export interface Scene {
  bytes: Uint8Array;
  /** Borders of its text or cell. */
  low: number;
  high: number;
  readonly labels: LabelIndex;
  /** Its column or field; null in running text. */
  name: NameSays | null;
  /** The cell to its left, where no column has a name. */
  left: NameSays | null;
  /** The file's name. */
  file: NameSays;
  where: 'text' | 'column' | 'field';
  /** Something around the column speaks of people: what is called `name` is theirs. */
  people: boolean;
}

/** What the words around a candidate say for one detector. */
export interface Around {
  /** The best label, 0 for none. */
  readonly weight: number;
  readonly language: string;
  /** A label near enough for what is nothing without one. */
  readonly near: boolean;
  /** The word right before (or after) says that it is something else. */
  readonly against: number;
  /** That word is of the detector's own list. */
  readonly againstOwn: boolean;
  readonly ofOther: boolean;
  readonly customer: boolean;
  readonly employee: boolean;
}

/** Reads the labels on both sides of `bytes[start, end)`. */
export function around(scene: Scene, detector: number, start: number, end: number): Around {
  const { bytes, labels } = scene;
  const window = labelWindow;
  // Twice as many bytes as characters: letters of Europe have two at most, others are seen less far.
  const from = Math.max(scene.low, start - 2 * window);
  const to = Math.min(scene.high, end + 2 * window);
  let [weight, language, near] = [0, '', false];
  let [customer, employee] = [false, false];
  let [ownGap, otherGap] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [otherAgainst, ofOther, againstAfter, againstOwn] = [false, false, false, false];
  labels.within(from, to, (hit, base) => {
    const { meaning } = hit;
    const before = hit.end - base <= start;
    const inside = !before && hit.start - base < end;
    const gap = before ? characters(bytes, hit.end - base, start) : characters(bytes, end, hit.start - base);
    if (gap > window) return;
    if (meaning.subject === 'customer') customer = true;
    if (meaning.subject === 'employee') employee = true;
    if (inside) return;
    const own = meaning.labelOf.get(detector);
    if (own !== undefined) {
      const said = labelWeight(bytes, hit, base, start, end, gap, before);
      if (said > weight) [weight, language] = [said, own];
      if (gap <= neededLabelWindow) near = true;
      if (before) ownGap = Math.min(ownGap, gap);
      return;
    }
    const against = meaning.against !== null || meaning.againstOf.has(detector);
    if (!before) {
      if (against && gap <= againstWindow / 2) againstAfter = true;
      return;
    }
    if (!against && meaning.labelOf.size === 0) return;
    if (gap > otherGap) return;
    if (gap < otherGap) [otherAgainst, ofOther, againstOwn] = [false, false, false];
    otherGap = gap;
    if (meaning.againstOf.has(detector)) againstOwn = true;
    if (against) otherAgainst = true;
    else ofOther = true;
  });
  const nearer = otherGap < ownGap;
  const against = nearer && otherAgainst && otherGap <= againstWindow ? weights.labelAgainst : 0;
  return {
    weight: round2(weight),
    language,
    near,
    againstOwn: against !== 0 && againstOwn,
    against: against !== 0 || weight > 0 || !againstAfter ? against : weights.labelAgainstAfter,
    ofOther: nearer && ofOther && !otherAgainst && otherGap <= 3,
    customer,
    employee,
  };
}

/** Gathers the detectors that have a label within `neededLabelWindow` of `bytes[start, end)`. */
export function nearLabels(scene: Scene, start: number, end: number, near: Set<number>): void {
  near.clear();
  const { bytes, labels } = scene;
  const from = Math.max(scene.low, start - 2 * neededLabelWindow);
  const to = Math.min(scene.high, end + 2 * neededLabelWindow);
  labels.within(from, to, (hit, base) => {
    const { labelOf } = hit.meaning;
    if (labelOf.size === 0) return;
    const before = hit.end - base <= start;
    if (!before && hit.start - base < end) return;
    const gap = before ? characters(bytes, hit.end - base, start) : characters(bytes, end, hit.start - base);
    if (gap <= neededLabelWindow) for (const detector of labelOf.keys()) near.add(detector);
  });
}

function labelWeight(
  bytes: Uint8Array,
  hit: LabelHit,
  base: number,
  start: number,
  end: number,
  gap: number,
  before: boolean,
): number {
  const step = weights.label.find(({ within }) => gap <= within);
  if (step === undefined) return 0;
  const otherLine = before ? hasBreak(bytes, hit.end - base, start) : hasBreak(bytes, end, hit.start - base);
  return step.weight * (before ? 1 : weights.labelAfter) * (otherLine ? weights.labelOtherLine : 1);
}

/** All that speaks for and against one candidate, in a fixed order. */
export function evidenceOf(
  engine: Engine,
  scene: Scene,
  aim: Aim,
  check: Check,
  form: number,
  said: Around,
  fills: boolean,
): Evidence[] {
  const detector = engine.detectors[aim.detector]!;
  const out: Evidence[] = [];
  const add = (code: string, weight: number, note?: string) => {
    if (weight !== 0)
      out.push(note === undefined ? { code, weight: round2(weight) } : { code, weight: round2(weight), note });
  };
  add('shape', prior[aim.kind], aim.kind);
  const strength = strengthOf(detector, check);
  const distinctive = check.distinctive ?? detector.distinctive ?? 0;
  add('check', strength);
  add('distinctive', distinctive);
  if ((form & grouped) !== 0) add('grouped', weights.grouped);
  const country = engine.countryWeight[aim.detector]!;
  add(country > 0 ? 'country' : 'country_other', country);
  const named = nameEvidence(scene, aim.detector, add);
  if (!named) add('label', said.weight, said.language);
  if (fills) add('fills', weights.fills);
  if (scene.file.means[aim.detector]! > 0) add('file_name', weights.fileName);
  if (!named) speakAgainst(aim, scene, said, strength + distinctive, add);
  if (aim.kind === 'digits' || aim.kind === 'phone' || aim.kind === 'mask') {
    // Who writes a label right before it does not mean a moment, though the digits could be one.
    const spoken = named || said.weight >= labelledWeight ? form & ~timestamp : form;
    // A placeholder is shown as one: digits in a row are its reason, not a doubt.
    speakOfForm(check.deny === undefined ? spoken : spoken & ~sequence, add);
  }
  const weak = (aim.kind === 'digits' || aim.kind === 'mask') && strength + distinctive < weakCheck;
  if (weak && !named && said.weight < 0.5) out.push({ code: 'weak', weight: 0 });
  return out;
}

/** A label this strong stands within a few words, on the same line. */
const labelledWeight = 1.8;

function strengthOf(detector: Detector, check: Check): number {
  if (check.verdict !== 'valid') return 0;
  return Math.min(weights.checkMost, -Math.log10(Math.max(check.falseAccept ?? detector.falseAccept, 1e-6)));
}

/** The column's or field's name, or the cell to the left. True when it speaks for the detector. */
function nameEvidence(
  scene: Scene,
  detector: number,
  add: (code: string, weight: number, note?: string) => void,
): boolean {
  const means = scene.name?.means[detector] ?? 0;
  if (means > 0) {
    const bare = !scene.people && scene.name?.bareOf.has(detector) === true;
    add(scene.where, means === 2 ? weights.nameExact : weights.nameWord, bare ? 'bare' : undefined);
    return true;
  }
  const left = scene.left?.means[detector] ?? 0;
  if (left > 0) add('label', left === 2 ? weights.nameExact : weights.nameWord, 'left');
  return left > 0;
}

function speakAgainst(
  aim: Aim,
  scene: Scene,
  said: Around,
  telling: number,
  add: (code: string, weight: number, note?: string) => void,
): void {
  const name = scene.name;
  const own = name?.againstOf.has(aim.detector) === true;
  // General words for other numbers say nothing against an address, a date or an organisation's own pattern.
  const number = aim.kind === 'digits' || aim.kind === 'phone' || aim.kind === 'mask';
  if (own || (number && name?.against === true)) add(`${scene.where}_against`, weights.nameAgainst);
  else if (said.against !== 0 && (number || said.againstOwn)) add('label_against', said.against);
  else if (said.ofOther && number && telling < 2.5) add('label_of_other', weights.labelOfOther);
}

function speakOfForm(form: number, add: (code: string, weight: number) => void): void {
  if ((form & glued) !== 0) add('glued', weights.glued);
  if ((form & amount) !== 0) add('amount', weights.amount);
  if ((form & inRow) !== 0) add('in_row', weights.inRow);
  if ((form & timestamp) !== 0) add('timestamp', weights.timestamp);
  if ((form & dateTime) !== 0) add('date_time', weights.dateTime);
  if ((form & sequence) !== 0) add('sequence', weights.sequence);
}

function characters(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if ((bytes[at]! & 0xc0) !== 0x80) count++;
  return count;
}

function hasBreak(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] === 10) return true;
  return false;
}
