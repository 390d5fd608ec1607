import type { SharpOptions } from 'sharp';
import { decodeBmp } from './bmp/decode.ts';
import { isBmp } from './bmp/header.ts';
import { hasPrimaryPicture } from './containers/avif.ts';
import { withUncoveredCanvas } from './containers/gif.ts';
import { lacksEnd, withEnd } from './containers/jpeg-end.ts';
import { withExifFirst } from './containers/png.ts';
import { rawOptions } from './raw-options.ts';

/** A source as its decoder takes it. */
export interface Prepared {
  readonly bytes: Buffer;
  readonly options: SharpOptions;
  /** Where the decoder would count otherwise. */
  readonly frames?: number;
}

/** Channels of a TIFF; few have more than five, of which colours and alpha are developed. */
const MOST_CHANNELS = 32;

/**
 * Mends what keeps a decoder from a picture that is all there. Throws a `RejectedError` for a BMP that cannot be decoded.
 * @param mostPixels that a picture may have
 */
export function prepare(bytes: Buffer, mostPixels: number): Prepared {
  const start = bytes.toString('latin1', 0, 12);
  if (start.startsWith('\x89PNG')) return { bytes: withExifFirst(bytes), options: {} };
  if (start.startsWith('GIF8')) return { bytes, options: {}, ...withUncoveredCanvas(bytes) };
  if (start.startsWith('II') || start.startsWith('MM'))
    return { bytes, options: { limitInputChannels: MOST_CHANNELS } };
  if (start.endsWith('ftypavis') && hasPrimaryPicture(bytes)) return { bytes: asStill(bytes), options: {} };
  if (lacksEnd(bytes)) return { bytes: withEnd(bytes), options: {} };
  if (!isBmp(bytes)) return { bytes, options: {} };
  const pixels = decodeBmp(bytes, mostPixels);
  return { bytes: pixels.data, options: rawOptions(pixels) };
}

/** An animated AVIF whose first brand is that of a still: its primary picture is one. ISO/IEC 23000-22, 4.2 */
function asStill(bytes: Buffer): Buffer {
  const still = Buffer.from(bytes);
  still.write('avif', 8, 'latin1');
  return still;
}
