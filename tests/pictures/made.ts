import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { withCodePoints, withPremultipliedColours } from '#tests/support/pictures/avif.ts';
import { bmp, bottomUp } from '#tests/support/pictures/bmp.ts';
import { CAMERA_TAGS, exifBlock, withExifBlock } from '#tests/support/pictures/exif.ts';
import { gif } from '#tests/support/pictures/gif.ts';
import { greyProfile } from '#tests/support/pictures/icc-profile.ts';
import { png, pngChunk } from '#tests/support/pictures/png.ts';
import { greyOf, samplesAs, withChannels } from '#tests/support/pictures/samples.ts';
import { bytesField, type TiffParts, tiff } from '#tests/support/pictures/tiff.ts';
import { animation, halfTransparent, type Orientation, oriented, scene, withExif } from '#tests/support/pictures.ts';

/** A picture that the check makes. */
export interface MadePicture {
  /** A file's name, with an extension that decoders go by. */
  readonly name: string;
  readonly bytes: Buffer;
  /** A PNG of what it must look like, where independent decoders cannot be trusted with its kind. */
  readonly truth?: Buffer;
}

const SIZE = { width: 180, height: 140 };
const { width, height } = SIZE;
const rgb = await scene(width, height).raw().toBuffer();
const grey = greyOf(rgb);
const truth = await scene(width, height).png().toBuffer();
const greyTruth = await sharp(grey, { raw: { ...SIZE, channels: 1 } })
  .png()
  .toBuffer();
const p3 = await sharp(await scene(width, height).withIccProfile('p3').png().toBuffer(), { ignoreIcc: true })
  .raw()
  .toBuffer();

const plain = { 256: width, 257: height, 258: [8, 8, 8], 259: 1, 262: 2, 277: 3, 278: height };
const tiffOf = (tags: TiffParts['tags'], strip: Buffer, parts: Partial<TiffParts> = {}) =>
  tiff({ ...parts, tags: { ...plain, ...tags }, strip });
const greyTags = (bits: number, format: number) => ({ 258: bits, 262: 1, 277: 1, 339: format });

const linear = (level: number) => {
  const signal = level / 255;
  return Math.round(255 * (signal <= 0.04045 ? signal / 12.92 : ((signal + 0.055) / 1.055) ** 2.4));
};

const tiffs: readonly MadePicture[] = [
  { name: 'signed-8.tif', bytes: tiffOf(greyTags(8, 2), samplesAs('char', grey)), truth: greyTruth },
  { name: 'signed-16.tif', bytes: tiffOf(greyTags(16, 2), samplesAs('short', grey)), truth: greyTruth },
  { name: 'signed-32.tif', bytes: tiffOf(greyTags(32, 2), samplesAs('int', grey)), truth: greyTruth },
  { name: 'unsigned-32.tif', bytes: tiffOf({ 258: [32, 32, 32] }, samplesAs('uint', rgb)), truth },
  { name: 'big-endian.tif', bytes: tiffOf({}, rgb, { order: 'BE' }) },
  {
    name: 'grey-16-linear.tif',
    bytes: tiffOf({ ...greyTags(16, 1), 34675: bytesField(greyProfile(1)) }, samplesAs('ushort', grey, linear)),
    truth: greyTruth,
  },
  {
    name: 'channels-5.tif',
    bytes: tiffOf({ 258: [8, 8, 8, 8, 8], 277: 5, 338: [0, 0] }, withChannels(rgb, 0, 99)),
    truth,
  },
  { name: 'camera.tif', bytes: tiffOf(CAMERA_TAGS.image, rgb, { below: { 34665: CAMERA_TAGS.photo } }) },
];

const gama = (gamma: number) => {
  const data = Buffer.alloc(4);
  data.writeUInt32BE(gamma);
  return pngChunk('gAMA', data);
};

