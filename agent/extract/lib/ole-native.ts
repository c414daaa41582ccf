/** A size, a mark, the file's name, its path, some numbers, its temporary path, then the file. */
export function native10(bytes: Buffer): { readonly name: string; readonly bytes: Uint8Array } | null {
  if (bytes.length < 8) return null;
  if (bytes.readUInt16LE(4) !== 2) return { name: 'object', bytes: bytes.subarray(4) };
  const label = textAt(bytes, 6);
  const path = textAt(bytes, label.end);
  const at = path.end + 4;
  if (at + 4 > bytes.length) return null;
  const temporary = at + 4 + bytes.readUInt32LE(at);
  if (temporary + 4 > bytes.length) return null;
  const size = bytes.readUInt32LE(temporary);
  return { name: label.text || 'object', bytes: bytes.subarray(temporary + 4, temporary + 4 + size) };
}

function textAt(bytes: Buffer, at: number): { readonly text: string; readonly end: number } {
  const end = bytes.indexOf(0, at);
  const stop = end < 0 ? bytes.length : end;
  return { text: bytes.toString('latin1', at, stop), end: stop + 1 };
}

/**
 * An object as formats before compound files write it ([MS-OLEDS] 2.2.5): the name of its program and its bytes. Null
 * where there are none.
 */
export function oldObject(bytes: Buffer): { readonly name: string; readonly bytes: Uint8Array } | null {
  if (bytes.length < 12 || bytes.readUInt32LE(4) !== 2) return null;
  const texts: string[] = [];
  let at = 8;
  for (let i = 0; i < 3; i++) {
    if (at + 4 > bytes.length) return null;
    const length = bytes.readUInt32LE(at);
    texts.push(bytes.toString('latin1', at + 4, at + 4 + length).replace(/\0.*$/s, ''));
    at += 4 + length;
  }
  if (at + 4 > bytes.length) return null;
  const own = bytes.subarray(at, at + 4 + bytes.readUInt32LE(at));
  const name = texts[0] ?? '';
  // What was dropped in has its name before it, behind the size.
  return name === 'Package' ? native10(own) : { name: name || 'object', bytes: own.subarray(4) };
}
