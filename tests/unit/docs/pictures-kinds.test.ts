import { describe, expect, it } from 'vitest';
import { sniff } from '#functions/images/decode/sniff.ts';
import { inspectPicture } from '#functions/images/inspect-picture.ts';
import { resizePicture } from '#functions/images/resize-picture.ts';
import { describePicture } from '#functions/metadata/describe-picture.ts';
import { bmp } from '#tests/support/pictures/bmp.ts';
import { developedKinds } from '#tests/support/pictures/developed.ts';
import { isoMedia, jpeg2000, pngClaiming, svg } from '#tests/support/pictures/hostile-pictures.ts';
import { cameraRaws, HEIGHT, unsupportedKinds, WIDTH } from '#tests/support/pictures/kinds.ts';
import { colourOf, difference } from '#tests/support/pictures/likeness.ts';
import { cut, scene } from '#tests/support/pictures.ts';
import { DEVELOPED, REFUSED } from '../../../scripts/photos/kinds.ts';

/** As the lab does: header, metadata, and the pixels in its own size. */
async function develop(bytes: Buffer) {
  const picture = await inspectPicture(bytes);
  await describePicture(bytes, []);
  return { picture, made: await resizePicture(bytes, picture) };
}

describe.each(DEVELOPED)('docs/pictures.md: $format', ({ format, kinds, motion }) => {
  const makers = developedKinds[format] ?? {};

  it('names the kinds that the tests make', () => {
    expect(kinds).toEqual(Object.keys(makers));
  });

  it.each(Object.entries(makers))('%s is developed', async (kind, make) => {
    const bytes = await make();
    const { picture, made } = await develop(bytes);
    expect(picture.format).toBe(format.toLowerCase());
    expect(await colourOf(made)).toHaveLength(picture.hasAlpha ? 4 : 3);
    expect(picture.frames > 1).toBe(kind.startsWith('animated') && motion.startsWith('moves'));
  });
});

/** Of the scene itself, as its colours are brought over and back. */
it.each([
  ['JPEG', ['baseline', 'progressive', 'without its end marker', 'with a second picture behind it']],
  ['PNG', ['8 bits', '16 bits', 'interlaced']],
  ['WebP', ['lossy', 'lossless']],
  ['AVIF', ['8 bits', '10 bits', 'animated, with a primary picture']],
  [
    'TIFF',
    ['8 bits', '16 bits', 'further channels, which are left out', 'big-endian', 'BigTIFF', 'tiles', 'JPEG', 'WebP'],
  ],
  ['BMP', ['24 bits', 'OS/2']],
])('%s looks like what it was made from', async (format, kinds) => {
  const upright = await scene(WIDTH, HEIGHT).png().toBuffer();
  for (const kind of kinds) {
    const { made } = await develop((await developedKinds[format]?.[kind]?.()) ?? Buffer.alloc(0));
    expect(await difference(made, upright), kind).toBeLessThan(6);
  }
});

const kindOf = (name: string) => unsupportedKinds[name]?.() ?? Promise.reject(new Error(`${name} is no kind`));
const withoutPrimary = async () => {
  const bytes = await scene(16, 16).avif({ effort: 0 }).toBuffer();
  bytes.write('avis', 8, 'latin1');
  bytes.write('free', bytes.indexOf('pitm'), 'latin1');
  return bytes;
};
const damaged = async () => {
  const bytes = await scene(64, 64).webp().toBuffer();
  return bytes.fill(0, 20, 60);
};
/** By the first words of the row. */
const REFUSED_MAKERS: Readonly<Record<string, () => Promise<Buffer>>> = {
  "a camera's raw file": () => cameraRaws.DNG?.() ?? Promise.reject(new Error('no DNG')),
  HEIC: async () => isoMedia('heic', 'mif1', 'heic'),
  'TIFF: 8-bit': () => kindOf('TIFF with LZMA compression'),
  'JPEG of 12 bits': () => kindOf('JPEG with samples of 12 bits'),
  'an animated AVIF': withoutPrimary,
  'BMP of 24-bit': async () => bmp({ width: 8, height: 8, bits: 24, compression: 4, pixels: Buffer.alloc(8) }),
  'JPEG 2000': async () => jpeg2000,
  SVG: async () => svg(),
  'text, HTML': async () => Buffer.from('Dear diary'),
  'a file that ends': async () => cut(await scene(64, 64).png().toBuffer(), 0.6),
  'a damaged picture': damaged,
  'a picture too large': async () => pngClaiming(50_000, 50_000),
  'no bytes': async () => Buffer.alloc(0),
};

describe('docs/pictures.md: what is refused', () => {
  it.each(REFUSED)('$kind', async ({ kind, code, sentence }) => {
    const makers = Object.entries(REFUSED_MAKERS).filter(([words]) => kind.startsWith(words));
    expect(makers).toHaveLength(1);
    const bytes = (await makers[0]?.[1]()) ?? Buffer.alloc(0);
    await expect(develop(bytes)).rejects.toMatchObject({ name: `Rejected.${code}`, message: sentence });
  });

  it('has every kind of these formats in one of its rows', () => {
    const rows = REFUSED.map(({ kind }) => kind.toLowerCase()).join('; ');
    const words = ['lzma', 'zstandard', 'jpeg 2000', 'jpeg xl', 'lab', 'ycbcr', 'old-style', 'planes', '12 or 64 bits'];
    expect(words.filter((word) => !rows.includes(word))).toEqual([]);
  });

  it('begins with what no sniffer takes for a picture', () => {
    expect(() => sniff(Buffer.from('%PDF-1.7'))).toThrow('The file is no picture in a format that is developed');
  });
});
