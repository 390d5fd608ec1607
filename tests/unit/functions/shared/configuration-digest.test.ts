import { expect, it } from 'vitest';
import { configurationDigest } from '#functions/shared/configuration-digest.ts';
import { FORMATS } from '#functions/shared/formats.ts';
import { parseVariantConfig } from '#functions/shared/variants.ts';

const said = {
  preset: 'fast',
  widths: [320, 1280],
  formats: [{ format: 'jpeg', quality: 80 }],
  background: '#ffffff',
  exif: ['camera'],
  userMetadata: ['title'],
  uploadPrefixes: [],
};
const digestOf = (change: object) => configurationDigest(parseVariantConfig({ ...said, ...change }));

it('is a part of a key', () => {
  expect(digestOf({})).toMatch(/^[0-9a-f]{12}$/);
});

const jpeg = { format: 'jpeg', quality: 80 };

it.each<[string, object, boolean]>([
  ['a width', { widths: [320, 1281] }, true],
  ['a width more', { widths: [320, 640, 1280] }, true],
  ['the order of widths', { widths: [1280, 320] }, false],
  ['a quality', { formats: [{ ...jpeg, quality: 81 }] }, true],
  ['the preset', { preset: 'small' }, true],
  ['the preset of a format', { formats: [{ ...jpeg, preset: 'small' }] }, true],
  ['the preset, where the format has its own', { preset: 'small', formats: [{ ...jpeg, preset: 'fast' }] }, false],
  ['a preset written out', { preset: 'small', formats: [{ ...FORMATS.jpeg.presets.fast, ...jpeg }] }, false],
  ['a part of the encoder', { formats: [{ ...jpeg, trellisQuantisation: true }] }, true],
  ['the order in which settings are named', { formats: [{ quality: 80, format: 'jpeg' }] }, false],
  ['a format more', { formats: [jpeg, { format: 'webp' }] }, true],
  ['the background', { background: '#000000' }, true],
  ['what the manifest tells', { exif: [] }, true],
  ['what variants keep', { userMetadata: [] }, true],
  ['which keys are developed', { uploadPrefixes: ['in/'] }, false],
])('%s', (_, change, isAnother) => {
  expect(digestOf(change) !== digestOf({})).toBe(isAnother);
});
