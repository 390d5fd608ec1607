import type { Sharp } from 'sharp';
import { decoding } from '../images/decode-error.ts';
import { open } from '../images/sharp.ts';
import { openInSrgb } from '../images/srgb.ts';

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
  const sample = await decoding(
    openInSrgb(bytes).then((picture) => within(picture, SAMPLE).png({ compressionLevel: 0 }).toBuffer()),
  );
  const [{ dominant }, tiny] = await Promise.all([
    open(sample).stats(),
    within(open(sample), PLACEHOLDER).webp({ quality: 30, alphaQuality: 30, effort: 0 }).toBuffer(),
  ]);
  return {
    dominantColour: hex(dominant),
    placeholder: `data:image/webp;base64,${tiny.toString('base64')}`,
  };
}

const within = (picture: Sharp, side: number): Sharp =>
  picture.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });

const hex = ({ r, g, b }: { r: number; g: number; b: number }) =>
  `#${[r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
