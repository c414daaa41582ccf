/**
 * POSIX names are bytes; paths here are strings. Bytes that are not UTF-8 (a latin-1 share) are mapped to the private
 * code points U+EF80..U+EFFF (byte b to U+EF00 + b), reversibly: a name that holds such a code point itself has its
 * three bytes mapped, too.
 */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const reserved = /[\uEF80-\uEFFF]/;

/** The string for a name given as bytes. */
export function fromBytes(name: Uint8Array): string {
  try {
    const text = decoder.decode(name);
    if (!reserved.test(text)) return text;
  } catch {
    // Not UTF-8: mapped below.
  }
  let out = '';
  for (let i = 0; i < name.length; ) {
    const length = sequenceLength(name, i);
    const text = length === 0 ? '' : decoder.decode(name.subarray(i, i + length));
    if (length === 0 || reserved.test(text)) {
      const end = i + Math.max(length, 1);
      for (; i < end; i++) out += mapped(name[i] ?? 0);
    } else {
      out += text;
      i += length;
    }
  }
  return out;
}

/** The bytes of a name or path made by `fromBytes`. */
export function toBytes(path: string): Buffer {
  if (!reserved.test(path)) return Buffer.from(path);
  const parts: Buffer[] = [];
  for (const piece of path.split(/([\uEF80-\uEFFF])/)) {
    parts.push(reserved.test(piece) ? Buffer.of(piece.charCodeAt(0) & 0xff) : Buffer.from(piece));
  }
  return Buffer.concat(parts);
}

function mapped(byte: number): string {
  return byte < 0x80 ? String.fromCharCode(byte) : String.fromCharCode(0xef00 + byte);
}

/** Length of the valid UTF-8 sequence at `at`, 0 where there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  try {
    decoder.decode(bytes.subarray(at, at + length));
    return length;
  } catch {
    return 0;
  }
}
