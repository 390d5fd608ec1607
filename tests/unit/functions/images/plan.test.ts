import { describe, expect, it } from 'vitest';
import type { Picture } from '#functions/images/inspect-picture.ts';
import { planVariants } from '#functions/images/plan.ts';
import { FORMATS } from '#functions/shared/formats.ts';
import { parseVariantConfig } from '#functions/shared/variants.ts';
import { testVariants as config } from '#tests/support/variants.ts';

const picture = (width: number, height: number, frames = 1): Picture => ({
  format: 'png',
  width,
  height,
  frames,
  hasAlpha: false,
});
const widthsOf = (source: Picture, format: string) =>
  planVariants(source, config)
    .handovers.toReversed()
    .flatMap(({ variants }) => variants.filter((variant) => variant.format === format).map(({ width }) => width));

describe('planVariants', () => {
  it.each([
    [4_000, [320, 1280, 2048]],
    [2_048, [320, 1280, 2048]],
    [2_047, [320, 1280, 2047]],
    [600, [320, 600]],
    [320, [320]],
    [200, [200]],
    [1, [1]],
  ])('Images 16: a source %i wide is never enlarged, and yields its own size once', (width, expected) => {
    const plan = planVariants(picture(width, 100), config);
    expect(plan.handovers.map((size) => size.width)).toEqual(expected.toReversed());
    for (const { width, variants } of plan.handovers)
      expect(variants.map((variant) => [variant.format, variant.width])).toEqual([
        ['avif', width],
        ['webp', width],
        ['jpeg', width],
      ]);
  });

  it.each([
    ['webp', [320, 1048]],
    ['avif', [320, 1048]],
    ['jpeg', [320, 1280]],
  ])('Images 19: a screenshot of 1280 x 20000 is scaled to what %s takes', (format, expected) => {
    expect(widthsOf(picture(1_280, 20_000), format)).toEqual(expected);
  });

  it('Images 19: no side of anything is longer than its encoder takes', () => {
    for (const [width, height] of [
      [1_000, 100_000],
      [3, 110_000],
      [1, 65_501],
      [100_000, 900],
    ] as const) {
      const { handovers } = planVariants(picture(width, height), config);
      const longest = (sizes: readonly { width: number; height: number }[]) =>
        Math.max(...sizes.flatMap((size) => [size.width, size.height]));
      expect(longest(handovers)).toBeLessThanOrEqual(65_500);
      for (const variant of handovers.flatMap(({ variants }) => variants))
        expect(longest([variant])).toBeLessThanOrEqual(FORMATS[variant.format].maxSide);
    }
  });

  it('makes a width once where two are scaled to the same', () => {
    expect(widthsOf(picture(2_048, 60_000), 'webp')).toEqual([320, 559]);
  });

  it('hands no width over that nothing would be made from', () => {
    const formats = config.formats.filter(({ format }) => format === 'webp');
    const { handovers } = planVariants(picture(2_048, 60_000), { ...config, formats });
    expect(handovers.map(({ width, variants }) => [width, variants.length])).toEqual([
      [559, 1],
      [320, 1],
    ]);
  });

  it('Images 20: an animation goes to WebP from its source, and to the others by its first frame', () => {
    const [handover] = planVariants(picture(48, 32, 3), config).handovers;
    expect(Object.fromEntries((handover?.variants ?? []).map(({ format, from }) => [format, from]))).toEqual({
      avif: 'handover',
      webp: 'source',
      jpeg: 'handover',
    });
  });

  it('Images 5: alpha goes to JPEG from its source, as its background is laid before it is resized', () => {
    const [handover] = planVariants({ ...picture(48, 32), hasAlpha: true }, config).handovers;
    expect(Object.fromEntries((handover?.variants ?? []).map(({ format, from }) => [format, from]))).toEqual({
      avif: 'handover',
      webp: 'handover',
      jpeg: 'source',
    });
  });

  it('Images 14: stays far below what may travel through a workflow', () => {
    const widths = Array.from({ length: 20 }, (_, index) => 100 + index * 100);
    const plan = planVariants(picture(8_000, 6_000), parseVariantConfig({ ...config, widths }));
    expect(JSON.stringify(plan).length).toBeLessThan(262_144 / 20);
  });
});
