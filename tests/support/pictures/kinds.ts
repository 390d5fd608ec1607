import { scene } from '../pictures.ts';
import { bytesField, type TiffParts, tiff } from './tiff.ts';

/** Pictures of every kind that people have, each made by code. */

export const WIDTH = 48;
export const HEIGHT = 32;

/** Red, green and blue of `scene`, a byte each. */
export const scenePixels = (): Promise<Buffer> => scene(WIDTH, HEIGHT).raw().toBuffer();

/** The tags of a plain TIFF of the scene, with others laid over them. */
export async function sceneTiff(
  over: TiffParts['tags'] = {},
  { strip, ...parts }: Partial<TiffParts> = {},
): Promise<Buffer> {
  const tags = { 256: WIDTH, 257: HEIGHT, 258: [8, 8, 8], 259: 1, 262: 2, 277: 3, 278: HEIGHT, ...over };
  return tiff({ ...parts, tags, strip: strip ?? (await scenePixels()) });
}

const THUMBNAIL = { 254: 1, 330: 8 };
const DNG = { 50706: bytesField(Buffer.from([1, 4, 0, 0]), 1) };

/** Files of cameras whose first picture is a thumbnail, or sensor data. */
export const cameraRaws: Readonly<Record<string, () => Promise<Buffer>>> = {
  DNG: () => sceneTiff({ ...THUMBNAIL, ...DNG }),
  'DNG, big-endian': () => sceneTiff({ ...DNG }, { order: 'BE' }),
  NEF: () => sceneTiff({ ...THUMBNAIL, 271: 'NIKON CORPORATION' }, { order: 'BE' }),
  ARW: () => sceneTiff({ ...THUMBNAIL, 271: 'SONY' }),
  PEF: () => sceneTiff({ 262: 32803, 271: 'RICOH IMAGING COMPANY, LTD.' }, { order: 'BE' }),
  raw: () => sceneTiff({ 262: 34892 }),
  CR2: async () => {
    const bytes = await sceneTiff();
    return Buffer.concat([Buffer.from('II*\0\x10\0\0\0CR\x02\0\0\0\0\0', 'latin1'), bytes]);
  },
  RAF: async () => Buffer.from('FUJIFILMCCD-RAW 0201FF383501'),
  ORF: async () => Buffer.from('IIRO\x08\0\0\0', 'latin1'),
  RW2: async () => Buffer.from('IIU\0\x08\0\0\0', 'latin1'),
  CR3: async () => Buffer.from('\0\0\0\x18ftypcrx \0\0\0\x01crx isom', 'latin1'),
};

const withFrame = async (frame: number, precision: number) => {
  const bytes = Buffer.from(await scene(WIDTH, HEIGHT).jpeg().toBuffer());
  const at = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes[at + 1] = frame;
  bytes[at + 4] = precision;
  return bytes;
};

/** What a decoder does not take, by the words of the refusal. */
export const unsupportedKinds: Readonly<Record<string, () => Promise<Buffer>>> = {
  'TIFF with CIE Lab colours of 8 bits': () => sceneTiff({ 262: 8 }),
  'TIFF with ICC Lab colours': () => sceneTiff({ 262: 9 }),
  'TIFF with ITU Lab colours': () => sceneTiff({ 262: 10 }),
  'TIFF with tiles of separate colour planes': tiledPlanes,
  'TIFF with old-style JPEG compression': () => sceneTiff({ 259: 6, 262: 6 }),
  'TIFF with LZMA compression': () => sceneTiff({ 259: 34925 }),
  'TIFF with Zstandard compression': () => sceneTiff({ 259: 50000 }),
  'TIFF with JPEG 2000 compression': () => sceneTiff({ 259: 34712 }),
  'TIFF with JPEG XL compression': () => sceneTiff({ 259: 50002 }),
  'TIFF with samples of 12 bits': () =>
    sceneTiff({ 258: [12, 12, 12] }, { strip: Buffer.alloc((WIDTH * HEIGHT * 9) / 2) }),
  'TIFF with floating-point samples of 64 bits': () =>
    sceneTiff({ 258: 64, 262: 1, 277: 1, 339: 3 }, { strip: Buffer.alloc(WIDTH * HEIGHT * 8) }),
  'TIFF with complex numbers': () =>
    sceneTiff({ 258: 64, 262: 1, 277: 1, 339: 6 }, { strip: Buffer.alloc(WIDTH * HEIGHT * 8) }),
  'TIFF with YCbCr colours that are not compressed as JPEG': () => sceneTiff({ 262: 6, 530: [1, 1] }),
  'JPEG with samples of 12 bits': () => withFrame(0xc1, 12),
  'JPEG with lossless JPEG compression': () => withFrame(0xc3, 8),
};

async function tiledPlanes(): Promise<Buffer> {
  const plane = Buffer.alloc(16 * 16);
  const tags = { 256: 16, 257: 16, 258: [8, 8, 8], 259: 1, 262: 2, 277: 3, 284: 2, 322: 16, 323: 16 };
  const at = 8 + 2 + 11 * 12 + 4 + 6 + 12 + 12;
  const offsets = [0, 1, 2].map((index) => at + index * plane.length);
  const file = tiff({
    tags: {
      ...tags,
      324: { type: 4, bytes: longs(offsets), count: 3 },
      325: { type: 4, bytes: longs([256, 256, 256]), count: 3 },
    },
  });
  return Buffer.concat([file, plane, plane, plane]);
}

function longs(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4);
  return bytes;
}
