interface BmpParts {
  readonly width: number;
  /** Negative: its rows begin at the top. */
  readonly height: number;
  readonly bits: number;
  readonly compression?: number;
  /** Blue, green, red and nothing of each colour. */
  readonly palette?: Buffer;
  /** Of red, green, blue and alpha, in a header that has room for them. */
  readonly masks?: readonly [number, number, number, number];
  readonly pixels: Buffer;
}

/** A BMP with Windows' header of 40 bytes, or of 108 where it has masks. */
export function bmp({ width, height, bits, compression = 0, palette, masks, pixels }: BmpParts): Buffer {
  const header = Buffer.alloc(masks ? 108 : 40);
  header.writeUInt32LE(header.length, 0);
  header.writeInt32LE(width, 4);
  header.writeInt32LE(height, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(bits, 14);
  header.writeUInt32LE(masks ? 3 : compression, 16);
  header.writeUInt32LE((palette?.length ?? 0) / 4, 32);
  for (const [index, mask] of (masks ?? []).entries()) header.writeUInt32LE(mask, 40 + index * 4);
  return withFileHeader([header, palette ?? Buffer.alloc(0)], pixels);
}

/** A BMP with OS/2's header of 12 bytes, whose palette has three bytes a colour. */
export function oldBmp({ width, height, bits, palette, pixels }: BmpParts): Buffer {
  const header = Buffer.alloc(12);
  header.writeUInt32LE(12, 0);
  for (const [index, value] of [width, height, 1, bits].entries()) header.writeUInt16LE(value, 4 + index * 2);
  return withFileHeader([header, palette ?? Buffer.alloc(0)], pixels);
}

function withFileHeader(parts: readonly Buffer[], pixels: Buffer): Buffer {
  const file = Buffer.alloc(14);
  file.write('BM', 'latin1');
  const offset = 14 + parts.reduce((sum, part) => sum + part.length, 0);
  file.writeUInt32LE(offset + pixels.length, 2);
  file.writeUInt32LE(offset, 10);
  return Buffer.concat([file, ...parts, pixels]);
}

/** Rows from the bottom, each padded to whole words. @param size bytes of a pixel */
export function bottomUp(pixels: Buffer, width: number, size: number): Buffer {
  const row = width * size;
  const padding = Buffer.alloc((4 - (row % 4)) % 4);
  const rows: Buffer[] = [];
  for (let at = pixels.length - row; at >= 0; at -= row) rows.push(pixels.subarray(at, at + row), padding);
  return Buffer.concat(rows);
}
