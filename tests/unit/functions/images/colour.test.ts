import { deflateSync as deflate } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { inspectPicture } from '#functions/images/inspect-picture.ts';
import { resizePicture } from '#functions/images/resize-picture.ts';
import { describePicture } from '#functions/metadata/describe-picture.ts';
import { withCodePoints, withPremultipliedColours } from '#tests/support/pictures/avif.ts';
import { greyProfile } from '#tests/support/pictures/icc-profile.ts';
import { HEIGHT, scenePixels, sceneTiff, WIDTH } from '#tests/support/pictures/kinds.ts';
import { colourOf, difference } from '#tests/support/pictures/likeness.ts';
import { png, pngChunk } from '#tests/support/pictures/png.ts';
import { greyOf, samplesAs, withChannels } from '#tests/support/pictures/samples.ts';
import { bytesField } from '#tests/support/pictures/tiff.ts';
import { scene } from '#tests/support/pictures.ts';

const SIZE = { width: WIDTH, height: HEIGHT };
const UNSPECIFIED = 0;
const ALPHA = 2;

/** As the lab does: header, metadata, pixels. */
async function develop(bytes: Buffer): Promise<Buffer> {
  await inspectPicture(bytes);
  await describePicture(bytes, []);
  return resizePicture(bytes, SIZE);
}

const sceneIn = async (space: 'srgb' | 'p3') => {
  const shown = scene(WIDTH, HEIGHT);
  return (space === 'p3' ? shown.withIccProfile('p3') : shown).png().toBuffer();
};
const grey = async () => greyOf(await scenePixels());
const upright = async (levels: Uint8Array) =>
  sharp(levels, { raw: { ...SIZE, channels: 1 } })
    .png()
    .toBuffer();

describe('TIFF samples of other kinds', () => {
  const kinds = { char: [8, 2], short: [16, 2], int: [32, 2], uint: [32, 1] } as const;

  it.each(Object.entries(kinds))('%s: grey', async (kind, [bits, format]) => {
    const strip = samplesAs(kind as keyof typeof kinds, await grey());
    const bytes = await sceneTiff({ 258: bits, 262: 1, 277: 1, 339: format }, { strip });
    expect(await difference(await develop(bytes), await upright(await grey()))).toBeLessThan(1.5);
  });

  it.each(Object.entries(kinds))('%s: RGB', async (kind, [bits, format]) => {
    const strip = samplesAs(kind as keyof typeof kinds, await scenePixels());
    const bytes = await sceneTiff({ 258: [bits, bits, bits], 339: [format, format, format] }, { strip });
    expect(await difference(await develop(bytes), await sceneIn('srgb'))).toBeLessThan(1.5);
  });

  it('floating-point grey is light', async () => {
    const strip = samplesAs('float', new Uint8Array(WIDTH * HEIGHT).fill(128));
    const bytes = await sceneTiff({ 258: 32, 262: 1, 277: 1, 339: 3 }, { strip });
    expect(await colourOf(await develop(bytes))).toEqual([188, 188, 188]);
  });
});

describe('TIFF with more channels', () => {
  it.each([
    ['one that is no alpha', [77], [UNSPECIFIED], false],
    ['alpha', [128], [ALPHA], true],
    ['two that are no alpha', [0, 0], [UNSPECIFIED, UNSPECIFIED], false],
    ['alpha and another', [128, 9], [ALPHA, UNSPECIFIED], true],
    ['eight', [128, 1, 2, 3, 4, 5, 6, 7], [ALPHA, 0, 0, 0, 0, 0, 0, 0], true],
  ] as const)('RGB and %s', async (_what, further, extra, hasAlpha) => {
    const samples = 3 + further.length;
    const bytes = await sceneTiff(
      { 258: Array.from({ length: samples }, () => 8), 277: samples, 338: [...extra] },
      { strip: withChannels(await scenePixels(), ...further) },
    );
    expect(await inspectPicture(bytes)).toMatchObject({ hasAlpha });
    const made = await develop(bytes);
    expect((await sharp(made).metadata()).channels).toBe(hasAlpha ? 4 : 3);
    expect(await difference(made, await sceneIn('srgb'))).toBeLessThan(1.5);
  });

  it('CMYK and two more', async () => {
    const pixels = withChannels(
      (await scenePixels()).map((level) => 255 - level),
      0,
      9,
      9,
    );
    const tags = { 258: [8, 8, 8, 8, 8, 8], 262: 5, 277: 6, 338: [UNSPECIFIED, UNSPECIFIED] };
    const made = await develop(await sceneTiff(tags, { strip: pixels }));
    expect(await difference(made, await sceneIn('srgb'))).toBeLessThan(40);
  });

  it('33 of them are refused by name', async () => {
    const tags = { 258: Array.from({ length: 33 }, () => 8), 262: 1, 277: 33 };
    const bytes = await sceneTiff(tags, { strip: Buffer.alloc(WIDTH * HEIGHT * 33) });
    await expect(develop(bytes)).rejects.toThrow('is a TIFF with 33 channels, which is not developed');
  });
});

describe('16-bit grey with a grey profile', () => {
  /** The scene's grey as a scanner of this gamma writes it. */
  const linear = (exponent: number) => (level: number) => {
    const light = level / 255 <= 0.04045 ? level / 255 / 12.92 : ((level / 255 + 0.055) / 1.055) ** 2.4;
    return Math.round(255 * light ** (1 / exponent));
  };

  it.each([1, 1.8, 2.2])('of gamma %d, as TIFF and as PNG', async (exponent) => {
    const profile = greyProfile(exponent);
    const levels = await grey();
    const strip = samplesAs('ushort', levels, linear(exponent));
    const asTiff = await sceneTiff({ 258: 16, 262: 1, 277: 1, 34675: bytesField(profile) }, { strip });
    const pixels = samplesAs('ushortBE', levels, linear(exponent));
    const shown = await sharp(profileIn(png({ ...SIZE, colour: 0, depth: 16, pixels }), profile)).metadata();
    expect(shown).toMatchObject({ space: 'grey16', hasProfile: true });
    for (const bytes of [asTiff, profileIn(png({ ...SIZE, colour: 0, depth: 16, pixels }), profile)])
      expect(await difference(await develop(bytes), await upright(levels))).toBeLessThan(2.5);
  });
});

