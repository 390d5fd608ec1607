import { RejectedError } from '../../../shared/errors.ts';
import type { Pixels } from '../raw-pixels.ts';
import { type BmpHeader, bmpHeader, headerBytes } from './header.ts';
import { runLengths } from './run-lengths.ts';

const RUN_LENGTHS = [1, 2];
const PLAIN = [0, 3, 6];

/**
 * The pixels of a BMP: red, green and blue, and alpha where it has a mask and is used.
 * Throws a `RejectedError` where it is cut, damaged, of a kind that is not decoded, or of more than `mostPixels`.
 */
export function decodeBmp(bytes: Buffer, mostPixels: number): Pixels {
  if (bytes.length < headerBytes(bytes)) throw truncated();
  const header = bmpHeader(bytes);
  const { width, height, bits, compression } = header;
  if (width <= 0 || height <= 0) throw new RejectedError('Corrupt', 'The picture is damaged and cannot be decoded.');
  if (width * height > mostPixels) throw new RejectedError('TooManyPixels', 'The picture has too many pixels.');
  if (RUN_LENGTHS.includes(compression) && bits <= 8)
    return coloured(header, runLengths(bytes.subarray(header.pixelsAt), header));
  if (!PLAIN.includes(compression) || ![1, 4, 8, 16, 24, 32].includes(bits)) {
    throw new RejectedError(
      'UnsupportedFormat',
      'The picture is a BMP with a compression that is not developed: save it without any, or as PNG.',
    );
  }
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  if (header.pixelsAt + rowBytes * (height - 1) + Math.ceil((width * bits) / 8) > bytes.length) throw truncated();
  const rows = Array.from({ length: height }, (_, row) => {
    const at = header.pixelsAt + rowBytes * (header.isTopDown ? row : height - 1 - row);
    return bytes.subarray(at, at + rowBytes);
  });
  return bits <= 8 ? coloured(header, indices(header, rows)) : direct(header, rows);
}

const truncated = () => new RejectedError('Truncated', 'The picture is not whole: upload it again.');

/** One palette index a byte. */
function indices({ width, bits }: BmpHeader, rows: readonly Buffer[]): Buffer {
  const made = Buffer.alloc(width * rows.length);
  const perByte = 8 / bits;
  const mask = 2 ** bits - 1;
  for (const [row, line] of rows.entries()) {
    for (let x = 0; x < width; x += 1) {
      const shift = 8 - bits - (x % perByte) * bits;
      made[row * width + x] = ((line[Math.floor(x / perByte)] ?? 0) >> shift) & mask;
    }
  }
  return made;
}

function coloured({ width, height, palette, paletteEntryBytes }: BmpHeader, from: Buffer): Pixels {
  const data = Buffer.alloc(from.length * 3);
  for (const [index, colour] of from.entries()) {
    const at = colour * paletteEntryBytes;
    data[index * 3] = palette[at + 2] ?? 0;
    data[index * 3 + 1] = palette[at + 1] ?? 0;
    data[index * 3 + 2] = palette[at] ?? 0;
  }
  return { data, width, height, channels: 3 };
}

function direct({ width, height, bits, masks }: BmpHeader, rows: readonly Buffer[]): Pixels {
  const size = bits / 8;
  const channels = masks[3] === 0 ? 3 : 4;
  const parts = masks.slice(0, channels).map(part);
  const data = Buffer.alloc(width * height * channels);
  let to = 0;
  for (const row of rows) {
    for (let at = 0; at < width * size; at += size) {
      const pixel = row.readUIntLE(at, size);
      for (const take of parts) data[to++] = take(pixel);
    }
  }
  return withUsedAlpha({ data, width, height, channels });
}

/** The part of a pixel below a mask, as 0 to 255. */
function part(mask: number): (pixel: number) => number {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const most = (mask >>> shift) >>> 0;
  return (pixel) => Math.round((((pixel & mask) >>> shift) * 255) / most);
}

/** Many programs leave alpha at zero everywhere and mean that nothing is transparent. */
function withUsedAlpha(pixels: Pixels): Pixels {
  const { data, channels } = pixels;
  if (channels !== 4) return pixels;
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 0) return pixels;
  for (let at = 3; at < data.length; at += 4) data[at] = 255;
  return pixels;
}
