import type { Sharp, SharpOptions } from 'sharp';
import { requireWhole } from './require-whole.ts';
import { openSource } from './sharp.ts';

/**
 * Opens a picture upright and in sRGB of 8 bits, whatever its colour space. sharp converts by the embedded profile and
 * then drops it; but it brings 16-bit RGB to Display P3, for outputs that can be wide, and would leave it there.
 */
export async function openInSrgb(bytes: Buffer, options?: SharpOptions): Promise<Sharp> {
  await requireWhole(bytes);
  const picture = openSource(bytes, options);
  const { space, icc } = await picture.metadata();
  const inSrgb = picture.autoOrient().toColourspace('srgb');
  return space === 'rgb16' && icc ? inSrgb.withIccProfile('srgb', { attach: false }) : inSrgb;
}
