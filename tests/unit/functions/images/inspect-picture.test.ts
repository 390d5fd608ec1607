import { describe, expect, it } from 'vitest';
import { inspectPicture } from '#functions/images/inspect-picture.ts';
import { limitsFor } from '#functions/images/limits.ts';
import { gifClaiming, pngClaiming } from '#tests/support/pictures/hostile-pictures.ts';
import { animation, cut, halfTransparent, oriented, scene } from '#tests/support/pictures.ts';

const rejected = (code: string) => expect.objectContaining({ name: `Rejected.${code}` });

describe('inspectPicture', () => {
  it.each([5, 6, 7, 8] as const)('Images 1: width and height swap for orientation %i', async (orientation) => {
    expect(await inspectPicture(await oriented(orientation, 96, 64))).toMatchObject({ width: 96, height: 64 });
  });

  it.each(['gif', 'webp'] as const)('Images 3: counts the frames of an animated %s', async (format) => {
    expect(await inspectPicture(await animation(format))).toMatchObject({ width: 48, height: 32, frames: 3 });
  });

  it('Images 3: takes the first page of a TIFF that has several, as one picture', async () => {
    const pages = await scene(32, 32).tiff({ pyramid: true, tile: true, tileWidth: 16, tileHeight: 16 }).toBuffer();
    expect(await inspectPicture(pages)).toMatchObject({ width: 32, height: 32, frames: 1 });
  });

  it('Images 6: a tiny file that claims huge dimensions is rejected by its header', async () => {
    const bomb = pngClaiming(50_000, 50_000);
    expect(bomb.length).toBeLessThan(200);
    await expect(inspectPicture(bomb)).rejects.toThrow(rejected('TooManyPixels'));
  });

  it('Images 6: the frames of an animation count', async () => {
    const frames = gifClaiming(2_000, 2_000, 40);
    expect(frames.length).toBeLessThan(2_000);
    await expect(inspectPicture(frames)).rejects.toThrow(rejected('TooManyPixels'));
    expect(await inspectPicture(gifClaiming(2_000, 2_000, 20))).toMatchObject({ frames: 20 });
  });

  it.each([
    [1_769, 115_933_184],
    [3_008, 197_132_288],
  ])('Images 6: the pixel limit follows from %i MiB of memory', (memory, pixels) => {
    expect(limitsFor(memory).pixels).toBe(pixels);
  });

  it('Images 6: says how many pixels there are and how many there may be', async () => {
    await expect(
      inspectPicture(await scene(2_000, 1_000).png().toBuffer(), { pixels: 1_000_000, bytes: 1 }),
    ).rejects.toThrow('The picture has 2 million pixels; 1 million can be developed.');
  });

  it('Images 8: a wrong extension is no matter, as only the bytes count', async () => {
    expect(await inspectPicture(await scene().webp().toBuffer())).toMatchObject({ format: 'webp' });
  });

  it('Images 8: a header that is cut is truncated', async () => {
    await expect(inspectPicture(cut(await scene().jpeg().toBuffer(), 0.2))).rejects.toThrow(rejected('Truncated'));
  });

  it('sees alpha', async () => {
    expect(await inspectPicture(await halfTransparent())).toMatchObject({ hasAlpha: true });
    expect(await inspectPicture(await scene().png().toBuffer())).toMatchObject({ hasAlpha: false });
  });
});
