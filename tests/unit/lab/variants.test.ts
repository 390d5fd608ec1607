import { describe, expect, it } from 'vitest';
import { outcomeOf } from '#lab/outcome.ts';

interface PageVariants {
  offered(variants: readonly object[]): readonly (readonly [string, readonly object[]])[];
  smallestShown(variants: readonly object[]): number;
}

/** The page's own module, which is JavaScript that browsers load as it is. */
const { offered, smallestShown }: PageVariants = await import(
  String(new URL('../../../lab/console/page/variants.js', import.meta.url))
);

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
  const formats = (variants: readonly object[]) => offered(variants).map(([format]) => format);

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
