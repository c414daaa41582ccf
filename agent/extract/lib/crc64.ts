/** CRC-64 of ECMA-182, reflected, as xz checks its blocks with. In two halves, as there are no fast 64-bit integers. */
export class Crc64 {
  private low = 0xffffffff | 0;
  private high = 0xffffffff | 0;

  update(bytes: Uint8Array): void {
    let { low, high } = this;
    for (let i = 0; i < bytes.length; i++) {
      const index = (low ^ bytes[i]!) & 0xff;
      low = ((low >>> 8) | (high << 24)) ^ lows[index]!;
      high = (high >>> 8) ^ highs[index]!;
    }
    this.low = low;
    this.high = high;
  }

  /** Whether eight bytes, little-endian, are this sum. */
  equals(told: Buffer): boolean {
    return told.readInt32LE(0) === ~this.low && told.readInt32LE(4) === ~this.high;
  }
}

const lows = new Int32Array(256);
const highs = new Int32Array(256);
for (let n = 0; n < 256; n++) {
  let low = n;
  let high = 0;
  for (let k = 0; k < 8; k++) {
    const odd = low & 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (odd === 1) {
      low ^= 0xd7870f42 | 0;
      high ^= 0xc96c5795 | 0;
    }
  }
  lows[n] = low;
  highs[n] = high;
}
