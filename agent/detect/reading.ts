import type { Engine } from './engine.ts';
import { around, evidenceOf, nearLabels, type Scene } from './evidence.ts';
import { LabelIndex } from './labels.ts';
import { alnum, isWordByte, wordAt, wordBefore } from './letters.ts';
import type { NameSays } from './names.ts';
import type { Candidate } from './overlaps.ts';
import type { Aim } from './plan.ts';
import { dateAt, type WrittenDate } from './scan/dates.ts';
import { scanEmail, scanIpv4, scanIpv6 } from './scan/internet.ts';
import { labelBefore, valueAfter } from './scan/labelled.ts';
import { neighbours } from './scan/neighbours.ts';
import { scanDigits, scanMasks } from './scan/numbers.ts';
import { scanPhone } from './scan/phone.ts';
import { scanPem, scanTokens, scanUrl } from './scan/secrets.ts';
import { bare, type Propose, type Text } from './scan/text.ts';
import { endsNumber } from './separators.ts';
import { TraitCounter } from './traits.ts';
import { round2, weakCheck } from './weights.ts';

/** A date with the label that makes it start a period. */
export interface RecordDate {
  readonly event: string;
  readonly language: string;
  readonly date: WrittenDate;
}

/** Who gets what a reading finds. `from`: nothing that is found later starts before it. */
export interface Listener {
  found(candidate: Omit<Candidate, 'place'>, from: number): void;
  /** A candidate that filled its cell and failed its check. */
  failed(detector: number, start: number): void;
  dated(date: RecordDate): void;
  /** A date that says which of day and month comes first here. */
  ordered(first: 'day' | 'month'): void;
}

/** Letters before a first digit, a local part, a label's value: no candidate begins farther before what sets it off. */
export const reachBack = 512;
/** How near a match another label may be that needs no sign, in bytes. */
const besideWindow = 96;
/** Bytes of running text after which candidates are handed on. */
const lotSize = 1 << 14;
/** Digits counted in a run; more make no difference. */
const longestRun = 64;
/** How near a record's date its label must be, in bytes. */
const recordWindow = 48;
/** Bytes of zero kept after the text, so that a look ahead needs no check. */
export const padding = 64;
const bytesPerCharacter = 4;

/**
 * One pass over some UTF-8. It stops at digits, `@`, `:` and `=` alone; what stands there goes through tables to the
 * few detectors whose shape fits. What it finds at a place depends on the text around that place alone, within
 * `margin` bytes, so that a text may be read in pieces.
 */
export class Reading {
  /** Bytes before and after a place that its answer may depend on. */
  readonly margin: number;
  readonly labels: LabelIndex;
  readonly scene: Scene;
  readonly #engine: Engine;
  readonly #listener: Listener;
  readonly #text: Text = { bytes: new Uint8Array(0), view: Buffer.alloc(0), low: 0, high: 0, steps: 0 };
  readonly #propose: Propose = (aim, start, end, form) => this.#offer(aim, start, end, form);
  #words: Int32Array = new Int32Array(0);
  #base = 0;
  /** With a check strong enough to find its value some words after the label: `BIC der Bank: …`, `IBAN … BIC …`. */
  readonly #telling: readonly Aim[];
  #trigger = 0;
  readonly #traits: TraitCounter;
  #found: { readonly candidate: Omit<Candidate, 'place'>; readonly trigger: number }[] = [];
  #cells: Borders | null = null;
  /** Detectors with a label near the place that was asked for last. */
  readonly #asked = { start: -1, end: -1, near: new Set<number>() };
  readonly #last = { start: -1, end: -1, value: '' };

