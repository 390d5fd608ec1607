import { crc32 } from 'node:zlib';

/** A picture's size as its header claims it, written over what was there; undefined where no header is found. */
export function claimSize(bytes: Buffer, width: number, height: number): Buffer | undefined {
  const lie = Buffer.from(bytes);
  return writers.some((write) => write(lie, width, height)) ? lie : undefined;
}

/** Writes in place, and tells whether the format is its own and the header there. */
type Write = (bytes: Buffer, width: number, height: number) => boolean;

const text = (bytes: Buffer, start: number, end: number) => bytes.toString('latin1', start, end);
const most = (bits: number) => 2 ** bits - 1;
const clamp = (value: number, bits: number) => Math.min(value, most(bits));

/** https://www.w3.org/TR/png-3/#11IHDR */
const png: Write = (bytes, width, height) => {
  if (text(bytes, 12, 16) !== 'IHDR' || bytes.length < 33) return false;
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return true;
};

/** The first start-of-frame segment. https://www.w3.org/Graphics/JPEG/itu-t81.pdf */
const jpeg: Write = (bytes, width, height) => {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return false;
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker < 0xc0 || marker > 0xcf || [0xc4, 0xc8, 0xcc].includes(marker)) continue;
    bytes.writeUInt16BE(clamp(height, 16), at + 5);
    bytes.writeUInt16BE(clamp(width, 16), at + 7);
    return true;
  }
  return false;
};

/** The screen, and the first frame, which decoders believe instead of a large screen. https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
const gif: Write = (bytes, width, height) => {
  if (text(bytes, 0, 4) !== 'GIF8' || bytes.length < 13) return false;
  bytes.writeUInt16LE(clamp(width, 16), 6);
  bytes.writeUInt16LE(clamp(height, 16), 8);
  const frame = firstFrame(bytes);
  if (frame === undefined) return true;
  bytes.writeUInt16LE(clamp(width, 16), frame + 5);
  bytes.writeUInt16LE(clamp(height, 16), frame + 7);
  return true;
};

/** Where the first image descriptor begins, after the palette and any extensions. */
function firstFrame(bytes: Buffer): number | undefined {
  const flags = bytes[10] ?? 0;
  let at = 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  while (bytes[at] === 0x21) {
    at += 2;
    for (let length = bytes[at]; length; length = bytes[at]) at += 1 + length;
    at += 1;
  }
  return bytes[at] === 0x2c && at + 9 <= bytes.length ? at : undefined;
}

/** The canvas, or the size of the one frame. https://developers.google.com/speed/webp/docs/riff_container */
const webp: Write = (bytes, width, height) => {
  if (text(bytes, 8, 12) !== 'WEBP' || bytes.length < 30) return false;
  const kind = text(bytes, 12, 16);
  if (kind === 'VP8X') {
    bytes.writeUIntLE(clamp(Math.max(width - 1, 0), 24), 24, 3);
    bytes.writeUIntLE(clamp(Math.max(height - 1, 0), 24), 27, 3);
  } else if (kind === 'VP8 ') {
    bytes.writeUInt16LE(clamp(width, 14), 26);
    bytes.writeUInt16LE(clamp(height, 14), 28);
  } else if (kind === 'VP8L') {
    const sides = clamp(Math.max(width - 1, 0), 14) + clamp(Math.max(height - 1, 0), 14) * 2 ** 14;
    bytes.writeUInt32LE(sides, 21);
  } else return false;
  return true;
};

const WIDTH_TAG = 256;
const HEIGHT_TAG = 257;
const LONG = 4;
const ENTRY_BYTES = 12;

/** Fields of the first directory. https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf */
const tiff: Write = (bytes, width, height) => {
  const order = { 'II*\0': 'LE', 'MM\0*': 'BE' }[text(bytes, 0, 4)];
  if (order === undefined || bytes.length < 8) return false;
  const little = order === 'LE';
  const directory = little ? bytes.readUInt32LE(4) : bytes.readUInt32BE(4);
  let written = 0;
  for (let at = directory + 2; at + ENTRY_BYTES <= bytes.length && written < 2; at += ENTRY_BYTES) {
    const tag = little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
    if (tag !== WIDTH_TAG && tag !== HEIGHT_TAG) continue;
    const side = tag === WIDTH_TAG ? width : height;
    if (little) {
      bytes.writeUInt16LE(LONG, at + 2);
      bytes.writeUInt32LE(side, at + 8);
    } else {
      bytes.writeUInt16BE(LONG, at + 2);
      bytes.writeUInt32BE(side, at + 8);
    }
    written += 1;
  }
  return written > 0;
};

/** The image spatial extents of AVIF: ISO/IEC 23008-12, 6.5.3. */
const avif: Write = (bytes, width, height) => {
  const at = bytes.indexOf('ispe');
  if (text(bytes, 4, 8) !== 'ftyp' || at < 0 || at + 16 > bytes.length) return false;
  bytes.writeUInt32BE(width, at + 8);
  bytes.writeUInt32BE(height, at + 12);
  return true;
};

/** Windows' headers. https://learn.microsoft.com/windows/win32/gdi/bitmap-header-types */
const bmp: Write = (bytes, width, height) => {
  if (text(bytes, 0, 2) !== 'BM' || bytes.length < 54 || bytes.readUInt32LE(14) < 40) return false;
  bytes.writeInt32LE(clamp(width, 31), 18);
  bytes.writeInt32LE(clamp(height, 31), 22);
  return true;
};

const writers: readonly Write[] = [png, jpeg, gif, webp, tiff, avif, bmp];
