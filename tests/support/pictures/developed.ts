import sharp, { type TiffOptions } from 'sharp';
import { animation, cmyk, halfTransparent, scene } from '../pictures.ts';
import { withPremultipliedColours } from './avif.ts';
import { bmp, bottomUp, oldBmp } from './bmp.ts';
import { gif } from './gif.ts';
import { greyProfile } from './icc-profile.ts';
import { HEIGHT, scenePixels, sceneTiff, WIDTH } from './kinds.ts';
import { png } from './png.ts';
import { greyOf, samplesAs, withChannels } from './samples.ts';
import { bytesField } from './tiff.ts';

type Makers = Readonly<Record<string, () => Promise<Buffer>>>;

const SIZE = { width: WIDTH, height: HEIGHT };
const shown = () => scene(WIDTH, HEIGHT);
const grey = async () => greyOf(await scenePixels());
const seenThrough = () => halfTransparent(WIDTH, HEIGHT);
const bgr = async () => {
  const rgb = await scenePixels();
  return Buffer.from(rgb.map((_level, at) => rgb[at - (at % 3) + 2 - (at % 3)] ?? 0));
};
const PALETTE = Buffer.from([0, 0, 0, 0, 255, 255, 255, 0]);
const canvas = { left: 0, top: 0, ...SIZE, colour: 1 } as const;

const jpeg: Makers = {
  baseline: () => shown().jpeg().toBuffer(),
  progressive: () => shown().jpeg({ progressive: true }).toBuffer(),
  grey: () => shown().greyscale().jpeg().toBuffer(),
  CMYK: cmyk,
  'without its end marker': async () => (await shown().jpeg().toBuffer()).subarray(0, -2),
  'with a second picture behind it': async () => Buffer.concat([await shown().jpeg().toBuffer(), await cmyk()]),
};

const pngs: Makers = {
  '8 bits': () => shown().png().toBuffer(),
  '16 bits': () => shown().toColourspace('rgb16').png().toBuffer(),
  palette: () => shown().png({ palette: true }).toBuffer(),
  grey: () => shown().greyscale().png().toBuffer(),
  'with alpha': seenThrough,
  interlaced: async () => png({ ...SIZE, pixels: await scenePixels(), isInterlaced: true }),
};

const webp: Makers = {
  lossy: () => shown().webp().toBuffer(),
  lossless: () => shown().webp({ lossless: true }).toBuffer(),
  'with alpha': async () =>
    sharp(await seenThrough())
      .webp()
      .toBuffer(),
  animated: () => animation('webp'),
  'animated, on its side': async () =>
    sharp(await animation('webp'), { animated: true })
      .withMetadata({ orientation: 6 })
      .webp()
      .toBuffer(),
};

const avif: Makers = {
  '8 bits': () => shown().avif({ effort: 0 }).toBuffer(),
  '10 bits': () => shown().avif({ effort: 0, bitdepth: 10 }).toBuffer(),
  'with alpha': async () =>
    sharp(await seenThrough())
      .avif({ effort: 0 })
      .toBuffer(),
  'alpha that colours are multiplied by': async () =>
    withPremultipliedColours(
      await sharp(await seenThrough())
        .avif({ effort: 0 })
        .toBuffer(),
    ),
  'animated, with a primary picture': async () => {
    const bytes = await shown().avif({ effort: 0 }).toBuffer();
    bytes.write('avis', 8, 'latin1');
    return bytes;
  },
};

const gifs: Makers = {
  still: () => shown().gif().toBuffer(),
  animated: () => animation('gif'),
  'with an uncovered canvas, which can be seen through': async () =>
    gif({ ...SIZE, frames: [{ ...canvas, width: WIDTH / 2 }] }),
};

const samplesTiff = async (kind: 'float' | 'short' | 'ushort' | 'uint', bits: number, format: number, more = {}) =>
  sceneTiff({ 258: bits, 262: 1, 277: 1, 339: format, ...more }, { strip: samplesAs(kind, await grey()) });
const compressed = (options: TiffOptions) => () => shown().tiff(options).toBuffer();

const tiff: Makers = {
  '8 bits': () => sceneTiff(),
  '16 bits': () => shown().toColourspace('rgb16').tiff().toBuffer(),
  '32 bits': () => samplesTiff('uint', 32, 1),
  signed: () => samplesTiff('short', 16, 2),
  'floating-point': () => samplesTiff('float', 32, 3),
  grey: async () => sceneTiff({ 258: 8, 262: 1, 277: 1 }, { strip: Buffer.from(await grey()) }),
  '16-bit grey with a profile': () => samplesTiff('ushort', 16, 1, { 34675: bytesField(greyProfile(2.2)) }),
  '1 bit': () => sceneTiff({ 258: 1, 262: 1, 277: 1 }, { strip: Buffer.alloc((WIDTH / 8) * HEIGHT, 0x55) }),
  palette: async () =>
    sceneTiff(
      { 258: 8, 262: 3, 277: 1, 320: [0, 1, 2].flatMap(() => Array.from({ length: 256 }, (_, level) => level * 257)) },
      { strip: Buffer.from(await grey()) },
    ),
  CMYK: () => shown().toColourspace('cmyk').tiff().toBuffer(),
  'with alpha': async () =>
    sharp(await seenThrough())
      .tiff()
      .toBuffer(),
  'further channels, which are left out': async () =>
    sceneTiff({ 258: [8, 8, 8, 8, 8], 277: 5, 338: [0, 0] }, { strip: withChannels(await scenePixels(), 0, 9) }),
  'big-endian': () => sceneTiff({}, { order: 'BE' }),
  BigTIFF: compressed({ bigtiff: true }),
  tiles: compressed({ tile: true, tileWidth: 16, tileHeight: 16 }),
  LZW: compressed({ compression: 'lzw' }),
  Deflate: compressed({ compression: 'deflate' }),
  PackBits: compressed({ compression: 'packbits' }),
  JPEG: compressed({ compression: 'jpeg' }),
  WebP: compressed({ compression: 'webp' }),
  'several pages': compressed({ pyramid: true, tile: true, tileWidth: 16, tileHeight: 16 }),
};

const bmps: Makers = {
  '24 bits': async () => bmp({ ...SIZE, bits: 24, pixels: bottomUp(await bgr(), WIDTH, 3) }),
  '32 bits with alpha': async () =>
    bmp({
      ...SIZE,
      bits: 32,
      masks: [0xff0000, 0xff00, 0xff, 0xff000000],
      pixels: bottomUp(withChannels(await bgr(), 200), WIDTH, 4),
    }),
  '16 bits': async () => bmp({ ...SIZE, bits: 16, pixels: Buffer.alloc(WIDTH * HEIGHT * 2, 0x3f) }),
  palette: async () => bmp({ ...SIZE, bits: 8, palette: PALETTE, pixels: Buffer.alloc(WIDTH * HEIGHT, 1) }),
  'run lengths': async () =>
    bmp({ ...SIZE, bits: 8, compression: 1, palette: PALETTE, pixels: Buffer.from([9, 1, 0, 1]) }),
  'OS/2': async () => oldBmp({ ...SIZE, bits: 24, pixels: bottomUp(await bgr(), WIDTH, 3) }),
};

/** A picture of each kind that docs/pictures.md says is developed, by format. */
export const developedKinds: Readonly<Record<string, Makers>> = {
  ...{ JPEG: jpeg, PNG: pngs, WebP: webp, AVIF: avif, GIF: gifs, TIFF: tiff, BMP: bmps },
};
