import { describe, expect, it } from 'vitest';
import { handoverKey, revisionPrefix, variantKey } from '#functions/shared/keys.ts';

const revision = '0123456789ab';

describe('keys', () => {
  it('put all of a revision under the photo', () => {
    const prefix = revisionPrefix('cats/a.jpg', revision);
    expect(variantKey(prefix, 320, 'jpeg')).toBe('cats/a.jpg/0123456789ab/320.jpg');
    expect(handoverKey(prefix, 320)).toBe('cats/a.jpg/0123456789ab/320.tiff');
  });

  it('Images 15: names of a.png and a.jpg never meet', () => {
    const keys = ['a.png', 'a.jpg'].map((photo) => variantKey(revisionPrefix(photo, revision), 320, 'webp'));
    expect(new Set(keys).size).toBe(2);
  });

  it.each([
    [997, true],
    [998, false],
    [1_024, false],
  ])('Images 9: a key of %i bytes fits with all below it: %s', (length, asItIs) => {
    const photo = 'k'.repeat(length);
    const prefix = revisionPrefix(photo, revision);
    expect(prefix === `${photo}/${revision}`).toBe(asItIs);
    expect(Buffer.byteLength(`${prefix}/manifest.json`)).toBeLessThanOrEqual(1_024);
    expect(prefix).not.toBe(revisionPrefix(`${photo.slice(1)}j`, revision));
  });

  it('Images 9: bytes count, not characters', () => {
    expect(revisionPrefix('日'.repeat(341), revision)).toMatch(/^long\/[0-9a-f]{64}\/0123456789ab$/);
  });

  it.each([
    ['acme/', 'acme/'],
    [`${'t'.repeat(600)}/`, ''],
  ])('Images 9: a key too long stays below its first part %s, if that is short', (first, kept) => {
    const prefix = revisionPrefix(first + 'k'.repeat(1_024 - first.length), revision);
    expect(prefix).toMatch(new RegExp(`^${kept}long/[0-9a-f]{64}/0123456789ab$`));
  });
});
