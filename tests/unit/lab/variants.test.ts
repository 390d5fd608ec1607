import { describe, expect, it } from 'vitest';
import { offered, pictureSnippet, smallestShown } from '#lab/console/page/photos/variants.ts';
import { outcomeOf, type Variant } from '#lab/outcome.ts';

const variant = (format: string, width: number, bytes: number, frames?: number) => ({
  key: `${width}.${format}`,
  format,
  width,
  height: width,
  bytes,
  ...(frames !== undefined && { frames }),
});

describe('the variants of a card', () => {
  const still = [variant('avif', 320, 10, 1), variant('webp', 320, 20, 1), variant('jpeg', 320, 30, 1)];
  const moving = [variant('avif', 320, 10, 1), variant('webp', 320, 90, 3), variant('jpeg', 320, 30, 1)];
  const formats = (variants: readonly Variant[]) => offered(variants).map(([format]) => format);

  it.each([
    ['a still', still, ['avif', 'webp', 'jpeg']],
    ['an animation', moving, ['webp', 'avif', 'jpeg']],
    ['variants that do not tell', [variant('avif', 1, 1), variant('jpeg', 1, 1)], ['avif', 'jpeg']],
  ])('of %s are offered with what moves first', (_what, variants, expected) => {
    expect(formats(variants)).toEqual(expected);
  });

  it.each([
    ['a still', still, 10],
    ['an animation, of which what moves counts', moving, 90],
    ['the widest', [variant('avif', 320, 10, 1), variant('avif', 640, 50, 1), variant('jpeg', 640, 60, 1)], 50],
  ])('%s', (_what, variants, expected) => {
    expect(smallestShown(variants)).toBe(expected);
  });
});

it.each([
  ['their frames', 3, { frames: 3 }],
  ['none in manifests of older versions', undefined, {}],
])('an outcome tells %s', (_what, frames, expected) => {
  const row = { status: 'READY', manifest: { variants: [{ ...variant('webp', 320, 9, frames), checksum: 'c' }] } };
  const [found] = outcomeOf('a.gif', row)?.variants ?? [];
  expect(found).toEqual({ ...variant('webp', 320, 9), ...expected });
});

it('a snippet offers each format at each width, and has the largest for browsers that choose none', () => {
  const variants = [
    variant('avif', 320, 10),
    variant('avif', 640, 20),
    variant('jpeg', 320, 30),
    variant('jpeg', 640, 40),
  ];
  expect(pictureSnippet(variants, 'https://photos.example')).toBe(`<picture>
  <source type="image/avif" srcset="https://photos.example/320.avif 320w, https://photos.example/640.avif 640w" sizes="100vw">
  <img src="https://photos.example/640.jpeg" srcset="https://photos.example/320.jpeg 320w, https://photos.example/640.jpeg 640w" sizes="100vw" width="640" height="640" alt="" loading="lazy">
</picture>`);
});
