import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeBmp } from '#functions/images/decode/bmp/decode.ts';
import { inspectPicture } from '#functions/images/inspect-picture.ts';
import { resizePicture } from '#functions/images/resize-picture.ts';
import { bmp, bottomUp, oldBmp } from '#tests/support/pictures/bmp.ts';
import { difference } from '#tests/support/pictures/likeness.ts';
import { scene } from '#tests/support/pictures.ts';

const SIZE = { width: 45, height: 30 };
const ENOUGH = 1e6;
const { width, height } = SIZE;
const rgb = await scene(width, height).raw().toBuffer();
const pixelsOf = (made: Buffer) => [...decodeBmp(made, ENOUGH).data];

/** Each pixel in other bytes. */
function mapped(
  size: number,
  write: (to: Buffer, at: number, red: number, green: number, blue: number) => void,
): Buffer {
  const made = Buffer.alloc((rgb.length / 3) * size);
  for (let at = 0; at < rgb.length; at += 3)
    write(made, (at / 3) * size, rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0);
  return made;
}
const bgr = mapped(3, (to, at, red, green, blue) => to.set([blue, green, red], at));
const bgra = (alpha: number) => mapped(4, (to, at, red, green, blue) => to.set([blue, green, red, alpha], at));
const packed = (pack: (red: number, green: number, blue: number) => number) =>
  bottomUp(
    mapped(2, (to, at, red, green, blue) => void to.writeUInt16LE(pack(red, green, blue), at)),
    width,
    2,
  );
