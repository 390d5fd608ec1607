import { deflateSync } from 'node:zlib';
import { pngChunk } from './png.ts';

/** Files that are small and claim to be large, or are not what they seem: made byte by byte. */

/** A PNG whose header claims a size that its few bytes do not hold. */
export function pngClaiming(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits, RGB
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(1_000))),
    pngChunk('IEND'),
  ]);
}

/** A GIF of so many frames of one pixel on a canvas of the given size. */
export function gifClaiming(width: number, height: number, frames: number): Buffer {
  const screen = Buffer.alloc(7);
  screen.writeUInt16LE(width, 0);
  screen.writeUInt16LE(height, 2);
  screen.set([0x80, 0, 0], 4); // a palette of two colours
  const palette = Buffer.from([0, 0, 0, 255, 255, 255]);
  const loop = Buffer.from([0x21, 0xff, 11, ...Buffer.from('NETSCAPE2.0'), 3, 1, 0, 0, 0]);
  const frame = Buffer.from([
    ...[0x21, 0xf9, 4, 0, 10, 0, 0, 0],
    ...[0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0],
    ...[2, 2, 0x44, 0x01, 0],
  ]);
  const all = Array.from({ length: frames }, () => frame);
  return Buffer.concat([Buffer.from('GIF89a'), screen, palette, loop, ...all, Buffer.from([0x3b])]);
}

/** The first box of an ISO media file, by its brands. */
export function isoMedia(major: string, ...compatible: string[]): Buffer {
  const brands = Buffer.from(`ftyp${major}\0\0\0\0${compatible.join('')}`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(brands.length + 4);
  return Buffer.concat([length, brands, Buffer.alloc(64)]);
}

export const svg = (text = ''): Buffer =>
  Buffer.from(
    `<?xml version="1.0"?>\n<!-- ${text} -->\n<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>`,
  );
export const jpeg2000 = Buffer.from('\0\0\0\x0cjP  \r\n\x87\n', 'latin1');
