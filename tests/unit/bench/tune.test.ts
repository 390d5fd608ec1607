import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '#functions/shared/formats.ts';
import { drawing } from '../../../bench/tune/draw.ts';
import { atScore, front, type Point } from '../../../bench/tune/point.ts';
import { rowsOf, textOf } from '../../../bench/tune/print.ts';
import { defaultOf, nameOf, TUNED, waysOf } from '../../../bench/tune/ways.ts';

const point = (score: number, bytes: number, milliseconds = bytes): Point => ({
  quality: score,
  ssim: score / 100,
  score,
  bytes,
  milliseconds,
});

describe('what a way to encode takes at a score', () => {
  it.each<[string, readonly Point[], object | undefined]>([
    ['lies between two points', [point(60, 100), point(80, 400)], { quality: 70, ssim: 0.7, bytes: 200 }],
    ['in whatever order', [point(80, 400), point(90, 900), point(60, 100)], { quality: 70, bytes: 200 }],
    ['is a point that has it', [point(60, 100), point(70, 150)], { quality: 70, bytes: 150 }],
    ['is not known above all', [point(60, 100), point(65, 150)], undefined],
    ['nor below all', [point(75, 100), point(80, 150)], undefined],
    ['nor of none', [], undefined],
  ])('%s', (_, points, expected) => {
    const found = atScore(points, 70);
    if (expected === undefined) expect(found).toBeUndefined();
    else expect({ ...found, bytes: Math.round(found?.bytes ?? 0) }).toMatchObject(expected);
  });
});

it.each([
  ['one', [[1, 1]], [[1, 1]]],
  [
    'what is faster or smaller',
    [
      [3, 1],
      [1, 3],
      [2, 2],
    ],
    [
      [1, 3],
      [2, 2],
      [3, 1],
    ],
  ],
  [
    'nothing that is as fast and larger',
    [
      [1, 2],
      [1, 3],
    ],
    [[1, 2]],
  ],
  [
    'both of two that are the same',
    [
      [1, 2],
      [1, 2],
    ],
    [
      [1, 2],
      [1, 2],
    ],
  ],
])('the front has %s', (_, all, expected) => {
  const found = front(all.map(([milliseconds = 0, bytes = 0]) => ({ milliseconds, bytes })));
  expect(found.map(({ milliseconds, bytes }) => [milliseconds, bytes])).toEqual(expected);
});

describe.each(TUNED)('the ways of %s', (format) => {
  it('have no two the same, and every preset of it', () => {
    const names = waysOf(format).map(nameOf);
    expect(new Set(names).size).toBe(names.length);
    const presets = Object.values(FORMATS[format].presets).map(({ quality: _, ...way }) => inOrder(way));
    expect(waysOf(format).map(inOrder)).toEqual(expect.arrayContaining(presets));
  });
});

const inOrder = (way: object) => JSON.stringify(Object.entries(way).toSorted());

const usual = { ...defaultOf('webp'), point: point(70, 200) };
const walk = {
  format: 'webp',
  reference: usual,
  walked: [
    { way: { effort: 0 }, points: [], same: { quality: 75.5, ssim: 0.7, bytes: 300, milliseconds: 100 } },
    { way: { effort: 1 }, points: [], same: { quality: 75.5, ssim: 0.7, bytes: 320, milliseconds: 150 } },
    { way: { effort: 6, smartSubsample: true }, points: [], same: undefined },
  ],
} as const;

it('prints the front, what is behind it, and what is never as good', () => {
  const text = textOf(walk);
  expect(text).toMatch(/^\* +0\.50 +1\.500 +75\.5 +0\.7000 +effort 0$/m);
  expect(text).toMatch(/^ +0\.75 +1\.600 +75\.5 +0\.7000 +effort 1$/m);
  expect(text).toMatch(/never as good: effort 6, smartSubsample$/m);
});

it('draws it as SVG, with every way in it', () => {
  const svg = drawing([{ format: 'webp', rows: rowsOf(walk) }]);
  expect(XMLValidator.validate(svg)).toBe(true);
  expect(svg.match(/<circle /g)).toHaveLength(2);
});
