import { describe, expect, it } from 'vitest';
import { FORMATS } from '#functions/shared/formats.ts';
import { parseVariantConfig, stagesWithVariants, variantsOf } from '#functions/shared/variants.ts';
import { testVariants as fine } from '#tests/support/variants.ts';

const presets = {
  avif: FORMATS.avif.presets,
  webp: FORMATS.webp.presets,
  jpeg: FORMATS.jpeg.presets,
};

describe('the configuration of variants', () => {
  it('is right in every stage that differs', () => {
    for (const stage of ['dev', ...stagesWithVariants]) expect(() => variantsOf(stage)).not.toThrow();
  });

  it.each([
    [{ widths: [] }, 'variants.widths name at least one.'],
    [{ widths: [320, 0] }, 'variants.widths.1 is at least 16 pixels.'],
    [{ widths: [320.5] }, 'variants.widths.0 give a whole number of pixels.'],
    [{ widths: [20_000] }, 'variants.widths.0 is at most 16383 pixels, the most that WebP takes.'],
    [{ widths: Array.from({ length: 21 }, (_, n) => 20 + n) }, 'variants.widths names more than 20.'],
    [{ widths: [320, 320] }, 'variants.widths names one twice.'],
    [
      { formats: [{ format: 'gif', quality: 1 }] },
      /variants\.formats\.0\.format is avif, webp[, \w]* or \w+, with its settings\.$/,
    ],
    [{ formats: [{ format: 'jpeg', quality: 101 }] }, 'variants.formats.0.quality is from 1 to 100.'],
    [{ formats: [{ format: 'avif', quality: 50, effort: 12 }] }, 'variants.formats.0.effort is from 0 to 9.'],
    [
      { formats: [{ format: 'webp', quality: 80, mozjpeg: true }] },
      'variants.formats.0 webp takes format, preset, quality, effort and smartSubsample.',
    ],
    [
      { formats: [{ format: 'avif', chromaSubsampling: '4:2:2' }] },
      'variants.formats.0.chromaSubsampling is 4:4:4 or 4:2:0.',
    ],
    [{ formats: [{ format: 'jpeg', progressive: 1 }] }, 'variants.formats.0.progressive is true or false.'],
    [{ formats: [{ format: 'jpeg', preset: 'best' }] }, 'variants.formats.0.preset is balanced, fast or small.'],
    [{ preset: 'best' }, 'variants.preset is balanced, fast or small.'],
    [{ preset: undefined, formats: ['avif'] }, /variants\.formats\.0 /],
    [{ formats: [fine.formats[0], fine.formats[0]] }, 'variants.formats names one twice.'],
    [{ background: 'white' }, 'variants.background is a colour such as #ffffff.'],
    [{ exif: ['position'] }, 'variants.exif.0 is camera, lens, exposure or takenAt.'],
    [{ userMetadata: ['Title'] }, 'variants.userMetadata.0 is a lower-case name such as title.'],
    [{ uploadPrefixes: [''] }, 'variants.uploadPrefixes.0 is empty: leave it out to develop every key.'],
    [{ width: [320] }, 'variants has a field that Darkroom does not know, or is no object.'],
  ])('refuses %j with a sentence', (mistake, sentence) => {
    expect(() => parseVariantConfig({ ...fine, ...mistake })).toThrow(
      typeof sentence === 'string' ? `functions/shared/variants.ts: ${sentence}` : sentence,
    );
  });

  it.each<[string, object, object]>([
    [
      'the first preset where none is named',
      { preset: undefined, formats: [{ format: 'avif' }] },
      presets.avif.balanced,
    ],
    ['every preset', { preset: 'small', formats: [{ format: 'jpeg' }] }, presets.jpeg.small],
    ["a format's own", { preset: 'small', formats: [{ format: 'webp', preset: 'fast' }] }, presets.webp.fast],
    [
      'settings before both',
      { preset: 'small', formats: [{ format: 'webp', preset: 'fast', quality: 85, effort: undefined }] },
      { ...presets.webp.fast, quality: 85 },
    ],
  ])('takes %s', (_, said, settings) => {
    expect(parseVariantConfig({ ...fine, ...said }).formats).toEqual([expect.objectContaining(settings)]);
  });

  it('refuses what is no configuration at all', () => {
    expect(() => parseVariantConfig(undefined)).toThrow('has a field that Darkroom does not know, or is no object.');
  });
});