  constructor(
    engine: Engine,
    listener: Listener,
    where: Scene['where'],
    file: NameSays,
    traits: TraitCounter = new TraitCounter(),
  ) {
    this.#traits = traits;
    this.#engine = engine;
    this.#listener = listener;
    this.#telling = engine.plan.labelled.filter(
      ({ detector }) => -Math.log10(engine.detectors[detector]!.falseAccept) >= weakCheck,
    );
    this.labels = new LabelIndex(engine.lexicon);
    this.margin = 4096 + bytesPerCharacter * engine.plan.reach;
    this.scene = {
      bytes: this.#text.bytes,
      low: 0,
      high: 0,
      labels: this.labels,
      name: null,
      left: null,
      file,
      where,
      people: true,
    };
  }

  /**
   * The text is `bytes[0, high)` with `padding` zeros behind it, at offset 0 of its buffer; `base` is the place of its
   * first byte in the stream. With `cells`, context ends at the borders of a cell.
   */
  look(bytes: Uint8Array, high: number, base: number, cells: Borders | null): void {
    bytes.fill(0, high, high + padding);
    const text = this.#text;
    if (text.bytes !== bytes) {
      this.#words = new Int32Array(bytes.buffer, 0, bytes.length >> 2);
      text.view = Buffer.from(bytes.buffer, 0, bytes.length);
    }
    [text.bytes, text.low, text.high] = [bytes, 0, high];
    this.scene.bytes = bytes;
    [this.scene.low, this.scene.high] = [0, high];
    this.#base = base;
    this.#cells = cells;
    this.labels.look(bytes, 0, high, base);
    this.#asked.start = -1;
    this.#last.start = -1;
  }

  /** Finds what is set off by a byte of `[from, to)`; gives it in lots, so that little is held. */
  read(from: number, to: number): void {
    const before = this.labels.steps;
    const lot = this.#cells === null ? lotSize : to - from;
    for (let at = from; at < to; at += lot) {
      const end = Math.min(to, at + lot);
      this.#scan(at, end);
      if (this.#engine.plan.pattern.length > 0) this.#patterns(at, end);
      this.#give();
    }
    this.#engine.work.steps += to - from + this.#text.steps + this.labels.steps - before;
    this.#text.steps = 0;
  }

  #scan(from: number, to: number): void {
    const words = this.#words;
    let at = from;
    // Byte by byte to a border of four, then four at a time: every byte that matters lies within 0x30-0x40.
    while (at < to) {
      while (at < to && (at & 3) !== 0) this.#stop(at++);
      let word = at >> 2;
      const last = to >> 2;
      while (word < last) {
        const four = words[word]!;
        const low = four & 0x7f7f7f7f;
        if (((low + 0x50505050) & ~(low + 0x3f3f3f3f) & ~four & 0x80808080) !== 0) {
          const place = word << 2;
          this.#stop(place);
          this.#stop(place + 1);
          this.#stop(place + 2);
          this.#stop(place + 3);
        }
        word++;
      }
      at = Math.max(at, word << 2);
      while (at < to) this.#stop(at++);
    }
  }

  /** In order of what set them off, so that the order does not tell how the text was cut. */
  #give(): void {
    const found = this.#found;
    if (found.length === 0) return;
    this.#found = [];
    if (this.#cells !== null || this.#engine.plan.pattern.length > 0) found.sort((a, b) => a.trigger - b.trigger);
    for (const { candidate, trigger } of found) this.#listener.found(candidate, this.#base + trigger - reachBack);
  }

  #stop(at: number): void {
    const { bytes } = this.#text;
    const byte = bytes[at]!;
    if (byte < 0x30 || byte > 0x40) return;
    if (byte < 0x3a) {
      if (at > 0 && alnum[bytes[at - 1]!] === 2) return;
      this.#trigger = at;
      this.#number(at);
      return;
    }
    this.#trigger = at;
    const { plan } = this.#engine;
    if (byte === 0x40 || byte === 0x3a || byte === 0x3d) this.#traits.byte(byte);
    if (byte === 0x40) scanEmail(this.#text, plan.email, at, this.#propose);
    else if (byte === 0x3a) {
      if (plan.ipv6.length > 0) scanIpv6(this.#text, plan.ipv6, at, this.#propose);
      if (plan.url.length > 0 && this.#text.bytes[at + 1] === 0x2f) scanUrl(this.#text, plan.url, at, this.#propose);
      this.#labelled(at);
    } else if (byte === 0x3d) this.#labelled(at);
  }

  #number(at: number): void {
    const { plan } = this.#engine;
    const text = this.#text;
    const { bytes, high } = text;
    let run = 1;
    while (run < longestRun && at + run < high && alnum[bytes[at + run]!] === 2) run++;
    this.#traits.digits(this.#base + at, run);
    const after = bytes[at + run]!;
    // Most numbers of a text are short and stand alone: `12 chairs`.
    const alone = endsNumber(after) || (after === 0x20 && alnum[bytes[at + run + 1]!] === 1);
    if (!alone || (run < plan.byDigits.length && plan.byDigits[run]!.length > 0))
      scanDigits(text, plan, at, this.#propose);
    scanMasks(text, plan, at, run, this.#propose);
    if (plan.hasTokens) scanTokens(text, plan.tokens, at, this.#propose);
    if (plan.pem.length > 0) scanPem(text, plan.pem, at, this.#propose);
    if (after === 0x2e && plan.ipv4.length > 0) scanIpv4(text, plan.ipv4, at, this.#propose);
    if ((!alone || run >= 7) && plan.phone.length > 0) scanPhone(text, plan.phone, at, this.#propose);
    const date = run <= 2 || (run === 4 && !alone) ? dateAt(text, at) : null;
    if (date !== null) this.#date(date);
  }

  #date(date: WrittenDate): void {
    if (date.vote !== null) this.#listener.ordered(date.vote);
    if (date.timed) return;
    for (const aim of this.#engine.plan.date) this.#propose(aim, date.start, date.end, 0);
    if (date.year < 0) return;
    const record = this.#recordLabel(date.start);
    if (record !== null) this.#listener.dated({ ...record, date });
  }

  /** The record date's label that stands right before, in the same cell or on the same line. */
  #recordLabel(start: number): { event: string; language: string } | null {
    this.#enter(start);
    const { scene } = this;
    if (scene.name !== null && scene.name.record !== null && start === scene.low) return scene.name.record;
    if (scene.left !== null && scene.left.record !== null && start === scene.low) return scene.left.record;
    let found: { event: string; language: string; end: number } | null = null;
    this.labels.within(Math.max(scene.low, start - recordWindow), start, (hit, base) => {
      const { record } = hit.meaning;
      if (record !== null && (found === null || hit.end > found.end) && this.#joins(hit.end - base, start)) {
        found = { ...record, end: hit.end };
      }
    });
    if (found === null) return null;
    const { event, language } = found as { event: string; language: string };
    return { event, language };
  }

  /** True when nothing but punctuation and a short word stands between. */
  #joins(from: number, to: number): boolean {
    const { bytes } = this.#text;
    let letters = 0;
    for (let at = from; at < to; at++) {
      const byte = bytes[at]!;
      if (byte === 10 || alnum[byte] === 2) return false;
      if (alnum[byte] === 1 && ++letters > 6) return false;
    }
    return true;
  }

  #labelled(at: number): void {
    const { plan, lexicon } = this.#engine;
    if (plan.labelled.length === 0) return;
    const { bytes, low, high } = this.#text;
    const next = bytes[at + 1]!;
    if (next === 0x2f || next === 0x3a || next === 0x3d || next < 0x20) return;
    const label = labelBefore(bytes, low, at, lexicon.lastWords);
    this.#text.steps += 8;
    if (label === null) return;
    const named = new Set<number>();
    this.#enter(at);
    this.labels.within(Math.max(this.scene.low, label.end - 96), label.end, (hit, base) => {
      if (hit.end - base === label.end) for (const detector of hit.meaning.labelOf.keys()) named.add(detector);
    });
    for (const aim of plan.labelled) {
      if (!named.has(aim.detector) || (label.between > 0 && !this.#telling.includes(aim))) continue;
      const value = valueAfter(bytes, Math.min(high, this.scene.high), at, aim.reach * 2);
      if (value !== null) this.#offer(aim, value.start, value.end, 0);
    }
  }

  /** Beside a match, a label needs no sign: `IBAN … BIC NORDDEFF`. */
  #beside(start: number, end: number): void {
    const { bytes } = this.#text;
    const { low, high } = this.scene;
    const telling = this.#telling;
    const values: { aim: Aim; at: number }[] = [];
    this.labels.within(Math.max(low, start - besideWindow), Math.min(high, end + besideWindow), (hit, base) => {
      const at = hit.end - base;
      if (bytes[at] !== 0x20) return;
      for (const aim of telling) if (hit.meaning.labelOf.has(aim.detector)) values.push({ aim, at });
    });
    for (const { aim, at } of values) {
      const value = valueAfter(bytes, high, at, aim.reach * 2);
      if (value !== null && (value.end <= start || value.start >= end)) this.#offer(aim, value.start, value.end, 0);
    }
  }

  /** Patterns begin where a word begins (or where no letter is), so that each is tried at few places. */
  #patterns(from: number, to: number): void {
    const { bytes, low, high } = this.#text;
    for (const aim of this.#engine.plan.pattern) {
      const { first, longest } = aim.matcher as PatternMatcher;
      for (let at = from; at < to; at++) {
        const byte = bytes[at]!;
        if (first[byte] === 0 || (byte & 0xc0) === 0x80) continue;
        if ((isWordByte[byte] === 1 || byte >= 0x80) && wordAt(bytes, at, high) && wordBefore(bytes, at, low)) continue;
        const end = longest.call(aim.matcher, bytes, at, Math.min(high, at + aim.reach * bytesPerCharacter), low, high);
        this.#text.steps += (end < 0 ? at : end) - at + 1;
        if (end < 0) continue;
        this.#trigger = at;
        this.#offer(aim, at, end, 0);
      }
    }
  }

  /** All of a cell or field whose name calls for it; given with what the next `read` finds. */
  whole(aim: Aim, start: number, end: number): void {
    this.#trigger = start;
    this.#offer(aim, start, end, 0);
  }

  /** The borders and names around a place. */
  #enter(at: number): void {
    if (this.#cells !== null) this.#cells.enter(at, this.scene);
  }

  #offer(aim: Aim, start: number, end: number, form: number): boolean {
    if (form < 0) return false;
    const engine = this.#engine;
    const detector = engine.detectors[aim.detector]!;
    const scene = this.scene;
    this.#enter(start);
    if (aim.kind === 'pattern' && neighbours(this.#text, start, end, 0) < 0) return false;
    // `before` the check, which may be dear, where a label alone makes it worth one.
    const needed = detector.needs === 'label' || (form & bare) !== 0 || aim.kind === 'labelled';
    if (needed && !this.#isNamed(aim.detector, start, end)) return false;
    const placed = detector.needs === 'context';
    if (placed && !this.#isPlaced(aim.detector, start, end)) return false;
    const value = this.#string(start, end);
    const check = engine.check(aim.detector, value);
    const covers = start === scene.low && end === scene.high;
    if (check.verdict === 'invalid') {
      if (covers && this.#cells !== null) this.#listener.failed(aim.detector, start);
      return false;
    }
    let [from, to] = [start, end];
    if (check.offset !== undefined) from += Buffer.byteLength(value.slice(0, check.offset));
    if (check.length !== undefined) {
      const skipped = check.offset ?? 0;
      to = from + Buffer.byteLength(value.slice(skipped, skipped + check.length));
      if (to < end && aim.kind !== 'labelled' && neighbours(this.#text, from, to, 0) < 0) return false;
    }
    if (check.needs === 'label' && !needed && !this.#isNamed(aim.detector, from, to)) return false;
    const fills = this.#fills(from, to);
    if (check.needs === 'context' && !placed && !needed && !fills && !this.#isNamed(aim.detector, from, to))
      return false;
    const said = around(scene, aim.detector, from, to);
    const evidence = evidenceOf(engine, scene, aim, check, form, said, fills);
    let logOdds = 0;
    for (const { weight } of evidence) logOdds += weight;
    const normal = check.normal ?? value;
    this.#found.push({
      trigger: this.#trigger,
      candidate: {
        detector: aim.detector,
        start: this.#base + from,
        end: this.#base + to,
        labelled: aim.kind === 'labelled',
        normal,
        evidence,
        logOdds: round2(logOdds),
        suppressed: check.deny ?? denied(engine.deny[aim.detector]!, normal),
        customer: said.customer || scene.name?.customer === true || scene.file.customer,
        employee: said.employee || scene.name?.employee === true || scene.file.employee,
      },
    });
    if (aim.kind !== 'labelled' && this.#telling.length > 0) this.#beside(from, to);
    return true;
  }

  #fills(start: number, end: number): boolean {
    const { bytes, low, high } = this.scene;
    return fillsAll(bytes, low, high, start, end, this.#cells !== null || this.#base === 0);
  }

  /** Named, or all there is in a cell or text that nothing calls by the name of something else. */
  #isPlaced(detector: number, start: number, end: number): boolean {
    return (this.scene.name?.exact !== true && this.#fills(start, end)) || this.#isNamed(detector, start, end);
  }

  #isNamed(detector: number, start: number, end: number): boolean {
    const { name, left } = this.scene;
    if ((name?.means[detector] ?? 0) > 0 || (left?.means[detector] ?? 0) > 0) return true;
    const asked = this.#asked;
    if (asked.start !== start || asked.end !== end) {
      [asked.start, asked.end] = [start, end];
      nearLabels(this.scene, start, end, asked.near);
    }
    return asked.near.has(detector);
  }

  /** The text of a place; many detectors may ask for the same. */
  #string(start: number, end: number): string {
    const last = this.#last;
    if (last.start !== start || last.end !== end) {
      [last.start, last.end] = [start, end];
      last.value = stringOf(this.#text, start, end);
    }
    return last.value;
  }
}

type PatternMatcher = Engine['plan']['pattern'][number]['matcher'];

function denied(known: ReadonlyMap<string, string>, normal: string): string | null {
  return known.size === 0 ? null : (known.get(normal) ?? null);
}

function stringOf({ bytes, view }: Text, start: number, end: number): string {
  for (let at = start; at < end; at++) if (bytes[at]! >= 0x80) return view.toString('utf8', start, end);
  return view.toString('latin1', start, end);
}

/** Borders of cells in a block of text, and the names over them. */
export interface Borders {
  /** Sets the scene's borders and names to those of the cell that holds `at`. */
  enter(at: number, scene: Scene): void;
}

/** True when nothing but space and quotes stands beside it in its cell, or in a whole text that is short. */
function fillsAll(bytes: Uint8Array, low: number, high: number, start: number, end: number, known: boolean): boolean {
  if (!known || start - low > 4 || high - end > 4) return false;
  for (let at = low; at < start; at++) if (!isBlank(bytes[at]!)) return false;
  for (let at = end; at < high; at++) if (!isBlank(bytes[at]!)) return false;
  return true;
}

function isBlank(byte: number): boolean {
  return byte <= 0x20 || byte === 0x22 || byte === 0x27;
}
