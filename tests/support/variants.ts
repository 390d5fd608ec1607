import { planVariants } from '#functions/images/plan.ts';
import { parseVariantConfig, variantsOf } from '#functions/shared/variants.ts';

/** What tests of the pipeline make of a photo: their own, so that they hold whatever `functions/shared/variants.ts` says. */
export const testVariants = parseVariantConfig({
  widths: [320, 1280, 2048],
  formats: [
    { format: 'avif', quality: 50, effort: 2 },
    { format: 'webp', quality: 80, effort: 4 },
    { format: 'jpeg', quality: 80 },
  ],
  background: '#ffffff',
  exif: ['camera', 'lens', 'exposure', 'takenAt'],
  userMetadata: ['title', 'copyright'],
  uploadPrefixes: [],
});

/** What the default configuration makes of a still of this size, such as `avif 320 x 240`, ordered by name. */
export function madeByDefault(width: number, height: number): readonly string[] {
  const picture = { format: 'jpeg', width, height, frames: 1, hasAlpha: false } as const;
  const { handovers } = planVariants(picture, variantsOf('dev'));
  const made = handovers.flatMap(({ variants }) => variants);
  return made.map((variant) => `${variant.format} ${variant.width} x ${variant.height}`).toSorted();
}
