import { expect, it } from 'vitest';
import { evaluate, oneSeries } from '#services/cloudwatch/math/evaluate.ts';
import { parseExpression } from '#services/cloudwatch/math/parse.ts';
import type { Series } from '#services/cloudwatch/math/value.ts';

/** Values of the moments 1, 2 and 3; none where there is null. */
const series = (...values: readonly (number | null)[]): Series =>
  new Map(values.flatMap((value, index) => (value === null ? [] : [[index + 1, value] as const])));

const known: Readonly<Record<string, Series>> = {
  a: series(1, 2, null),
  b: series(10, null, null),
  never: series(),
};

function compute(text: string): readonly (number | null)[] {
  const scope = {
    timestamps: [1, 2, 3],
    find(id: string) {
      const found = known[id];
      if (!found) throw new Error(`no ${id}`);
      return found;
    },
  };
  const found = oneSeries(evaluate(parseExpression(text), scope), scope);
  return scope.timestamps.map((at) => found.get(at) ?? null);
}

it.each([
  ['a', [1, 2, null]],
  ['a + b', [11, null, null]],
  ['SUM([a, b])', [11, 2, null]],
  ['SUM([a, b]) - FILL(never, 0)', [11, 2, null]],
  ['FILL(a, 7)', [1, 2, 7]],
  ['FILL(never, 0)', [0, 0, 0]],
  ['AVG([a,b]) * 2', [11, 4, null]],
  ['MAX([a, b]) / MIN([a, b])', [10, 1, null]],
  ['1 + 2 * (3 - 1)', [5, 5, 5]],
  ['10 - 2 - 3', [5, 5, 5]],
  ['-a', [-1, -2, null]],
  ['a / 0', [null, null, null]],
  ['CEIL(a / 2) + FLOOR(a / 2) + ABS(-a)', [2, 4, null]],
  ['a / SUM(a)', [1 / 3, 2 / 3, null]],
] as const)('%s', (text, expected) => {
  expect(compute(text)).toEqual(expected);
});

it.each([
  ['ANOMALY_DETECTION_BAND(a, 2)', /the function ANOMALY_DETECTION_BAND is not supported here/],
  ['a > 1', /> is not expected in a > 1/],
  ['(a', /ends too early/],
  ['[a, b]', /several series are left where one is expected/],
  ['a ^ 2', /\^ is not expected/],
  ['FILL(a, REPEAT)', /no REPEAT/],
])('%s is refused', (text, message) => {
  expect(() => compute(text)).toThrow(message);
});
