/** CRC-32C (Castagnoli), reflected. */
const POLYNOMIAL = 0x82f63b78;

/** Eight tables of 256 entries one after another, so that eight bytes are folded in one step. */
const TABLES = new Int32Array(8 * 256);

const look = (table: number, value: number): number => TABLES[(table << 8) | (value & 255)] ?? 0;

for (let byte = 0; byte < 256; byte++) {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  TABLES[byte] = value;
}
for (let entry = 256; entry < TABLES.length; entry++) {
  const before = TABLES[entry - 256] ?? 0;
  TABLES[entry] = (before >>> 8) ^ look(0, before);
}

/** The checksum of `data` that follows what gave `previous`. */
export function crc32c(data: Buffer, previous = 0): number {
  let crc = ~previous;
  let index = 0;
  for (; index + 8 <= data.length; index += 8) {
    const low = crc ^ data.readInt32LE(index);
    const high = data.readInt32LE(index + 4);
    crc = look(7, low) ^ look(6, low >>> 8) ^ look(5, low >>> 16) ^ look(4, low >>> 24);
    crc ^= look(3, high) ^ look(2, high >>> 8) ^ look(1, high >>> 16) ^ look(0, high >>> 24);
  }
  for (; index < data.length; index++) crc = (crc >>> 8) ^ look(0, crc ^ data.readUInt8(index));
  return ~crc >>> 0;
}
