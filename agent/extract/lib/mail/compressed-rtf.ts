import { SourceError } from '../../../contracts/source.ts';
import { view } from '../decode.ts';

/** What every dictionary begins with ([MS-OXRTFCP] 2.1.2.1). */
const seed =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';
const window = 4096;
const compressed = 0x75465a4c;
const stored = 0x414c454d;

/** The RTF of a message. `spend` is told of what is made. @throws SourceError damaged */
export function unpackRtf(bytes: Uint8Array, spend: (bytes: number) => void): Buffer {
  const data = view(bytes);
  if (data.length < 16) throw new SourceError({ code: 'damaged', detail: 'truncated' });
  const kind = data.readUInt32LE(8);
  if (kind === stored) return data.subarray(16);
  if (kind !== compressed) throw new SourceError({ code: 'damaged', detail: 'structure' });
  // A byte makes 17 at most, whatever the declared size.
  const size = Math.min(data.readUInt32LE(4), (data.length - 16) * 17);
  spend(size);
  return inflate(data.subarray(16), size);
}

function inflate(packed: Buffer, size: number): Buffer {
  const dictionary = Buffer.alloc(window, 0x20);
  let write = dictionary.write(seed, 'latin1');
  const out = Buffer.alloc(size);
  let made = 0;
  const put = (byte: number): void => {
    if (made < size) out[made++] = byte;
    dictionary[write] = byte;
    write = (write + 1) % window;
  };
  for (let at = 0; at < packed.length && made < size; ) {
    const control = packed[at++]!;
    for (let bit = 0; bit < 8 && at < packed.length; bit++) {
      if ((control & (1 << bit)) === 0) {
        put(packed[at++]!);
        continue;
      }
      if (at + 1 >= packed.length) return out.subarray(0, made);
      const token = packed.readUInt16BE(at);
      at += 2;
      const from = token >> 4;
      if (from === write) return out.subarray(0, made);
      for (let i = 0; i < (token & 15) + 2; i++) put(dictionary[(from + i) % window]!);
    }
  }
  return out.subarray(0, made);
}