function profileIn(bytes: Buffer, profile: Buffer): Buffer {
  const data = Buffer.concat([Buffer.from('grey\0\0'), deflate(profile)]);
  return Buffer.concat([bytes.subarray(0, 33), pngChunk('iCCP', data), bytes.subarray(33)]);
}

const gama = (gamma: number) => pngChunk('gAMA', longs(gamma));
const chrm = (...values: readonly number[]) => pngChunk('cHRM', longs(...values));
const SRGB_CHRM = [0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06];
const P3_CHRM = [0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06];

describe('colour spaces that PNG names by numbers', () => {
  const numbersIn = async (space: 'srgb' | 'p3') =>
    sharp(await sceneIn(space), { ignoreIcc: true })
      .raw()
      .toBuffer();

  it.each([
    ['cICP of Display P3', 'p3', [pngChunk('cICP', Buffer.from([12, 13, 0, 1]))]],
    ['cHRM and gAMA of Display P3', 'p3', [gama(0.45455), chrm(...P3_CHRM)]],
    ['cICP of sRGB', 'srgb', [pngChunk('cICP', Buffer.from([1, 13, 0, 1]))]],
    ['cHRM and gAMA of sRGB', 'srgb', [gama(0.45455), chrm(...SRGB_CHRM)]],
    ['sRGB, which counts before gAMA', 'srgb', [pngChunk('sRGB', Buffer.from([0])), gama(1)]],
    ['cICP, which counts before gAMA', 'srgb', [pngChunk('cICP', Buffer.from([1, 13, 0, 1])), gama(1)]],
    ['chromaticities of zero', 'srgb', [chrm(0, 0, 0, 0, 0, 0, 0, 0)]],
  ] as const)('%s', async (_what, space, before) => {
    const bytes = png({ ...SIZE, pixels: await numbersIn(space), before });
    expect(await difference(await develop(bytes), await sceneIn('srgb'))).toBeLessThan(2);
  });

  it('these numbers are others in Display P3', async () => {
    const untold = png({ ...SIZE, pixels: await numbersIn('p3') });
    expect(await difference(untold, await sceneIn('srgb'))).toBeGreaterThan(5);
  });

  it.each([
    ['gAMA of 1', 8, [gama(1)], 128, 188],
    ['gAMA of 1/1.8', 8, [gama(0.55556)], 128, 144],
    ['gAMA of 1 with 16 bits', 16, [gama(1)], 128, 188],
    ['PQ: 100 of 203 candela', 8, [pngChunk('cICP', Buffer.from([9, 16, 0, 1]))], 130, 186],
    ['PQ: the white of a page', 8, [pngChunk('cICP', Buffer.from([9, 16, 0, 1]))], 148, 246],
    ['PQ: 10,000 candela', 8, [pngChunk('cICP', Buffer.from([9, 16, 0, 1]))], 255, 255],
    ['HLG: the white of a page', 8, [pngChunk('cICP', Buffer.from([9, 18, 0, 1]))], 191, 246],
  ] as const)('%s', async (_what, depth, before, level, expected) => {
    for (const colour of [0, 2]) {
      const levels = new Uint8Array(WIDTH * HEIGHT * (colour + 1)).fill(level);
      const pixels = depth === 8 ? Buffer.from(levels) : samplesAs('ushortBE', levels);
      const found = await colourOf(await develop(png({ ...SIZE, colour, depth, pixels, before })));
      for (const channel of found) expect(Math.abs(channel - expected)).toBeLessThan(3);
    }
  });

  it('keeps alpha', async () => {
    const pixels = withChannels(await numbersIn('p3'), 128);
    const before = [pngChunk('cICP', Buffer.from([12, 13, 0, 1]))];
    const made = await develop(png({ ...SIZE, colour: 6, pixels, before }));
    expect((await colourOf(made))[3]).toBe(128);
  });
});

describe('AVIF', () => {
  it.each([
    ['Display P3', 12, 'p3'],
    ['sRGB', 1, 'srgb'],
    ['nothing', 2, 'srgb'],
  ] as const)('that names %s by code points', async (_what, primaries, space) => {
    const numbers = await sharp(await sceneIn(space), { ignoreIcc: true })
      .avif({ quality: 90, effort: 0, chromaSubsampling: '4:4:4' })
      .toBuffer();
    const bytes = withCodePoints(numbers, primaries, 13);
    expect(await difference(await develop(bytes), await sceneIn('srgb'))).toBeLessThan(4);
  });

  it('whose colours are multiplied by its alpha', async () => {
    const dark = await sharp({
      create: { ...SIZE, channels: 4, background: { r: 100, g: 50, b: 20, alpha: 128 / 255 } },
    })
      .avif({ quality: 90, effort: 0 })
      .toBuffer();
    const [red = 0, green = 0, blue = 0, alpha] = await colourOf(await develop(withPremultipliedColours(dark)));
    expect(alpha).toBe(128);
    for (const [found, expected] of [
      [red, 200],
      [green, 100],
      [blue, 40],
    ] as const)
      expect(Math.abs(found - expected)).toBeLessThan(6);
  });
});

function longs(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(Math.round(value * 100_000), index * 4);
  return bytes;
}
