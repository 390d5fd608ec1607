/** What the markers of a JPEG tell. https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.1 */
export interface JpegMarkers {
  /** The start-of-frame marker, such as 0xc0 for a baseline and 0xc2 for a progressive one. */
  readonly frame: number | undefined;
  /** Bits a sample. */
  readonly precision: number | undefined;
  /** Whether any pixels have begun. */
  readonly hasScan: boolean;
  readonly hasEnd: boolean;
}

const START_OF_SCAN = 0xda;
const END = 0xd9;
const JPEG_LS = 0xf7;
const isFrame = (marker: number) =>
  (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) || marker === JPEG_LS;
/** Restart markers, and a stuffed 0xff, are a part of the pixels. */
const isInScan = (marker: number) => marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7);

/** Walks from marker to marker up to the end of the picture. Whatever comes behind it (a second picture, a film) is not looked at. */
export function jpegMarkers(bytes: Buffer): JpegMarkers {
  let frame: number | undefined;
  let precision: number | undefined;
  let hasScan = false;
  let at = 2;
  while (at + 2 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === END) return { frame, precision, hasScan, hasEnd: true };
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (at + 4 > bytes.length) break;
    if (isFrame(marker) && frame === undefined) {
      frame = marker;
      precision = bytes[at + 4];
    }
    at += 2 + bytes.readUInt16BE(at + 2);
    if (marker === START_OF_SCAN) {
      hasScan = true;
      at = endOfScan(bytes, at);
    }
  }
  return { frame, precision, hasScan, hasEnd: false };
}

function endOfScan(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1];
    if (marker === undefined) return at;
    if (!isInScan(marker)) return at;
  }
  return bytes.length;
}

/** What makes a JPEG one that its decoder does not take, in words. */
export function unsupportedJpeg(bytes: Buffer): string | undefined {
  const { frame, precision = 8 } = jpegMarkers(bytes);
  if (frame === undefined) return undefined;
  if (frame === JPEG_LS) return 'JPEG-LS compression';
  if ([0xc3, 0xc7, 0xcb, 0xcf].includes(frame)) return 'lossless JPEG compression';
  if ([0xc5, 0xc6, 0xcd, 0xce].includes(frame)) return 'hierarchical JPEG compression';
  return precision === 8 ? undefined : `samples of ${precision} bits`;
}
