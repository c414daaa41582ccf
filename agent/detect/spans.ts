import type { Confidence, Evidence } from '../contracts/finding.ts';
import { createCells } from './cells.ts';
import type { Engine } from './engine.ts';
import { noName, readName } from './names.ts';
import { type Candidate, Overlaps } from './overlaps.ts';
import { padding, Reading } from './reading.ts';
import { bandOf, floor, scoreOf, weakMost } from './weights.ts';

/** One match in a text. `start` and `end` count UTF-16 code units. */
export interface Span {
  readonly detector: string;
  readonly category: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: Confidence;
  readonly score: number;
  readonly because: readonly Evidence[];
  /** Why it is nobody's data though it is valid. */
  readonly suppressed?: string;
}

/** Finds what a text holds, as a scan would; with `column`, as the value of a column or field of that name. In order of start. */
export function detectText(engine: Engine, text: string, column?: string): Span[] {
  const found: Candidate[] = [];
  const overlaps = new Overlaps(
    (candidate) => found.push(candidate),
    (detector) => engine.detectors[detector]!.id,
  );
  const bytes = new Uint8Array((text.length * 3 + padding + 3) & ~3);
  const { written } = encoder.encodeInto(text, bytes);
  const listener = {
    found: (candidate: Omit<Candidate, 'place'>, from: number) => overlaps.add({ ...candidate, place: nowhere }, from),
    failed: ignore,
    dated: ignore,
    ordered: ignore,
  };
  const reading = new Reading(engine, listener, column === undefined ? 'text' : 'column', noName(engine));
  const cells =
    column === undefined
      ? null
      : createCells(Int32Array.of(0), Int32Array.of(written), () => [readName(engine, column), null]);
  reading.look(bytes, written, 0, cells);
  if (cells !== null) cells.readWhole(engine, reading);
  reading.read(0, written);
  overlaps.flush();
  const offset = offsets(bytes);
  return found
    .sort((a, b) => a.start - b.start || a.end - b.end || a.detector - b.detector)
    .map((candidate) => spanOf(engine, candidate, offset))
    .filter(({ score }) => score >= floor);
}

const encoder = new TextEncoder();
const nowhere = { line: 0, cell: 0 };
const ignore = () => {};

function spanOf(engine: Engine, candidate: Candidate, offset: (byte: number) => number): Span {
  const { id, category } = engine.detectors[candidate.detector]!;
  const raw = scoreOf(candidate.logOdds);
  const score = candidate.evidence.some(({ code }) => code === 'weak') ? Math.min(raw, weakMost) : raw;
  const span = {
    detector: id,
    category,
    start: offset(candidate.start),
    end: offset(candidate.end),
    confidence: bandOf(score),
    score,
    because: candidate.evidence,
  };
  return candidate.suppressed === null ? span : { ...span, suppressed: candidate.suppressed };
}

/** UTF-16 offsets of bytes, asked for in almost ascending order. */
function offsets(bytes: Uint8Array): (byte: number) => number {
  let [place, units] = [0, 0];
  return (byte) => {
    if (byte < place) [place, units] = [0, 0];
    for (; place < byte; place++) {
      const value = bytes[place]!;
      if ((value & 0xc0) !== 0x80) units += value >= 0xf0 ? 2 : 1;
    }
    return units;
  };
}
