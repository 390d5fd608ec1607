import { expect, it } from 'vitest';
import { configurationDigest } from '#functions/shared/configuration-digest.ts';
import { parseVariantConfig, type VariantConfig } from '#functions/shared/variants.ts';

const config = parseVariantConfig({
  widths: [320, 1280],
  formats: [{ format: 'jpeg', quality: 80 }],
  background: '#ffffff',
  exif: ['camera'],
  userMetadata: ['title'],
  uploadPrefixes: [],
});

it('is a part of a key', () => {
  expect(configurationDigest(config)).toMatch(/^[0-9a-f]{12}$/);
});

it.each<[string, Partial<VariantConfig>, boolean]>([
  ['a width', { widths: [320, 1281] }, true],
  ['a width more', { widths: [320, 640, 1280] }, true],
  ['the order of widths', { widths: [1280, 320] }, false],
  ['a quality', { formats: [{ format: 'jpeg', quality: 81 }] }, true],
  ['a format more', { formats: [...config.formats, { format: 'webp', quality: 80, effort: 4 }] }, true],
  ['the background', { background: '#000000' }, true],
  ['what the manifest tells', { exif: [] }, true],
  ['what variants keep', { userMetadata: [] }, true],
  ['which keys are developed', { uploadPrefixes: ['in/'] }, false],
])('%s', (_, change, isAnother) => {
  expect(configurationDigest({ ...config, ...change }) !== configurationDigest(config)).toBe(isAnother);
});
