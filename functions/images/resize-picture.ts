import type { Sharp } from 'sharp';
import { decoding } from './decode-error.ts';
import { MAX_SIDE } from './limits.ts';
import { openInSrgb } from './srgb.ts';

/**
 * One width of a picture as uncompressed TIFF: upright, sRGB with 8 bits, without metadata and colour profile, so that
 * encoding it gives the very bytes that encoding it here would have given. Each width is decoded anew: decoders that
 * shrink while they load make that cheaper than one full decode.
 */
export const resizePicture = (bytes: Buffer, width: number): Promise<Buffer> =>
  decoding(
    openInSrgb(bytes).then((picture) =>
      resized(picture, width, MAX_SIDE.jpeg).tiff({ compression: 'none', predictor: 'none' }).toBuffer(),
    ),
  );

/** The height follows from the width, unless that would be more than `maxHeight`. Frames of an animation stay frames. */
export const resized = (picture: Sharp, width: number, maxHeight: number): Sharp =>
  picture.resize({ width, height: maxHeight, fit: 'inside', withoutEnlargement: true });
