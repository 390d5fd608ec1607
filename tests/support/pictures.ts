import sharp, { type Sharp } from 'sharp';

/** Pictures made by code, so that no picture need lie in the repository. All are small, so that tests are fast. */

/** Something with edges, gradients and all colours: upright, it is red top left, green top right, blue bottom left. */
export function scene(width = 96, height = 64): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) pixels.set(colourAt(x / width, y / height), (y * width + x) * 3);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

function colourAt(x: number, y: number): [number, number, number] {
  const shade = Math.round(40 * Math.sin(x * 19) * Math.cos(y * 13));
  if (y < 0.5) return x < 0.5 ? [215 + shade, 40, 30] : [30, 170 + shade, 60];
  return x < 0.5 ? [40, 60, 200 + shade] : [200 + shade, 190, Math.round(200 * x)];
}

export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** How the stored pixels of an upright picture lie for each value of the EXIF tag. */
const STORED: Record<Orientation, (upright: Sharp) => Sharp> = {
  1: (upright) => upright,
  2: (upright) => upright.flop(),
  3: (upright) => upright.rotate(180),
  4: (upright) => upright.flip(),
  5: (upright) => upright.flop().rotate(270),
  6: (upright) => upright.rotate(270),
  7: (upright) => upright.flop().rotate(90),
  8: (upright) => upright.rotate(90),
};

/** A JPEG that shows `scene` to those who heed its orientation. */
export async function oriented(orientation: Orientation, width = 96, height = 64): Promise<Buffer> {
  const upright = await scene(width, height).png().toBuffer();
  const stored = await STORED[orientation](sharp(upright)).png().toBuffer();
  return sharp(stored).withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer();
}

export const cmyk = (): Promise<Buffer> => scene().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer();
export const sixteenBit = (): Promise<Buffer> => scene().toColourspace('rgb16').png().toBuffer();
export const displayP3 = (): Promise<Buffer> => scene().withIccProfile('p3').png().toBuffer();

/** Left half transparent, right half red. */
export async function halfTransparent(width = 64, height = 32): Promise<Buffer> {
  const red = await sharp({ create: { width: width / 2, height, channels: 4, background: '#ff0000' } })
    .png()
    .toBuffer();
  return sharp({ create: { width, height, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    .composite([{ input: red, left: width / 2, top: 0 }])
    .png()
    .toBuffer();
}

export const DELAYS = [100, 200, 300];
export const LOOPS = 2;

/** Three frames with delays of their own that play twice. */
export async function animation(format: 'gif' | 'webp', width = 48, height = 32): Promise<Buffer> {
  const frames = await Promise.all(
    ['#ff0000', '#00ff00', '#0000ff'].map((background) =>
      sharp({ create: { width, height, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  const joined = sharp(frames, { join: { animated: true } });
  return joined.toFormat(format, { delay: DELAYS, loop: LOOPS }).toBuffer();
}

/** A JPEG with EXIF of every kind, its position included. */
export const withExif = (): Promise<Buffer> =>
  scene()
    .withExif({
      IFD0: { Make: 'Darkroom', Model: 'Darkroom One', Artist: 'Somebody' },
      IFD2: {
        DateTimeOriginal: '2026:06:21 21:34:00',
        OffsetTimeOriginal: '+02:00',
        ExposureTime: '1/60',
        FNumber: '28/10',
        ISOSpeedRatings: '200',
        FocalLength: '35/1',
        LensModel: 'Prime 35',
      },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '47/1 30/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '19/1 2/1 0/1' },
    })
    .jpeg({ quality: 90 })
    .toBuffer();

/** The first `share` of a file. */
export const cut = (bytes: Buffer, share: number): Buffer => bytes.subarray(0, Math.floor(bytes.length * share));
