import { parseVariantConfig } from '#functions/shared/variants.ts';

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
