import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { encodeHandover, encodeSource } from '#functions/images/encode.ts';
import type { Size } from '#functions/images/plan.ts';
import { resizePicture } from '#functions/images/resize-picture.ts';
import type { FormatConfig } from '#functions/shared/formats.ts';
import { colourOf, difference } from '#tests/support/pictures/likeness.ts';
import { animation, cut, DELAYS, halfTransparent, LOOPS, scene, withExif } from '#tests/support/pictures.ts';
import { testVariants } from '#tests/support/variants.ts';

const { formats } = testVariants;
const configOf = (name: FormatConfig['format']): FormatConfig => {
  const found = formats.find(({ format }) => format === name);
  if (!found) throw new Error(`${name} is no default format`);
  return found;
};
const develop = async (source: Buffer, size: Size, format: FormatConfig['format'], background = '#ffffff') =>
  encodeHandover(await resizePicture(source, size), size, configOf(format), background);

describe('encodeHandover', () => {
  it.each(['avif', 'webp', 'jpeg'] as const)('encodes %s that looks like its source', async (format) => {
    const source = await scene().png().toBuffer();
    const { bytes, width, height } = await develop(source, { width: 48, height: 32 }, format);
    expect({ width, height }).toEqual({ width: 48, height: 32 });
    expect(await difference(bytes, source)).toBeLessThan(6);
  });

  it.each([
    ['#ffffff', [255, 255, 255]],
    ['#0000ff', [0, 0, 254]],
  ])('Images 5: alpha to JPEG needs a stated background, such as %s', async (background, expected) => {
    const { bytes } = await develop(await halfTransparent(), { width: 64, height: 32 }, 'jpeg', background);
    const transparent = await colourOf(bytes, { width: 0.4 });
    expect(Math.max(...transparent.map((value, index) => Math.abs(value - (expected[index] ?? 0))))).toBeLessThan(4);
    const opaque = await colourOf(bytes, { left: 0.6, width: 0.4 });
    expect(opaque[0]).toBeGreaterThan(245);
  });

  it.each(['avif', 'webp'] as const)('keeps alpha in %s', async (format) => {
    const { bytes } = await develop(await halfTransparent(), { width: 64, height: 32 }, format);
    expect((await sharp(bytes).stats()).isOpaque).toBe(false);
  });

  it.each(['avif', 'webp', 'jpeg'] as const)(
    'Images 17: %s carries no position, nor any other metadata',
    async (format) => {
      const source = await withExif();
      expect((await sharp(source).metadata()).exif).toBeDefined();
      const { bytes } = await develop(source, { width: 48, height: 32 }, format);
      const { exif, xmp, iptc, icc } = await sharp(bytes).metadata();
      expect({ exif, xmp, iptc, icc }).toEqual({ exif: undefined, xmp: undefined, iptc: undefined, icc: undefined });
    },
  );

  it.each([
    ['avif', { width: 19, height: 16_384 }],
    ['webp', { width: 19, height: 16_383 }],
    ['jpeg', { width: 20, height: 17_000 }],
  ] as const)('Images 19: a side longer than %s takes is scaled to fit', async (format, planned) => {
    const tall = await sharp({ create: { width: 20, height: 17_000, channels: 3, background: '#336699' } })
      .png({ compressionLevel: 1 })
      .toBuffer();
    const tiff = await resizePicture(tall, { width: 20, height: 17_000 });
    const { width, height } = await encodeHandover(tiff, planned, configOf(format), '#ffffff');
    expect({ width, height }).toEqual(planned);
  });
});

describe('encodeSource', () => {
  it.each(['gif', 'webp'] as const)('Images 20: keeps delays and loop count of a %s', async (format) => {
    const { bytes, width, height, frames } = await encodeSource(
      await animation(format),
      { width: 24, height: 16 },
      configOf('webp'),
      '#ffffff',
    );
    expect({ width, height, frames }).toEqual({ width: 24, height: 16, frames: 3 });
    expect(await sharp(bytes).metadata()).toMatchObject({
      pages: 3,
      delay: DELAYS,
      loop: LOOPS,
      width: 24,
      height: 16,
    });
  });

  it('Images 20: a delay that browsers take for 100 ms is written as that', async () => {
    const gif = await sharp(await animation('gif'), { animated: true })
      .gif({ delay: [0, 10, 20] })
      .toBuffer();
    const { bytes } = await encodeSource(gif, { width: 24, height: 16 }, configOf('webp'), '#ffffff');
    expect((await sharp(bytes).metadata()).delay).toEqual([100, 100, 20]);
  });

  it('Images 8: rejects an animation whose later frames are damaged', async () => {
    const whole = await animation('webp', 200, 200);
    await expect(encodeSource(cut(whole, 0.7), { width: 24, height: 24 }, configOf('webp'), '#ffffff')).rejects.toThrow(
      expect.objectContaining({ name: expect.stringMatching(/^Rejected\./) }),
    );
  });
});
