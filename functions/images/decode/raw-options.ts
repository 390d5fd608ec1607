import type { SharpOptions } from 'sharp';

interface Shape {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** How pixels of 8 bits are opened: 1 or 3 channels, and one more for alpha. */
export function rawOptions({ width, height, channels }: Shape): SharpOptions {
  if (channels !== 1 && channels !== 2 && channels !== 3 && channels !== 4) {
    throw new Error(`A picture has no ${channels} channels.`);
  }
  return { raw: { width, height, channels } };
}