const pngs: readonly MadePicture[] = [
  { name: 'interlaced.png', bytes: png({ ...SIZE, pixels: rgb, isInterlaced: true }) },
  {
    name: 'cicp-p3.png',
    bytes: png({ ...SIZE, pixels: p3, before: [pngChunk('cICP', Buffer.from([12, 13, 0, 1]))] }),
    truth,
  },
  { name: 'gama-1.png', bytes: png({ ...SIZE, pixels: Buffer.from(rgb.map(linear)), before: [gama(100_000)] }), truth },
  {
    name: 'grey-16-profile.png',
    bytes: png({
      ...SIZE,
      colour: 0,
      depth: 16,
      pixels: samplesAs('ushortBE', grey, linear),
      before: [pngChunk('iCCP', Buffer.concat([Buffer.from('grey\0\0'), deflateSync(greyProfile(1))]))],
    }),
    truth: greyTruth,
  },
  {
    name: 'exif-behind.png',
    bytes: png({
      ...SIZE,
      pixels: rgb,
      after: [pngChunk('eXIf', tiff({ tags: CAMERA_TAGS.image, below: { 34665: CAMERA_TAGS.photo } }))],
    }),
  },
];

const bgr = Buffer.from(rgb.map((_level, at) => rgb[at - (at % 3) + 2 - (at % 3)] ?? 0));
const p3Avif = await sharp(p3, { raw: { ...SIZE, channels: 3 } })
  .avif({ quality: 90, effort: 0 })
  .toBuffer();

/** A light colour, half of which is seen, on white. */
const HALF_SEEN = { r: 200, g: 100, b: 40, alpha: 128 / 255 };
const halfSeen = (background: typeof HALF_SEEN) => sharp({ create: { ...SIZE, channels: 4, background } });

const CORNER = { left: 40, top: 30, width: 90, height: 80 };
const blueCorner = async () =>
  sharp({ create: { ...SIZE, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    .composite([
      { input: { create: { ...CORNER, channels: 3, background: '#0000ff' } }, left: CORNER.left, top: CORNER.top },
    ])
    .png()
    .toBuffer();

const others: readonly MadePicture[] = [
  { name: 'windows.bmp', bytes: bmp({ ...SIZE, bits: 24, pixels: bottomUp(bgr, width, 3) }) },
  { name: 'no-end.jpg', bytes: (await scene(width, height).jpeg({ quality: 95 }).toBuffer()).subarray(0, -2), truth },
  {
    name: 'camera.jpg',
    bytes: withExifBlock(await scene(width, height).jpeg().toBuffer(), exifBlock(CAMERA_TAGS.image, CAMERA_TAGS.photo)),
  },
  { name: 'everything.jpg', bytes: await withExif() },
  { name: 'code-points.avif', bytes: withCodePoints(p3Avif, 12, 13), truth },
  {
    name: 'premultiplied.avif',
    bytes: withPremultipliedColours(
      await halfSeen({ ...HALF_SEEN, r: 100, g: 50, b: 20 })
        .avif({ quality: 90, effort: 0 })
        .toBuffer(),
    ),
    truth: await halfSeen(HALF_SEEN).png().toBuffer(),
  },
  { name: 'alpha.png', bytes: await halfTransparent(160, 140) },
  { name: 'moving.gif', bytes: await animation('gif', width, height) },
  { name: 'moving.webp', bytes: await animation('webp', width, height) },
  {
    name: 'uncovered.gif',
    bytes: gif({ ...SIZE, frames: [{ ...CORNER, colour: 2 }] }),
    truth: await blueCorner(),
  },
];

/** Pictures in every kind that has been wrong once. */
export async function madePictures(): Promise<readonly MadePicture[]> {
  const orientations = ([1, 2, 3, 4, 5, 6, 7, 8] as const).map(async (value: Orientation) => ({
    name: `orientation-${value}.jpg`,
    bytes: await oriented(value, width, height),
  }));
  const turned = [3, 6].map(async (orientation) => ({
    name: `moving-${orientation}.webp`,
    bytes: await sharp(await animation('webp', width, height), { animated: true })
      .withMetadata({ orientation })
      .webp()
      .toBuffer(),
  }));
  return [...tiffs, ...pngs, ...others, ...(await Promise.all([...orientations, ...turned]))];
}
