import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { describePicture } from '#functions/metadata/describe-picture.ts';
import { exifSubset } from '#functions/metadata/exif.ts';
import type { ExifField } from '#functions/shared/variants.ts';
import { CAMERA_TAGS, exifBlock, withExifBlock } from '#tests/support/pictures/exif.ts';
import { HEIGHT, scenePixels, sceneTiff, WIDTH } from '#tests/support/pictures/kinds.ts';
import { png, pngChunk } from '#tests/support/pictures/png.ts';
import { bytesField, rational, tiff } from '#tests/support/pictures/tiff.ts';
import { scene, withExif } from '#tests/support/pictures.ts';

const ALL: readonly ExifField[] = ['camera', 'lens', 'exposure', 'takenAt'];
const exifOf = async (picture: Buffer) => (await sharp(picture).metadata()).exif;

describe('exifSubset', () => {
  it('tells camera, lens, exposure and when, and Images 17: nothing of where or of whom', async () => {
    expect(exifSubset(await exifOf(await withExif()), ALL)).toEqual({
      camera: 'Darkroom One',
      lens: 'Prime 35',
      exposure: { seconds: 0.0166667, fNumber: 2.8, iso: 200, focalLength: 35 },
      takenAt: '2026-06-21T21:34:00+02:00',
    });
  });

  it('tells only what is asked for', async () => {
    expect(exifSubset(await exifOf(await withExif()), ['lens'])).toEqual({ lens: 'Prime 35' });
  });

  it.each([
    ['Darkroom', 'One', 'Darkroom One'],
    ['Darkroom', 'Darkroom One', 'Darkroom One'],
    [undefined, 'One', 'One'],
    ['Darkroom', undefined, 'Darkroom'],
    ['NIKON CORPORATION', 'NIKON D850', 'NIKON D850'],
    ['EASTMAN KODAK COMPANY', 'KODAK DC240 ZOOM DIGITAL CAMERA', 'KODAK DC240 ZOOM DIGITAL CAMERA'],
    ['Leica Camera AG', 'LEICA Q2', 'LEICA Q2'],
    ['Apple', 'iPhone 15 Pro', 'Apple iPhone 15 Pro'],
    ['RICOH IMAGING COMPANY, LTD.  ', 'PENTAX K-1', 'RICOH IMAGING COMPANY, LTD. PENTAX K-1'],
    ['x', 'y'.repeat(500), `x ${'y'.repeat(100)}`],
  ])('a camera of %s and %s is %s', (make, model, camera) => {
    const tags = { ...(make !== undefined && { 271: make }), ...(model !== undefined && { 272: model }) };
    expect(exifSubset(exifBlock(tags), ALL)).toEqual({ camera });
  });

  it.each([
    ['UTF-8', bytesField(Buffer.from('Münze 日本'), 2), 'Münze 日本'],
    ['Latin-1', bytesField(Buffer.from('Müller', 'latin1'), 2), 'Müller'],
    ['UNDEFINED', bytesField(Buffer.from('EF 50mm'), 7), 'EF 50mm'],
    ['BYTE', bytesField(Buffer.from('EF 50mm'), 1), 'EF 50mm'],
    ['the UTF-8 type of EXIF 3', bytesField(Buffer.from('Größe'), 129), 'Größe'],
    ['two NULs', bytesField(Buffer.from('EF 50mm\0\0'), 2), 'EF 50mm'],
    ['leftovers behind its NUL', bytesField(Buffer.from('EF 50mm\0EF 24mm\0'), 2), 'EF 50mm'],
    ['line breaks', bytesField(Buffer.from('EF\r\n50mm\x07'), 2), 'EF 50mm'],
    ['blanks alone', bytesField(Buffer.from('     \0'), 2), undefined],
  ])('reads text in %s', (_kind, lens, expected) => {
    expect(exifSubset(exifBlock({}, { 42036: lens }), ['lens'])).toEqual(
      expected === undefined ? {} : { lens: expected },
    );
  });

  it.each([
    ['of little-endian EXIF', 'LE'],
    ['of big-endian EXIF', 'BE'],
  ] as const)('reads the numbers %s', (_what, order) => {
    const photo = { 33434: rational(order, [10, 2500]), 34855: 6400, 37386: rational(order, [500, 10]) };
    expect(exifSubset(exifBlock({}, photo, order), ALL)).toEqual({
      exposure: { seconds: 0.004, iso: 6400, focalLength: 50 },
    });
  });

  it.each([
    ['seconds from APEX', { 37377: rational('LE', [6, 1]) }, { seconds: 0.015625 }],
    ['long seconds from APEX', { 37377: rational('LE', [-2, 1]) }, { seconds: 4 }],
    ['the aperture from APEX', { 37378: rational('LE', [4, 1]) }, { fNumber: 4 }],
    ['its own value before APEX', { 33437: rational('LE', [18, 10]), 37378: rational('LE', [4, 1]) }, { fNumber: 1.8 }],
    [
      'APEX where its own value is 0/0',
      { 33434: rational('LE', [0, 0]), 37377: rational('LE', [3, 1]) },
      { seconds: 0.125 },
    ],
    ['an ISO above 65,535', { 34855: 65_535, 34864: 2, 34866: [102_400] }, { iso: 102_400 }],
    ['an ISO by its type', { 34855: 65_535, 34864: 3, 34866: [1], 34867: [204_800] }, { iso: 204_800 }],
    ['an ISO that only later tags tell', { 34865: [100] }, { iso: 100 }],
    ['an ISO of 65,535 that no later tag tells', { 34855: 65_535 }, { iso: 65_535 }],
    ['the first of several ISOs', { 34855: [400, 0] }, { iso: 400 }],
    ['nothing of nonsense', { 33434: rational('LE', [1, 0]), 34855: 0 }, undefined],
  ])('tells %s', (_what, photo, exposure) => {
    expect(exifSubset(exifBlock({}, photo), ALL)).toEqual(exposure === undefined ? {} : { exposure });
  });

  it.each([
    ['no EXIF', undefined],
    ['no bytes', Buffer.alloc(0)],
    ['nonsense', Buffer.from('Exif\0\0nonsense that is no TIFF')],
    ['a directory that points outside', Buffer.from('Exif\0\0II*\0\xff\xff\xff\x7f', 'latin1')],
    ['a directory that points to itself', exifBlock({ 34665: 8 })],
  ])('is empty for %s', (_what, bytes) => expect(exifSubset(bytes, ALL)).toEqual({}));
});

