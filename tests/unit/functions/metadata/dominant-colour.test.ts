import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { dominantColour } from '#functions/metadata/dominant-colour.ts';
import { scene } from '#tests/support/pictures.ts';

describe('the dominant colour', () => {
  it.each([
    ['a scene', () => scene(64, 48).png().toBuffer()],
    ['one pixel', () => scene(1, 1).png().toBuffer()],
  ])('of %s is the one that sharp finds', async (_what, make) => {
    const picture = await make();
    const { dominant } = await sharp(picture).stats();
    const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
    const [, red, green, blue] = /^#(..)(..)(..)$/.exec(dominantColour(data, info.channels)) ?? [];
    expect([red, green, blue].map((part) => Number.parseInt(part ?? '', 16))).toEqual([
      dominant.r,
      dominant.g,
      dominant.b,
    ]);
  });

  it.each([
    { pixels: [255, 0, 0], channels: 3, colour: '#f80808' },
    { pixels: [0, 0, 0, 255, 9, 9, 9, 0, 255, 255, 255, 255], channels: 4, colour: '#080808' },
    { pixels: [0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255], channels: 4, colour: '#f8f8f8' },
    { pixels: [0, 0, 0, 90, 0, 0, 0, 90, 255, 255, 255, 255], channels: 4, colour: '#f8f8f8' },
    { pixels: [0, 0, 0, 0], channels: 4, colour: '#080808' },
    { pixels: [0, 16, 32, 0, 16, 32, 200, 200, 200], channels: 3, colour: '#081828' },
  ])('of $pixels is $colour', ({ pixels, channels, colour }) => {
    expect(dominantColour(Uint8Array.from(pixels), channels)).toBe(colour);
  });
});
