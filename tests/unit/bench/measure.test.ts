import { describe, expect, it } from 'vitest';
import { allMet, count, type Target } from '../../../bench/benchmark.ts';
import { interleaved, median, percentile } from '../../../bench/measure.ts';
import { jsonLine, table } from '../../../bench/report.ts';

describe('median', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[7], 7],
    [[], Number.NaN],
  ])('%j -> %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  it.each([
    [hundred, 0.5, 50],
    [hundred, 0.99, 99],
    [[3, 1], 0.99, 3],
    [[7], 0.5, 7],
    [[], 0.5, Number.NaN],
  ])('%j, %d -> %d', (values, share, expected) => {
    expect(percentile(values, share)).toBe(expected);
  });
});

it('contenders take turns, and who begins changes', async () => {
  const order: string[] = [];
  const run = (name: string) => async () => order.push(name);
  expect(await interleaved(2, { ours: run('ours'), theirs: run('theirs') })).toEqual({ ours: [1, 4], theirs: [2, 3] });
});

describe('targets', () => {
  it.each<[Record<string, number>, Record<string, Target>, boolean]>([
    [{ ratio: 0.8 }, { ratio: { atLeast: 0.8 } }, true],
    [{ ratio: 0.79 }, { ratio: { atLeast: 0.8 } }, false],
    [{ seconds: 2.5 }, { seconds: { atMost: 2.5 } }, true],
    [{ seconds: 2.6 }, { seconds: { atMost: 2.5 } }, false],
    [{}, { seconds: { atMost: 2.5 } }, false],
    [{ seconds: 1 }, {}, true],
  ])('%j against %j: %s', (figures, targets, met) => {
    expect(allMet({ figures, targets })).toBe(met);
    expect(JSON.parse(jsonLine({ name: 'x' }, { figures, targets }))).toEqual({ name: 'x', figures, targets, met });
  });

  it('are shown beside the figures', () => {
    const findings = { figures: { ratio: 0.5, photosPerSecond: 1234.5 }, targets: { ratio: { atLeast: 0.8 } } };
    expect(table({ name: 'pipeline' }, findings)).toBe(
      'pipeline\n  ratio             0.50  >= 0.8 MISSED\n  photosPerSecond  1,235\n',
    );
  });
});

describe('count', () => {
  it.each(['0', '-1', '1.5', 'many'])('--count %s is refused', (text) => {
    expect(() => count({ count: text }, 'count', 5)).toThrow('a whole number above 0');
  });
  it('has a default', () => expect(count({}, 'count', 5)).toBe(5));
});
