/** What the headers of a BMP tell. https://learn.microsoft.com/windows/win32/gdi/bitmap-header-types */
export interface BmpHeader {
  readonly width: number;
  readonly height: number;
  /** Whether its rows begin at the top; mostly they do at the bottom. */
  readonly isTopDown: boolean;
  /** Of a pixel: 1, 4, 8, 16, 24 or 32. */
  readonly bits: number;
  /** 0 none, 1 and 2 run lengths, 3 and 6 masks. */
  readonly compression: number;
  /** Of red, green, blue and alpha in a pixel of 16 or 32 bits. */
  readonly masks: readonly [number, number, number, number];
  readonly palette: Buffer;
  readonly paletteEntryBytes: 3 | 4;
  readonly pixelsAt: number;
}

/** The sizes of the header that follows the file's own: OS/2's, and the versions of Windows'. */
const HEADER_BYTES = [12, 40, 52, 56, 64, 108, 124];
const OS2 = 12;
const BITFIELDS = 3;
const ALPHA_BITFIELDS = 6;

export const isBmp = (bytes: Buffer): boolean =>
  bytes.length >= 26 && bytes.toString('latin1', 0, 2) === 'BM' && HEADER_BYTES.includes(bytes.readUInt32LE(14));

/** How many bytes of a BMP are read as its headers: 26 of OS/2's, else 54. */
export const headerBytes = (bytes: Buffer): number => (bytes.readUInt32LE(14) < 40 ? 26 : 54);

/** The bytes are at least as many as `headerBytes`. */
export function bmpHeader(bytes: Buffer): BmpHeader {
  const size = bytes.readUInt32LE(14);
  const isOld = size === OS2;
  const height = isOld ? bytes.readUInt16LE(20) : bytes.readInt32LE(22);
  const bits = bytes.readUInt16LE(isOld ? 24 : 28);
  const compression = size >= 40 ? bytes.readUInt32LE(30) : 0;
  const masksBehind = size === 40 ? ({ [BITFIELDS]: 12, [ALPHA_BITFIELDS]: 16 }[compression] ?? 0) : 0;
  const paletteEntryBytes = isOld ? 3 : 4;
  const paletteAt = 14 + size + masksBehind;
  const used = size >= 40 ? bytes.readUInt32LE(46) : 0;
  const entries = bits <= 8 ? Math.min(used || 2 ** bits, 2 ** bits) : 0;
  return {
    width: isOld ? bytes.readUInt16LE(18) : bytes.readInt32LE(18),
    height: Math.abs(height),
    isTopDown: height < 0,
    bits,
    compression,
    masks: masksOf(bytes, { size, bits, compression }),
    palette: bytes.subarray(paletteAt, paletteAt + entries * paletteEntryBytes),
    paletteEntryBytes,
    pixelsAt: bytes.readUInt32LE(10),
  };
}

function masksOf(
  bytes: Buffer,
  { size, bits, compression }: { readonly size: number; readonly bits: number; readonly compression: number },
): BmpHeader['masks'] {
  if (compression !== BITFIELDS && compression !== ALPHA_BITFIELDS)
    return bits === 16 ? [0x7c00, 0x3e0, 0x1f, 0] : [0xff0000, 0xff00, 0xff, 0];
  const hasAlpha = compression === ALPHA_BITFIELDS || size >= 56;
  const mask = (index: number) => (54 + index * 4 + 4 <= bytes.length ? bytes.readUInt32LE(54 + index * 4) : 0);
  return [mask(0), mask(1), mask(2), hasAlpha ? mask(3) : 0];
}
