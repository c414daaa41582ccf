/** The first bytes of UTF-8 text, without half a character at the end. */
export function cutText(bytes: Uint8Array, most: number): Uint8Array {
  if (bytes.length <= most) return bytes;
  let end = most;
  // At most three bytes back is the first of the character that the cut went through.
  for (let back = 0; back < 3 && ((bytes[end] ?? 0) & 0xc0) === 0x80; back++) end--;
  return bytes.subarray(0, end);
}
