import type { Sharp } from 'sharp';
import { rawOptions } from './raw-options.ts';
import { open } from './sharp.ts';

/** Pixels as they lie in memory: rows from the top, samples side by side. */
export interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

type Depth = 'uchar' | 'char' | 'ushort' | 'short' | 'uint' | 'int' | 'float';

export async function readPixels(picture: Sharp, depth: Depth): Promise<Pixels> {
  const { data, info } = await picture.raw({ depth }).toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

/** Opens pixels of 8 bits in sRGB. */
export const openPixels = (pixels: Pixels): Sharp => open(pixels.data, rawOptions(pixels)).toColourspace('srgb');

/** Colours divided by their alpha, which they were multiplied by. */
export function unpremultiplied(pixels: Pixels): Pixels {
  const { channels } = pixels;
  const data = Buffer.from(pixels.data);
  for (let at = 0; at < data.length; at += channels) {
    const alpha = data[at + channels - 1] ?? 0;
    if (alpha === 0) continue;
    for (let channel = at; channel < at + channels - 1; channel += 1)
      data[channel] = Math.min(255, Math.round(((data[channel] ?? 0) * 255) / alpha));
  }
  return { ...pixels, data };
}

/** The named channels of each pixel, in this order. */
export function pickChannels(pixels: Pixels, picked: readonly number[]): Pixels {
  const { data, channels } = pixels;
  if (picked.length === channels && picked.every((from, index) => from === index)) return pixels;
  const kept = Buffer.alloc((data.length / channels) * picked.length);
  for (let from = 0, to = 0; from < data.length; from += channels) {
    for (const channel of picked) kept[to++] = data[from + channel] ?? 0;
  }
  return { ...pixels, data: kept, channels: picked.length };
}
