import type { Sharp } from 'sharp';
import type { FormatConfig, VariantFormat } from '../shared/variants.ts';
import { decoding } from './decode-error.ts';
import { MAX_SIDE } from './limits.ts';
import type { Size } from './plan.ts';
import { resized } from './resize-picture.ts';
import { open } from './sharp.ts';
import { openInSrgb } from './srgb.ts';

export interface Encoded extends Size {
  readonly bytes: Buffer;
}

export const CONTENT_TYPE = {
  avif: 'image/avif',
  webp: 'image/webp',
  jpeg: 'image/jpeg',
} as const satisfies Record<VariantFormat, string>;

/** Encodes a hand-over. `width` is smaller than its own only where the encoder's longest side demands it. */
export async function encodeHandover(
  tiff: Buffer,
  width: number,
  format: FormatConfig,
  background: string,
): Promise<Encoded> {
  const picture = open(tiff);
  const handover = await picture.metadata();
  const maxHeight = MAX_SIDE[format.format];
  const fits = handover.width <= width && handover.height <= maxHeight;
  const fitted = fits ? picture : picture.resize({ width, height: maxHeight, fit: 'inside' });
  return output(encoder(fitted, format, background));
}

/**
 * Encodes straight from the source what a hand-over would lose: an animation with its delays and loop count, or alpha that
 * goes behind a background. Throws a `RejectedError` if the source is damaged.
 */
export const encodeSource = (
  source: Buffer,
  width: number,
  format: FormatConfig,
  background: string,
): Promise<Encoded> =>
  decoding(
    openInSrgb(source, { animated: format.format === 'webp' }).then((picture) =>
      output(encoder(resized(picture, width, MAX_SIDE[format.format]), format, background)),
    ),
  );

/** The last step of a pipeline. JPEG has no alpha: without a background its transparent pixels would turn black. */
export function encoder(picture: Sharp, config: FormatConfig, background: string): Sharp {
  switch (config.format) {
    case 'avif':
      return picture.avif({ quality: config.quality, effort: config.effort });
    case 'webp':
      return picture.webp({ quality: config.quality, effort: config.effort });
    case 'jpeg':
      return picture.flatten({ background }).jpeg({ quality: config.quality, mozjpeg: true });
  }
}

async function output(pipeline: Sharp): Promise<Encoded> {
  const { data, info } = await pipeline.toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.pageHeight ?? info.height };
}
