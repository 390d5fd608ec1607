import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { encodeHandover, encodeSource } from '#functions/images/encode.ts';
import { inspectPicture } from '#functions/images/inspect-picture.ts';
import { planVariants } from '#functions/images/plan.ts';
import { resizePicture } from '#functions/images/resize-picture.ts';
import type { FormatConfig } from '#functions/shared/formats.ts';
import { gif } from '#tests/support/pictures/gif.ts';
import { colourOf } from '#tests/support/pictures/likeness.ts';
import { animation, DELAYS, LOOPS } from '#tests/support/pictures.ts';
import { testVariants } from '#tests/support/variants.ts';

const formatOf = (name: FormatConfig['format']): FormatConfig => {
  const found = testVariants.formats.find(({ format }) => format === name);
  if (!found) throw new Error(`${name} is no format of the tests.`);
  return found;
};

/** The variant of a picture in its own width. */
async function variant(source: Buffer, name: FormatConfig['format']) {
  const picture = await inspectPicture(source);
  const { handovers } = planVariants(picture, { widths: [picture.width], formats: [formatOf(name)] });
  const plan = handovers[0]?.variants[0];
  if (!plan) throw new Error('nothing is planned');
  const format = formatOf(name);
  if (plan.from === 'source') return encodeSource(source, plan, format, '#00ff00');
  return encodeHandover(await resizePicture(source, plan), plan, format, '#00ff00');
}

const frameColours = async (bytes: Buffer) => {
  const { pages = 1 } = await sharp(bytes).metadata();
  const frames = Array.from({ length: pages }, (_, page) => sharp(bytes, { page }).png().toBuffer());
  return Promise.all(
    frames.map(async (frame) => (await colourOf(await frame)).slice(0, 3).map((level) => Math.round(level / 255))),
  );
};

const RED_GREEN_BLUE = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

describe('an animated WebP with an EXIF orientation', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    '%i: keeps the order of its frames, their delays and the loop count',
    async (orientation) => {
      const source = await sharp(await animation('webp'), { animated: true })
        .withMetadata({ orientation })
        .webp()
        .toBuffer();
      expect((await sharp(source).metadata()).orientation).toBe(orientation);
      const { bytes, width, height, frames } = await variant(source, 'webp');
      expect({ width, height, frames }).toEqual({
        ...(orientation > 4 ? { width: 32, height: 48 } : { width: 48, height: 32 }),
        frames: 3,
      });
      expect(await sharp(bytes).metadata()).toMatchObject({ delay: DELAYS, loop: LOOPS });
      expect(await frameColours(bytes)).toEqual(RED_GREEN_BLUE);
    },
  );
});

describe('a variant tells its frames', () => {
  it.each([
    ['webp', 3],
    ['avif', 1],
    ['jpeg', 1],
  ] as const)('%s of an animation has %i', async (name, frames) => {
    expect(await variant(await animation('gif'), name)).toMatchObject({ frames });
  });
});

describe('a GIF whose first frame leaves a part of its canvas uncovered', () => {
  const corner = { left: 0, top: 0, width: 16, height: 32 };
  const whole = { left: 0, top: 0, width: 32, height: 32 };
  const canvas = { width: 32, height: 32 };
  const still = gif({ ...canvas, frames: [{ ...corner, colour: 0 }] });
  const moving = gif({
    ...canvas,
    frames: [
      { ...corner, colour: 0 },
      { ...whole, colour: 1 },
      { ...whole, colour: 2 },
    ],
  });

  it('can be seen through there', async () => {
    expect(await inspectPicture(still)).toMatchObject({ frames: 1, hasAlpha: true });
    const { bytes } = await variant(still, 'webp');
    expect((await colourOf(bytes, { width: 0.4 }))[3]).toBe(255);
    expect((await colourOf(bytes, { left: 0.6, width: 0.4 }))[3]).toBe(0);
  });

  it('lies on the background in JPEG', async () => {
    const { bytes } = await variant(still, 'jpeg');
    const [red = 0, green = 0] = await colourOf(bytes, { left: 0.6, width: 0.4 });
    expect([red < 10, green > 245]).toEqual([true, true]);
  });

  it('has as many frames as before', async () => {
    expect(await inspectPicture(moving)).toMatchObject({ frames: 3 });
    const { bytes, frames } = await variant(moving, 'webp');
    expect(frames).toBe(3);
    expect((await frameColours(bytes)).slice(1)).toEqual(RED_GREEN_BLUE.slice(1));
  });

  it.each([
    ['covers it', gif({ ...canvas, frames: [{ ...whole, colour: 0 }] }), false],
    ['says itself what is transparent', gif({ ...canvas, frames: [{ ...corner, colour: 0, transparent: 3 }] }), true],
  ])('is left as it is where it %s', async (_what, bytes, hasAlpha) => {
    expect(await inspectPicture(bytes)).toMatchObject({ frames: 1, hasAlpha });
  });
});

describe('an animated AVIF', () => {
  /** A still under the brand of animations, as those with a primary picture begin. */
  const sequence = async () => {
    const bytes = await sharp({ create: { width: 32, height: 32, channels: 3, background: '#3366cc' } })
      .avif({ effort: 0 })
      .toBuffer();
    bytes.write('avis', 8, 'latin1');
    return bytes;
  };

  it('is developed as its primary picture', async () => {
    expect(await inspectPicture(await sequence())).toMatchObject({ format: 'avif', frames: 1 });
    const { bytes } = await variant(await sequence(), 'jpeg');
    expect((await colourOf(bytes)).map((level) => Math.round(level / 51))).toEqual([1, 2, 4]);
  });

  it('without one is refused by name', async () => {
    const bytes = await sequence();
    bytes.write('free', bytes.indexOf('pitm'), 'latin1');
    await expect(inspectPicture(bytes)).rejects.toMatchObject({
      name: 'Rejected.UnsupportedFormat',
      message: expect.stringContaining('AVIF animation'),
    });
  });
});
