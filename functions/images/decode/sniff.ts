import { RejectedError } from '../../shared/errors.ts';
import { isBmp } from './bmp/header.ts';
import { cameraRaw } from './tiff/camera-raw.ts';

/** What can be developed. */
export type SourceFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' | 'tiff' | 'bmp';

const text = (bytes: Buffer, start: number, end: number) => bytes.toString('latin1', start, end);
const startsWith = (bytes: Buffer, ...magic: number[]) => magic.every((byte, index) => bytes[index] === byte);

/**
 * Tells a picture's format by its first bytes, never by its name. Throws a `RejectedError` that names what it is instead.
 * https://en.wikipedia.org/wiki/List_of_file_signatures
 */
export function sniff(bytes: Buffer): SourceFormat {
  if (bytes.length === 0) throw new RejectedError('Empty', 'The file is empty.');
  const raw = cameraRaw(bytes);
  if (raw !== undefined) {
    throw new RejectedError(
      'UnsupportedFormat',
      `The file is a camera's raw data (${raw}), a negative and no picture yet: export it as JPEG or TIFF from the program that develops it, or let the camera store JPEG beside it.`,
    );
  }
  const found = stillOrAnimation(bytes) ?? isoMedia(bytes);
  if (found) return found;
  if (isJpeg2000(bytes))
    throw new RejectedError('Jpeg2000', 'JPEG 2000 is not developed: save the photo as JPEG or PNG.');
  if (looksLikeSvg(bytes)) {
    throw new RejectedError('Svg', 'SVG is a drawing that can refer to other files: export it as PNG.');
  }
  throw new RejectedError(
    'UnsupportedFormat',
    'The file is no picture in a format that is developed: JPEG, PNG, WebP, AVIF, GIF, TIFF or BMP.',
  );
}

function stillOrAnimation(bytes: Buffer): SourceFormat | undefined {
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'jpeg';
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WEBP') return 'webp';
  if (/^GIF8[79]a/.test(text(bytes, 0, 6))) return 'gif';
  // TIFF and BigTIFF, in either byte order.
  if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(text(bytes, 0, 4))) return 'tiff';
  return isBmp(bytes) ? 'bmp' : undefined;
}

const AVIF_BRANDS = new Set(['avif', 'avis']);
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1']);

/** AVIF and HEIC share a container; the brands of its `ftyp` box tell them apart. */
function isoMedia(bytes: Buffer): 'avif' | undefined {
  if (text(bytes, 4, 8) !== 'ftyp') return undefined;
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 256);
  const brands = [text(bytes, 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(text(bytes, at, at + 4));
  if (brands.some((brand) => AVIF_BRANDS.has(brand))) return 'avif';
  if (brands.some((brand) => HEIC_BRANDS.has(brand))) {
    throw new RejectedError(
      'Heic',
      'HEIC is not developed: export the photo as JPEG. On an iPhone, Settings > Camera > Formats > Most Compatible stores JPEG from now on; on a Samsung, switch "High efficiency pictures" off.',
    );
  }
  return undefined;
}

const isJpeg2000 = (bytes: Buffer) => text(bytes, 4, 8) === 'jP  ' || startsWith(bytes, 0xff, 0x4f, 0xff, 0x51);

/** SVG has no magic bytes: its root element within the first kilobyte, after whatever XML may come before. */
const looksLikeSvg = (bytes: Buffer) => /<svg[\s>]/i.test(bytes.toString('utf8', 0, 1_024));
