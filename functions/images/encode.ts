import type { Sharp } from 'sharp';
import { FORMATS, type FormatConfig } from '../shared/formats.ts';
import { decoding } from './decode/decode-error.ts';
import { open, openSource } from './decode/sharp.ts';
import { encoder } from './encoder.ts';
import type { Size } from './plan.ts';
import { openResized, resized } from './resize-picture.ts';
import { isTurnedAnimation, turnedAnimation } from './turned-animation.ts';

export interface Encoded extends Size {
  readonly bytes: Buffer;
  readonly frames: number;
}

/** Encodes a hand-over. `size` is smaller than its own only where the encoder's longest side demands it. */
export async function encodeHandover(
  tiff: Buffer,
  size: Size,
  format: FormatConfig,
  background: string,
): Promise<Encoded> {
  const picture = open(tiff);
  const handover = await picture.metadata();
  const fits = handover.width === size.width && handover.height === size.height;
  return output(encoder(fits ? picture : resized(picture, size), format, background));
}

/**
 * Encodes straight from the source what a hand-over would lose: an animation with its delays and loop count, or alpha that
 * goes behind a background. Throws a `RejectedError` if the source is damaged.
 */
export const encodeSource = (source: Buffer, size: Size, format: FormatConfig, background: string): Promise<Encoded> =>
  decoding(
    source,
    sourceIn(source, size, FORMATS[format.format].animation).then((picture) =>
      output(encoder(picture, format, background)),
    ),
  );

async function sourceIn(source: Buffer, size: Size, animated: boolean): Promise<Sharp> {
  const header = await openSource(source).metadata();
  if (animated && isTurnedAnimation(header)) return turnedAnimation(source, size, header);
  return openResized(source, size, { animated });
}

async function output(pipeline: Sharp): Promise<Encoded> {
  const { data, info } = await pipeline.toBuffer({ resolveWithObject: true });
  const { width, height, pageHeight = height } = info;
  return { bytes: data, width, height: pageHeight, frames: height > pageHeight ? await framesOf(data) : 1 };
}

/** As many as it shows: the encoder joins frames that look the same. */
async function framesOf(bytes: Buffer): Promise<number> {
  const { pages = 1 } = await open(bytes).metadata();
  return pages;
}
