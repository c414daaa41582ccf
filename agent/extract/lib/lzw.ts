import { SourceError } from '../../contracts/source.ts';
import { Pieces } from './pieces.ts';

const damaged = () => new SourceError({ code: 'damaged', detail: 'structure' });
const clear = 256;

/** Unpacks what `compress` made (`.Z`): LZW with codes of 9 to 16 bits, in groups of eight. */
export async function* uncompress(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = new Pieces(source);
  try {
    const header = await pieces.all(3);
    const most = header[2]! & 31;
    if (most < 9 || most > 16) throw damaged();
    const table = new Table(most, (header[2]! & 0x80) !== 0);
    for (;;) {
      // A change of width takes effect at the next group: what is left of this one is filler.
      const group = await pieces.exactly(table.width);
      if (group.length === 0) return;
      const text = table.read(group);
      if (text.length > 0) yield text;
    }
  } finally {
    await pieces.close();
  }
}

class Table {
  width = 9;
  private readonly prefix = new Uint16Array(1 << 16);
  private readonly suffix = new Uint8Array(1 << 16);
  private readonly most: number;
  private readonly clears: boolean;
  private next: number;
  private before = -1;
  private first = 0;

  constructor(most: number, clears: boolean) {
    this.most = most;
    this.clears = clears;
    this.next = clears ? 257 : 256;
  }

  /** Codes of one width out of up to eight of them; stops where the width changes. */
  read(group: Buffer): Uint8Array {
    const { width } = this;
    const out: number[] = [];
    const count = Math.floor((group.length * 8) / width);
    for (let i = 0; i < count; i++) {
      const at = i * width;
      let bits = 0;
      for (let k = 0; k < 3; k++) bits |= (group[(at >> 3) + k] ?? 0) << (8 * k);
      const code = (bits >> (at & 7)) & ((1 << width) - 1);
      if (this.clears && code === clear) {
        this.width = 9;
        this.next = 257;
        this.before = -1;
        break;
      }
      this.add(code, out);
      if (this.next === 1 << width && width < this.most) {
        this.width = width + 1;
        break;
      }
    }
    return Uint8Array.from(out);
  }

  private add(code: number, out: number[]): void {
    if (this.before < 0) {
      if (code > 255) throw damaged();
      this.first = code;
      out.push(code);
    } else {
      if (code > this.next || (code === this.next && this.next > 0xffff)) throw damaged();
      const letters: number[] = [];
      let at = code;
      if (code === this.next) {
        letters.push(this.first);
        at = this.before;
      }
      while (at > 255) {
        letters.push(this.suffix[at]!);
        at = this.prefix[at]!;
      }
      this.first = at;
      out.push(at);
      for (let i = letters.length - 1; i >= 0; i--) out.push(letters[i]!);
      if (this.next < 1 << this.most) {
        this.prefix[this.next] = this.before;
        this.suffix[this.next++] = this.first;
      }
    }
    this.before = code;
  }
}
