import { BudgetSpent } from '../../contracts/extractor.ts';
import { SourceError } from '../../contracts/source.ts';

/** A window wider than this is not kept: the archive asks for too much memory. Widest preset of xz and 7z: 64 MiB. */
const widest = 128 << 20;

/** What was unpacked last, which later bytes repeat; grows with what comes, up to what the format declares. */
export class Window {
  bytes: Uint8Array;
  /** Where the next byte goes. */
  at = 0;
  /** Bytes before `at` that may be repeated. */
  filled = 0;
  /** Where the bytes begin that were not taken yet. */
  private from = 0;
  private readonly declared: number;
  private readonly most: number;

  constructor(declared: number) {
    this.declared = Math.max(declared, 4096);
    this.most = Math.min(this.declared, widest);
    this.bytes = new Uint8Array(Math.min(this.most, 1 << 20));
  }

  /** Room for more bytes in a row, at least one; `take` is called when it is used up. */
  room(): number {
    if (this.at === this.bytes.length) this.turn();
    return this.bytes.length - this.at;
  }

  /** Bytes written since the last call, copied. */
  take(): Uint8Array {
    const piece = this.bytes.slice(this.from, this.at);
    this.from = this.at;
    return piece;
  }

  /** Forgets what could be repeated: a dictionary that begins anew. */
  forget(): void {
    this.filled = 0;
  }

  put(byte: number): void {
    this.bytes[this.at++] = byte;
    if (this.filled < this.most) this.filled++;
  }

  write(bytes: Uint8Array): void {
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
    this.filled = Math.min(this.most, this.filled + bytes.length);
  }

  /** The byte `distance` back, 1 for the last. */
  back(distance: number): number {
    const index = this.at - distance;
    return this.bytes[index < 0 ? index + this.bytes.length : index]!;
  }

  /** Repeats bytes from `distance` back; stops where the room ends and tells how many it wrote. */
  repeat(distance: number, length: number): number {
    if (distance > this.filled) {
      if (distance <= this.declared && this.declared > this.most) throw new BudgetSpent('bytes');
      throw new SourceError({ code: 'damaged', detail: 'structure' });
    }
    const { bytes } = this;
    const count = Math.min(length, bytes.length - this.at);
    let from = this.at - distance;
    if (from < 0) from += bytes.length;
    for (let i = 0; i < count; i++) {
      bytes[this.at++] = bytes[from++]!;
      if (from === bytes.length) from = 0;
    }
    this.filled = Math.min(this.most, this.filled + count);
    return count;
  }

  private turn(): void {
    if (this.bytes.length < this.most) {
      const wider = new Uint8Array(Math.min(this.most, this.bytes.length * 4));
      wider.set(this.bytes);
      this.bytes = wider;
    } else {
      this.at = 0;
      this.from = 0;
    }
  }
}
