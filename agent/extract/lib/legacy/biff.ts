import { SourceError } from '../../../contracts/source.ts';

/** A record of a workbook, and what CONTINUE records have added to it. */
export interface BiffRecord {
  readonly type: number;
  /** Where it begins in the stream. */
  readonly at: number;
  readonly data: Buffer;
  readonly more: readonly Buffer[];
}

const continued = 0x3c;
const mostContinued = 64 << 20;

/** Cuts a stream of records ([MS-XLS] 2.1.4), in pieces of any size; a record comes out when the next one begins. */
export class BiffReader {
  private rest: Buffer = Buffer.alloc(0);
  private at = 0;
  private held: { type: number; at: number; data: Buffer; more: Buffer[] } | null = null;
  private heldBytes = 0;

  *write(chunk: Uint8Array): Generator<BiffRecord> {
    const all = Buffer.concat([this.rest, chunk]);
    let at = 0;
    while (at + 4 <= all.length) {
      const length = all.readUInt16LE(at + 2);
      if (at + 4 + length > all.length) break;
      const type = all.readUInt16LE(at);
      const data = all.subarray(at + 4, at + 4 + length);
      if (type === continued && this.held !== null) {
        this.heldBytes += length;
        if (this.heldBytes > mostContinued) throw new SourceError({ code: 'budget', detail: 'tokens' });
        this.held.more.push(data);
      } else {
        if (this.held !== null) yield this.held;
        this.held = { type, at: this.at + at, data, more: [] };
        this.heldBytes = length;
      }
      at += 4 + length;
    }
    this.at += at;
    this.rest = all.subarray(at);
  }

  /** The last record. `whole`: nothing was cut off. */
  end(): { readonly record: BiffRecord | null; readonly whole: boolean } {
    return { record: this.held, whole: this.rest.every((byte) => byte === 0) };
  }
}

/** Reads strings that go on in the next record, where they begin anew with a byte that tells the width of characters. */
export class BiffText {
  private readonly segments: readonly Buffer[];
  private segment = 0;
  private at: number;

  constructor({ data, more }: Pick<BiffRecord, 'data' | 'more'>, at: number) {
    this.segments = [data, ...more];
    this.at = at;
  }

  get done(): boolean {
    while (this.segment < this.segments.length && this.at >= this.segments[this.segment]!.length) {
      this.segment++;
      this.at = 0;
    }
    return this.segment >= this.segments.length;
  }

  private byte(): number {
    if (this.done) throw new RangeError('past the end');
    return this.segments[this.segment]![this.at++]!;
  }

  private word(): number {
    return this.byte() | (this.byte() << 8);
  }

  private skip(length: number): void {
    let left = length;
    while (left > 0 && !this.done) {
      const step = Math.min(left, this.segments[this.segment]!.length - this.at);
      this.at += step;
      left -= step;
    }
  }

  /** A string with its length and flags before it. @throws RangeError where it breaks off */
  string(): string {
    const length = this.word();
    const flags = this.byte();
    const runs = (flags & 8) === 0 ? 0 : this.word();
    const extra = (flags & 4) === 0 ? 0 : this.word() + this.word() * 0x10000;
    const text = this.characters(length, (flags & 1) === 1);
    this.skip(runs * 4 + extra);
    return text;
  }

  characters(length: number, wide: boolean): string {
    let text = '';
    let left = length;
    let unit = wide ? 2 : 1;
    while (left > 0) {
      if (this.segment >= this.segments.length) throw new RangeError('past the end');
      const segment = this.segments[this.segment]!;
      const fit = Math.min(left, Math.floor((segment.length - this.at) / unit));
      text += segment.toString(unit === 2 ? 'utf16le' : 'latin1', this.at, this.at + fit * unit);
      this.at += fit * unit;
      left -= fit;
      if (left === 0) break;
      this.segment++;
      this.at = 0;
      if (this.segment >= this.segments.length) throw new RangeError('past the end');
      unit = (this.byte() & 1) === 1 ? 2 : 1;
    }
    return text;
  }
}
