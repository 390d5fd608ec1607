import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { lookAt } from '#functions/metadata/look.ts';
import { difference } from '#tests/support/pictures/likeness.ts';
import { animation, cmyk, halfTransparent, oriented, scene, sixteenBit } from '#tests/support/pictures.ts';

const noise = () =>
  sharp({
    create: {
      width: 300,
      height: 300,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 90 },
    },
  })
    .png()
    .toBuffer();

describe('lookAt', () => {
  it.each([
    ['a scene', () => scene().png().toBuffer()],
    ['noise', noise],
    ['alpha', halfTransparent],
    ['16 bits', sixteenBit],
    ['CMYK', cmyk],
    ['an animation', () => animation('gif')],
    ['one pixel', () => scene(1, 1).png().toBuffer()],
    ['a thread', () => scene(500, 1).png().toBuffer()],
  ])('makes a placeholder of at most 400 characters of %s', async (_what, make) => {
    const { placeholder, dominantColour } = await lookAt(await make());
    expect(placeholder).toMatch(/^data:image\/webp;base64,/);
    expect(placeholder.length).toBeLessThanOrEqual(400);
    expect(dominantColour).toMatch(/^#[0-9a-f]{6}$/);
  });

  it('shows the picture upright', async () => {
    const { placeholder } = await lookAt(await oriented(6));
    const tiny = Buffer.from(placeholder.split(',')[1] ?? '', 'base64');
    expect(await sharp(tiny).metadata()).toMatchObject({ width: 12, height: 8 });
    expect(await difference(tiny, await scene().png().toBuffer())).toBeLessThan(25);
  });

  it('tells the colour that most of the picture has', async () => {
    const mostlyBlue = await sharp({ create: { width: 60, height: 60, channels: 3, background: '#0c3cbc' } })
      .png()
      .toBuffer();
    const { dominantColour } = await lookAt(mostlyBlue);
    // The middle of the histogram's bin of 16 levels.
    expect(dominantColour).toBe('#0838b8');
  });
});