describe('takenAt', () => {
  it.each([
    ['2026:06:21 21:34:00', undefined, '2026-06-21T21:34:00'],
    ['2026:06:21 21:34:00', '+02:00', '2026-06-21T21:34:00+02:00'],
    ['2026:06:21 21:34:00', '-09:30\0\0', '2026-06-21T21:34:00-09:30'],
    ['2026:06:21 21:34:00', '   :  ', '2026-06-21T21:34:00'],
    ['2026:06:21 21:34:00', '+99:00', '2026-06-21T21:34:00'],
    ['2026:06:21 21:34:00', 'CEST', '2026-06-21T21:34:00'],
    ['2026:06:21 21:34:00\0', undefined, '2026-06-21T21:34:00'],
    ['2026:06:21 21:34:00  ', undefined, '2026-06-21T21:34:00'],
    ['2026: 6: 1  9: 4: 0', undefined, '2026-06-01T09:04:00'],
    ['2026:06:21 21:34:00.25', undefined, '2026-06-21T21:34:00'],
    ['2026:06:21 21:34:00+05:30', '+02:00', '2026-06-21T21:34:00+05:30'],
    ['2026-06-21T21:34:00.5Z', undefined, '2026-06-21T21:34:00+00:00'],
    ['2024:02:29 00:00:00', undefined, '2024-02-29T00:00:00'],
    ['1888:10:14 12:00:00', undefined, '1888-10-14T12:00:00'],
    ['0000:00:00 00:00:00', undefined, undefined],
    ['    :  :     :  :  ', undefined, undefined],
    ['2026:00:21 21:34:00', undefined, undefined],
    ['2026:13:21 21:34:00', undefined, undefined],
    ['2026:02:30 21:34:00', undefined, undefined],
    ['2023:02:29 21:34:00', undefined, undefined],
    ['0021:06:21 21:34:00', undefined, undefined],
    ['21:06:21 21:34:00', undefined, undefined],
    ['2026:06:21 24:00:00', undefined, undefined],
    ['2026:06:21 21:60:00', undefined, undefined],
    ['2026:06:21', undefined, undefined],
    ['yesterday', undefined, undefined],
  ])('of "%s" and %s is %s', (date, offset, takenAt) => {
    const photo = { 36867: date, ...(offset !== undefined && { 36881: offset }) };
    expect(exifSubset(exifBlock({}, photo), ['takenAt'])).toEqual(takenAt === undefined ? {} : { takenAt });
  });
});

describe('EXIF is found in', () => {
  const { image, photo } = CAMERA_TAGS;
  const expected = {
    camera: 'NIKON D850',
    lens: 'Objektiv für Bilder',
    exposure: { seconds: 0.0166667, fNumber: 2.8, iso: 200, focalLength: 35 },
    takenAt: '2026-06-21T21:34:00+02:00',
  };
  const tiffBlock = tiff({ tags: image, below: { 34665: photo } });
  const chunk = pngChunk('eXIf', tiffBlock);
  const pngWith = async (place: 'before' | 'after') =>
    png({ width: WIDTH, height: HEIGHT, pixels: await scenePixels(), [place]: [chunk] });

  it.each<[string, () => Promise<Buffer>]>([
    ['JPEG', async () => withExifBlock(await scene(16, 16).jpeg().toBuffer(), exifBlock(image, photo))],
    ['TIFF', () => sceneTiff(image, { below: { 34665: photo } })],
    ['PNG', () => pngWith('before')],
    ['PNG behind the pixels', () => pngWith('after')],
  ])('%s', async (_format, make) => {
    expect((await describePicture(await make(), ALL)).exif).toEqual(expected);
  });

  it.each([6, 8])('PNG behind the pixels, where it also tells which way is up: %i', async (orientation) => {
    const after = [pngChunk('eXIf', tiff({ tags: { 274: orientation } }))];
    const bytes = png({ width: WIDTH, height: HEIGHT, pixels: await scenePixels(), after });
    expect(await describePicture(bytes, ALL)).toMatchObject({ width: HEIGHT, height: WIDTH });
  });
});
