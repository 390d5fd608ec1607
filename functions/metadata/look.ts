import type { Sharp } from 'sharp';
import { openInSrgb } from '../images/colour/srgb.ts';
import { decoding } from '../images/decode/decode-error.ts';
import { open } from '../images/decode/sharp.ts';
import { dominantColour } from './dominant-colour.ts';

/** What a page can show before any variant has arrived. */
export interface Look {
  /** Such as `#a1b2c3`. */
  readonly dominantColour: string;
  /** A blurred picture of a few pixels as a data URI, at most 400 characters. */
  readonly placeholder: string;
}

const SAMPLE = 64;
const PLACEHOLDER = 12;

/** Decodes the picture once, and small: JPEG is shrunk while it loads. */
export async function lookAt(bytes: Buffer): Promise<Look> {
  const { data, info } = await decoding(
    bytes,
    openInSrgb(bytes, undefined, sample).then((picture) => sample(picture).raw().toBuffer({ resolveWithObject: true })),
  );
  const { width, height, channels } = info;
  const opened = open(data, { raw: { width, height, channels } });
  const tiny = await within(opened, PLACEHOLDER).webp({ quality: 30, alphaQuality: 30, effort: 0 }).toBuffer();
  return {
    dominantColour: dominantColour(data, channels),
    placeholder: `data:image/webp;base64,${tiny.toString('base64')}`,
  };
}

const sample = (picture: Sharp): Sharp => within(picture, SAMPLE);

const within = (picture: Sharp, side: number): Sharp =>
  picture.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