const as555 = (red: number, green: number, blue: number) => ((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3);
const as565 = (red: number, green: number, blue: number) => ((red >> 3) << 11) | ((green >> 2) << 5) | (blue >> 3);

describe('BMP of direct colours', () => {
  const masks = [0xff0000, 0xff00, 0xff, 0xff000000] as const;
  it.each([
    ['24 bits', bmp({ ...SIZE, bits: 24, pixels: bottomUp(bgr, width, 3) })],
    ['OS/2, 24 bits', oldBmp({ ...SIZE, bits: 24, pixels: bottomUp(bgr, width, 3) })],
    ['32 bits, the fourth of nothing', bmp({ ...SIZE, bits: 32, pixels: bottomUp(bgra(0), width, 4) })],
    [
      '32 bits with alpha that is zero everywhere',
      bmp({ ...SIZE, bits: 32, masks, pixels: bottomUp(bgra(0), width, 4) }),
    ],
    ['16 bits', bmp({ ...SIZE, bits: 16, pixels: packed(as555) })],
    ['16 bits by masks', bmp({ ...SIZE, bits: 16, masks: [0xf800, 0x7e0, 0x1f, 0], pixels: packed(as565) })],
  ])('%s', async (_kind, bytes) => {
    expect(await inspectPicture(bytes)).toMatchObject({ format: 'bmp', ...SIZE, frames: 1 });
    expect(
      await difference(await resizePicture(bytes, SIZE), await scene(width, height).png().toBuffer()),
    ).toBeLessThan(3);
  });

  it('keeps alpha that is used', async () => {
    const bytes = bmp({ ...SIZE, bits: 32, masks, pixels: bottomUp(bgra(128), width, 4) });
    expect(await inspectPicture(bytes)).toMatchObject({ hasAlpha: true });
    expect((await sharp(await resizePicture(bytes, SIZE)).stats()).channels[3]?.mean).toBe(128);
  });

  it('begins at the top where its height is negative', async () => {
    const padded = Buffer.concat(
      Array.from({ length: height }, (_, row) => [
        bgr.subarray(row * width * 3, (row + 1) * width * 3),
        Buffer.from([0]),
      ]).flat(),
    );
    expect(pixelsOf(bmp({ width, height: -height, bits: 24, pixels: padded }))).toEqual([...rgb]);
  });
});

describe('BMP of a palette', () => {
  // Black, red, green and blue, written as blue, green, red and nothing.
  const palette = Buffer.from([0, 0, 0, 0, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0]);
  const oldPalette = Buffer.from([0, 0, 0, 0, 0, 255, 0, 255, 0, 255, 0, 0]);
  const COLOURS = [
    [0, 0, 0],
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
  ];
  // From the top: 0 1 2 3 / 3 2 1 0
  const expected = [0, 1, 2, 3, 3, 2, 1, 0].flatMap((index) => COLOURS[index] ?? []);
  const small = { width: 4, height: 2, palette };

  it.each([
    ['8 bits', bmp({ ...small, bits: 8, pixels: Buffer.from([3, 2, 1, 0, 0, 1, 2, 3]) })],
    ['4 bits', bmp({ ...small, bits: 4, pixels: Buffer.from([0x32, 0x10, 0, 0, 0x01, 0x23, 0, 0]) })],
    ['OS/2, 8 bits', oldBmp({ ...small, palette: oldPalette, bits: 8, pixels: Buffer.from([3, 2, 1, 0, 0, 1, 2, 3]) })],
    [
      'runs of 8 bits',
      bmp({
        ...small,
        bits: 8,
        compression: 1,
        pixels: Buffer.from([0, 4, 3, 2, 1, 0, 0, 0, 1, 0, 0, 3, 1, 2, 3, 0, 0, 1]),
      }),
    ],
    [
      'runs of 4 bits',
      bmp({ ...small, bits: 4, compression: 2, pixels: Buffer.from([0, 4, 0x32, 0x10, 0, 0, 2, 0x01, 2, 0x23, 0, 1]) }),
    ],
  ])('%s', (_kind, bytes) => {
    expect(pixelsOf(bytes)).toEqual(expected);
  });

  it('runs with a skip, which shows the first colour', () => {
    const pixels = Buffer.from([1, 3, 0, 2, 2, 0, 1, 1, 0, 1]);
    const found = pixelsOf(bmp({ ...small, bits: 8, compression: 1, pixels }));
    expect(found).toEqual([0, 0, 0, 0, 3, 0, 0, 1].flatMap((index) => COLOURS[index] ?? []));
  });

  it('1 bit', () => {
    const bytes = bmp({
      width: 10,
      height: 1,
      bits: 1,
      palette: palette.subarray(0, 8),
      pixels: Buffer.from([0b10100000, 0b01000000, 0, 0]),
    });
    expect(pixelsOf(bytes)).toEqual([1, 0, 1, 0, 0, 0, 0, 0, 0, 1].flatMap((index) => COLOURS[index] ?? []));
  });
});

describe('a BMP that is not developed', () => {
  const whole = bmp({ ...SIZE, bits: 24, pixels: bottomUp(bgr, width, 3) });
  it.each([
    ['cut', whole.subarray(0, 2_000), 'Truncated'],
    ['cut within its header', whole.subarray(0, 40), 'Truncated'],
    ['of runs of 24 bits', bmp({ ...SIZE, bits: 24, compression: 4, pixels: Buffer.alloc(10) }), 'UnsupportedFormat'],
    ['of no width', bmp({ width: 0, height: 3, bits: 24, pixels: Buffer.alloc(10) }), 'Corrupt'],
    [
      'that claims to be huge',
      bmp({ width: 60_000, height: 60_000, bits: 8, compression: 1, pixels: Buffer.from([0, 1]) }),
      'TooManyPixels',
    ],
  ])('%s', async (_what, bytes, code) => {
    await expect(inspectPicture(bytes)).rejects.toMatchObject({ name: `Rejected.${code}` });
  });

  it('text that begins like one is none', async () => {
    await expect(
      inspectPicture(Buffer.from('BM: a note to myself, with more than a few words.')),
    ).rejects.toMatchObject({
      name: 'Rejected.UnsupportedFormat',
    });
  });
});
