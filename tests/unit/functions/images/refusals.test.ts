import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { inspectPicture } from '#functions/images/inspect-picture.ts';
import { resizePicture } from '#functions/images/resize-picture.ts';
import { cameraRaws, scenePixels, unsupportedKinds } from '#tests/support/pictures/kinds.ts';
import { difference } from '#tests/support/pictures/likeness.ts';
import { png } from '#tests/support/pictures/png.ts';
import { cut, scene } from '#tests/support/pictures.ts';

const SIZE = { width: 32, height: 32 };

/** As the lab does: the header first, then the pixels. */
async function develop(bytes: Buffer): Promise<Buffer> {
  await inspectPicture(bytes);
  return resizePicture(bytes, SIZE);
}

describe("a camera's raw file is no TIFF", () => {
  it.each(Object.entries(cameraRaws))('%s is refused by its name', async (name, make) => {
    const known = name.split(',')[0];
    await expect(inspectPicture(await make())).rejects.toMatchObject({
      name: 'Rejected.UnsupportedFormat',
      message: expect.stringContaining(`camera's raw data (${known})`),
    });
  });

  it('but a TIFF with smaller copies of its picture is one', async () => {
    const pyramid = await scene(64, 64).tiff({ pyramid: true, tile: true, tileWidth: 16, tileHeight: 16 }).toBuffer();
    await expect(develop(pyramid)).resolves.toBeInstanceOf(Buffer);
  });
});

describe('what is not taken is not called damaged', () => {
  it.each(Object.entries(unsupportedKinds))('%s', async (kind, make) => {
    await expect(develop(await make())).rejects.toMatchObject({
      name: 'Rejected.UnsupportedFormat',
      message: expect.stringContaining(`is a ${kind}, which is not developed: save it`),
    });
  });
});

const SIDE = 96;

/** The same noise every time: what a cut takes of it must show. */
const noise = () => {
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  };
  const pixels = Buffer.from(Array.from({ length: SIDE * SIDE * 3 }, next));
  return sharp(pixels, { raw: { width: SIDE, height: SIDE, channels: 3 } });
};
const noisePixels = () => noise().raw().toBuffer();

describe('a picture that is cut is Truncated', () => {
  it.each<[string, () => Promise<Buffer>]>([
    ['JPEG', () => noise().jpeg().toBuffer()],
    ['progressive JPEG', () => noise().jpeg({ progressive: true }).toBuffer()],
    ['PNG', () => noise().png().toBuffer()],
    ['interlaced PNG', async () => png({ width: 96, height: 96, pixels: await noisePixels(), isInterlaced: true })],
    ['WebP', () => noise().webp().toBuffer()],
    ['lossless WebP', () => noise().webp({ lossless: true }).toBuffer()],
    ['TIFF', () => noise().tiff({ compression: 'none' }).toBuffer()],
    ['LZW TIFF', () => noise().tiff({ compression: 'lzw' }).toBuffer()],
    ['tiled TIFF', () => noise().tiff({ tile: true }).toBuffer()],
    ['AVIF', () => noise().avif({ effort: 0 }).toBuffer()],
    ['GIF', () => noise().gif().toBuffer()],
  ])('%s', async (_format, make) => {
    await expect(develop(cut(await make(), 0.6))).rejects.toMatchObject({ name: 'Rejected.Truncated' });
  });
});

describe('a JPEG without its end marker', () => {
  const forms = [
    ['baseline', { progressive: false }],
    ['progressive', { progressive: true }],
    ['with halved colours', { chromaSubsampling: '4:2:0' }],
  ] as const;

  it.each(forms)('%s: is developed when nothing else is missing', async (_form, options) => {
    const whole = await scene(64, 64).jpeg(options).toBuffer();
    const tiff = await develop(whole.subarray(0, -2));
    expect(await difference(tiff, await develop(whole))).toBe(0);
    await expect(develop(whole.subarray(0, -1))).resolves.toBeInstanceOf(Buffer);
  });

  it.each(forms)('%s: is Truncated when pixels are missing too', async (_form, options) => {
    const whole = await noise().jpeg(options).toBuffer();
    for (const missing of [12, 60])
      await expect(develop(whole.subarray(0, -missing))).rejects.toMatchObject({ name: 'Rejected.Truncated' });
  });

  it('is not looked for behind the end of a picture that more follows', async () => {
    const whole = await scene(64, 64).jpeg().toBuffer();
    const film = Buffer.concat([whole, await scenePixels()]);
    await expect(develop(film)).resolves.toBeInstanceOf(Buffer);
  });
});
