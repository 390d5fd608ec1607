import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { exifSubset } from '#functions/metadata/exif.ts';
import type { ExifField } from '#functions/shared/variants.ts';
import { scene, withExif } from '#tests/support/pictures.ts';

const ALL: readonly ExifField[] = ['camera', 'lens', 'exposure', 'takenAt'];
const exifOf = async (picture: Buffer) => (await sharp(picture).metadata()).exif;
const tagged = (IFD0: Record<string, string>, IFD2: Record<string, string> = {}) =>
  scene(16, 16).withExif({ IFD0, IFD2 }).jpeg().toBuffer();

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
    [{ Make: 'Darkroom', Model: 'One' }, 'Darkroom One'],
    [{ Make: 'Darkroom', Model: 'Darkroom One' }, 'Darkroom One'],
    [{ Model: 'One' }, 'One'],
    [{ Make: 'Darkroom' }, 'Darkroom'],
    [{ Model: 'x'.repeat(500) }, 'x'.repeat(100)],
  ])('names the camera of %j', async (IFD0, camera) => {
    expect(exifSubset(await exifOf(await tagged(IFD0)), ALL)).toMatchObject({ camera });
  });

  it.each([
    ['no EXIF', undefined],
    ['no bytes', Buffer.alloc(0)],
    ['nonsense', Buffer.from('Exif\0\0nonsense that is no TIFF')],
    ['a directory that points outside', Buffer.from('Exif\0\0II*\0\xff\xff\xff\x7f', 'latin1')],
  ])('is empty for %s', (_what, bytes) => expect(exifSubset(bytes, ALL)).toEqual({}));

  it('leaves out a date that is none', async () => {
    const picture = await tagged({ Model: 'One' }, { DateTimeOriginal: '0000:00:00 00:00:00' });
    expect(exifSubset(await exifOf(picture), ['takenAt'])).toEqual({});
  });
});
