import type { Sharp, SharpOptions } from 'sharp';
import { openInSrgb } from './colour/srgb.ts';
import { decoding } from './decode/decode-error.ts';
import type { Size } from './plan.ts';

/**
 * One width of a picture as uncompressed TIFF: upright, sRGB with 8 bits, without metadata and colour profile, so that
 * encoding it gives the very bytes that encoding it here would have given. Each width is decoded anew: decoders that
 * shrink while they load make that cheaper than one full decode.
 */
export const resizePicture = (bytes: Buffer, size: Size): Promise<Buffer> =>
  decoding(
    bytes,
    openResized(bytes, size).then((picture) => picture.tiff({ compression: 'none', predictor: 'none' }).toBuffer()),
  );

/**
 * To the planned size, to the pixel. A side that followed from the other would be rounded again, from what a decoder
 * that shrinks while it loads has made of it. Frames of an animation stay frames.
 */
export const resized = (picture: Sharp, { width, height }: Size): Sharp =>
  picture.resize({ width, height, fit: 'fill' });

/** A picture upright, in sRGB and in this size. */
export async function openResized(bytes: Buffer, size: Size, options?: SharpOptions): Promise<Sharp> {
  const shrink = (picture: Sharp) => resized(picture, size);
  return shrink(await openInSrgb(bytes, options, shrink));
}
