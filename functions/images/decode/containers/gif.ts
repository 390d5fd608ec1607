/** A frame's place on the canvas. */
interface GifFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly isTransparent: boolean;
}

interface Gif {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly GifFrame[];
  /** Where its trailer is, or its end. */
  readonly end: number;
}

const EXTENSION = 0x21;
const GRAPHIC_CONTROL = 0xf9;
const IMAGE = 0x2c;

/** The frames of a GIF, as far as they are there. https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
function readGif(bytes: Buffer): Gif {
  const frames: GifFrame[] = [];
  let isTransparent = false;
  let at = 13 + paletteBytes(bytes[10]);
  while (at < bytes.length) {
    if (bytes[at] === EXTENSION) {
      if (bytes[at + 1] === GRAPHIC_CONTROL) isTransparent = ((bytes[at + 3] ?? 0) & 1) === 1;
      at = endOfBlocks(bytes, at + 2);
    } else if (bytes[at] === IMAGE && at + 10 <= bytes.length) {
      const [left, top, width, height] = [1, 3, 5, 7].map((offset) => bytes.readUInt16LE(at + offset));
      frames.push({ left: left ?? 0, top: top ?? 0, width: width ?? 0, height: height ?? 0, isTransparent });
      isTransparent = false;
      at = endOfBlocks(bytes, at + 11 + paletteBytes(bytes[at + 9]));
    } else break;
  }
  return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8), frames, end: Math.min(at, bytes.length) };
}

const paletteBytes = (flags = 0) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

function endOfBlocks(bytes: Buffer, start: number): number {
  let at = start;
  for (let length = bytes[at]; length; length = bytes[at]) at += 1 + length;
  return at + 1;
}

/** A frame of one transparent pixel. */
const TRANSPARENT_FRAME = Buffer.from([
  ...[EXTENSION, GRAPHIC_CONTROL, 4, 1, 10, 0, 0, 0],
  ...[IMAGE, 0, 0, 0, 0, 1, 0, 1, 0, 0],
  ...[2, 2, 0x44, 0x01, 0],
]);
const TRAILER = Buffer.from([0x3b]);

/**
 * A GIF whose first frame leaves a part of its canvas uncovered, with one more frame, which is transparent. What is
 * uncovered is to be seen through; decoders make it black unless any frame says that it is transparent.
 * Answers undefined for others.
 */
export function withUncoveredCanvas(bytes: Buffer): { readonly bytes: Buffer; readonly frames: number } | undefined {
  if (bytes.length < 13) return undefined;
  const { width, height, frames, end } = readGif(bytes);
  const [first] = frames;
  if (!first || frames.some(({ isTransparent }) => isTransparent)) return undefined;
  const isCovered = first.left === 0 && first.top === 0 && first.width >= width && first.height >= height;
  if (isCovered) return undefined;
  return { bytes: Buffer.concat([bytes.subarray(0, end), TRANSPARENT_FRAME, TRAILER]), frames: frames.length };
}
