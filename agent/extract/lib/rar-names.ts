/** What libarchive does not tell of the files in a RAR archive of version 2 to 4. Source: technote.txt of unrar. */
export interface RarFile {
  /** With all its letters. */
  readonly name: string;
  /** Version needed to unpack, times ten. */
  readonly version: number;
}

const mark = 'Rar!\x1a\x07\0';
const fileBlock = 0x74;

/** The files and folders in the order of the archive; none for RAR 5, whose names the library reads. */
export function rarFiles(archive: Buffer): RarFile[] {
  const files: RarFile[] = [];
  if (archive.toString('latin1', 0, 7) !== mark) return files;
  for (let at = 7; at + 7 <= archive.length; ) {
    const kind = archive[at + 2]!;
    const flags = archive.readUInt16LE(at + 3);
    const size = archive.readUInt16LE(at + 5);
    if (size < 7 || at + size > archive.length) break;
    const head = archive.subarray(at, at + size);
    let data = (flags & 0x8000) !== 0 && size >= 11 ? head.readUInt32LE(7) : 0;
    if (kind === fileBlock && size >= 32) {
      if ((flags & 0x100) !== 0 && size >= 40) data += head.readUInt32LE(32) * 2 ** 32;
      const from = (flags & 0x100) !== 0 ? 40 : 32;
      const field = head.subarray(from, from + head.readUInt16LE(26));
      files.push({ name: nameOf(field, (flags & 0x200) !== 0), version: head[24]! });
    }
    at += size + data;
  }
  return files;
}

/** Whether it is one of several volumes: files may begin in the one before, or end in the one after. */
export function isVolume(archive: Buffer): boolean {
  if (archive.toString('latin1', 0, 7) === mark) return archive.length >= 12 && (archive.readUInt16LE(10) & 1) !== 0;
  // RAR 5: a sum, then numbers of seven bits to a byte: size, kind, flags, size of what follows, flags of the archive.
  const numbers: number[] = [];
  for (let at = 12, value = 0, shift = 0; numbers.length < 5 && at < Math.min(archive.length, 64); at++) {
    value += (archive[at]! & 0x7f) * 2 ** shift;
    shift += 7;
    if (archive[at]! >= 0x80) continue;
    numbers.push(value);
    value = 0;
    shift = 0;
  }
  const [, kind, flags = 0, third = 0, fourth = 0] = numbers;
  return kind === 1 && (((flags & 1) !== 0 ? fourth : third) & 1) !== 0;
}

function nameOf(field: Buffer, coded: boolean): string {
  const end = field.indexOf(0);
  // Without a second form the first is UTF-8.
  if (!coded || end < 0) return field.toString('utf8');
  return decoded(field.subarray(0, end), field.subarray(end + 1));
}

/** The second form tells each letter by its difference from the first: two bits say how, four letters to a byte. */
function decoded(plain: Buffer, code: Buffer): string {
  const letters: number[] = [];
  const high = (code[0] ?? 0) << 8;
  let at = 1;
  for (let flags = 0, left = 0; at < code.length && letters.length < 2048; left -= 2) {
    if (left === 0) {
      flags = code[at++]!;
      left = 8;
    }
    const way = (flags >> (left - 2)) & 3;
    if (way === 0) letters.push(code[at++] ?? 0);
    else if (way === 1) letters.push((code[at++] ?? 0) | high);
    else if (way === 2) {
      letters.push((code[at] ?? 0) | ((code[at + 1] ?? 0) << 8));
      at += 2;
    } else {
      const length = code[at++] ?? 0;
      const shift = (length & 0x80) !== 0 ? (code[at++] ?? 0) : null;
      for (let i = (length & 0x7f) + 2; i > 0; i--) {
        const letter = plain[letters.length] ?? 0;
        letters.push(shift === null ? letter : ((letter + shift) & 0xff) | high);
      }
    }
  }
  return String.fromCharCode(...letters).replace(/\0+$/, '');
}
