import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open } from '#functions/images/decode/sharp.ts';
import { encodeHandover, encodeSource } from '#functions/images/encode.ts';
import { encoder } from '#functions/images/encoder.ts';
import { inspectPicture } from '#functions/images/inspect-picture.ts';
import { planVariants } from '#functions/images/plan.ts';
import { resizePicture } from '#functions/images/resize-picture.ts';
import { proPhotoProfile } from '#tests/support/pictures/icc-profile.ts';
import { difference } from '#tests/support/pictures/likeness.ts';
import {
  animation,
  cmyk,
  cut,
  displayP3,
  halfTransparent,
  oriented,
  scene,
  sixteenBit,
} from '#tests/support/pictures.ts';
import { testVariants as config } from '#tests/support/variants.ts';

let folder: string;
const proPhoto = async () => {
  const profile = join(folder, 'pro-photo.icc');
  await writeFile(profile, proPhotoProfile());
  return scene().withIccProfile(profile).png().toBuffer();
};
const proPhoto16 = async () =>
  sharp(await proPhoto())
    .keepIccProfile()
    .toColourspace('rgb16')
    .png()
    .toBuffer();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pictures-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('resizePicture', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8] as const)('Images 1: orientation %i comes out upright', async (orientation) => {
    const tiff = await resizePicture(await oriented(orientation), { width: 48, height: 32 });
    const { width, height, orientation: left } = await sharp(tiff).metadata();
    expect({ width, height, left: left ?? 1 }).toEqual({ width: 48, height: 32, left: 1 });
    expect(await difference(tiff, await scene().png().toBuffer())).toBeLessThan(4);
  });

  it.each([
    ['CMYK', cmyk, 20],
    ['16 bit', sixteenBit, 2],
    ['Display P3', displayP3, 2],
    ['ProPhoto', proPhoto, 2],
    ['ProPhoto of 16 bits', proPhoto16, 2],
  ])('Images 2: %s becomes sRGB of 8 bits, without the profile of another space', async (_name, make, most) => {
    const source = await make();
    const tiff = await resizePicture(source, { width: 96, height: 64 });
    const { space, depth, channels, icc } = await sharp(tiff).metadata();
    expect({ space, depth, channels, icc }).toEqual({ space: 'srgb', depth: 'uchar', channels: 3, icc: undefined });
    expect(await difference(tiff, await scene().png().toBuffer())).toBeLessThan(most);
  });

  it('Images 2: the ProPhoto picture of the test is one whose numbers mean other colours', async () => {
    const untold = await sharp(await proPhoto(), { ignoreIcc: true })
      .png()
      .toBuffer();
    expect(await difference(untold, await scene().png().toBuffer())).toBeGreaterThan(10);
  });

  it('Images 3: takes the first frame of an animation', async () => {
    const tiff = await resizePicture(await animation('gif'), { width: 48, height: 32 });
    expect(await sharp(tiff).metadata()).toMatchObject({ width: 48, height: 32 });
    expect((await sharp(tiff).stats()).dominant).toMatchObject({ r: 248, g: 8, b: 8 });
  });

  it.each([
    ['jpeg', 0.6, 'Truncated'],
    ['png', 0.6, 'Truncated'],
    ['webp', 0.6, undefined],
    ['tiff', 0.6, undefined],
    ['gif', 0.6, undefined],
    ['avif', 0.6, undefined],
  ] as const)('Images 8: a %s that is cut short is rejected, not developed in part', async (format, share, code) => {
    const whole = await scene(128, 128).toFormat(format).toBuffer();
    await expect(resizePicture(cut(whole, share), { width: 64, height: 64 })).rejects.toThrow(
      expect.objectContaining({
        name: expect.stringMatching(code ? `Rejected.${code}` : /^Rejected\.(Truncated|Corrupt)$/),
      }),
    );
  });
});

const plannedSize = async (source: Buffer, width: number) => {
  const [handover] = planVariants(await inspectPicture(source), { widths: [width], formats: config.formats }).handovers;
  if (!handover) throw new Error('nothing is planned');
  return { width: handover.width, height: handover.height };
};

it('is as large as planned, to the pixel, where a decoder shrinks while it loads', async () => {
  // A third of 5315 x 3567, where libvips' own rounding of the height is one less.
  const source = await scene(1_772, 1_189).jpeg().toBuffer();
  for (const width of [107, 320, 641]) {
    const size = await plannedSize(source, width);
    const { width: madeWidth, height } = await sharp(await resizePicture(source, size)).metadata();
    expect({ width: madeWidth, height }).toEqual(size);
  }
});

describe('the two steps of resizing and converting', () => {
  it.each([
    ['JPEG', () => scene(200, 140).jpeg().toBuffer(), 90],
    ['JPEG with a density', () => scene(200, 140).withMetadata({ density: 300 }).jpeg().toBuffer(), 90],
    ['JPEG large enough to be shrunk while it loads', () => scene(800, 600).jpeg().toBuffer(), 70],
    ['rotated JPEG', () => oriented(6, 200, 141), 90],
    ['grey JPEG', () => scene(200, 140).greyscale().jpeg().toBuffer(), 90],
    ['CMYK JPEG', cmyk, 50],
    ['PNG in its own size', () => scene().png().toBuffer(), 96],
    ['PNG of 16 bits', sixteenBit, 50],
    ['PNG in Display P3', displayP3, 50],
    ['palette PNG', () => scene().png({ palette: true }).toBuffer(), 50],
    ['WebP', () => scene(200, 140).webp().toBuffer(), 90],
    ['AVIF', () => scene(200, 140).avif({ effort: 0 }).toBuffer(), 90],
    ['TIFF', () => scene(200, 140).tiff().toBuffer(), 90],
    ['first frame of a GIF', () => animation('gif'), 30],
  ])('give the bytes of a single pass for a %s', async (_name, make, width) => {
    const source = await make();
    const size = await plannedSize(source, width);
    const tiff = await resizePicture(source, size);
    for (const format of config.formats) {
      const { bytes } = await encodeHandover(tiff, size, format, config.background);
      const upright = open(source)
        .autoOrient()
        .resize({ ...size, fit: 'fill' })
        .toColourspace('srgb');
      const single = await encoder(upright, format, config.background).toBuffer();
      expect(bytes.equals(single), format.format).toBe(true);
    }
  });

  it.each(config.formats)('give the bytes of a single pass for alpha in $format', async (format) => {
    const source = await halfTransparent();
    const { handovers } = planVariants(await inspectPicture(source), { widths: [40], formats: [format] });
    const { bytes } =
      handovers[0]?.variants[0]?.from === 'source'
        ? await encodeSource(source, { width: 40, height: 20 }, format, config.background)
        : await encodeHandover(
            await resizePicture(source, { width: 40, height: 20 }),
            { width: 40, height: 20 },
            format,
            config.background,
          );
    const upright = open(source).autoOrient().resize({ width: 40 }).toColourspace('srgb');
    expect(bytes.equals(await encoder(upright, format, config.background).toBuffer())).toBe(true);
  });
});
