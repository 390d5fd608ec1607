/** CRC-64/NVME, reflected; kept as two 32-bit halves, because BigInt is a hundred times slower. */
const POLYNOMIAL = 0x9a6c9329ac4bc9b5n;

const LOW = new Int32Array(8 * 256);
const HIGH = new Int32Array(8 * 256);

for (let byte = 0; byte < 256; byte++) {
  let value = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) value = value & 1n ? (value >> 1n) ^ POLYNOMIAL : value >> 1n;
  LOW[byte] = Number(BigInt.asIntN(32, value));
  HIGH[byte] = Number(BigInt.asIntN(32, value >> 32n));
}
for (let entry = 256; entry < LOW.length; entry++) {
  const low = LOW[entry - 256] ?? 0;
  const high = HIGH[entry - 256] ?? 0;
  LOW[entry] = ((low >>> 8) | (high << 24)) ^ (LOW[low & 255] ?? 0);
  HIGH[entry] = (high >>> 8) ^ (HIGH[low & 255] ?? 0);
}

/** A checksum in the making; both halves inverted, as the algorithm starts and ends. */
export class Crc64Nvme {
  #low = -1;
  #high = -1;

  update(data: Buffer): void {
    let low = this.#low;
    let high = this.#high;
    let index = 0;
    for (; index + 8 <= data.length; index += 8) {
      const first = low ^ data.readInt32LE(index);
      const second = high ^ data.readInt32LE(index + 4);
      low = 0;
      high = 0;
      for (let byte = 0; byte < 4; byte++) {
        const near = ((7 - byte) << 8) | ((first >>> (byte << 3)) & 255);
        const far = ((3 - byte) << 8) | ((second >>> (byte << 3)) & 255);
        low ^= (LOW[near] ?? 0) ^ (LOW[far] ?? 0);
        high ^= (HIGH[near] ?? 0) ^ (HIGH[far] ?? 0);
      }
    }
    for (; index < data.length; index++) {
      const entry = (low ^ data.readUInt8(index)) & 255;
      low = ((low >>> 8) | (high << 24)) ^ (LOW[entry] ?? 0);
      high = (high >>> 8) ^ (HIGH[entry] ?? 0);
    }
    this.#low = low;
    this.#high = high;
  }

  digest(): Buffer {
    const bytes = Buffer.alloc(8);
    bytes.writeInt32BE(~this.#high, 0);
    bytes.writeInt32BE(~this.#low, 4);
    return bytes;
  }
}
