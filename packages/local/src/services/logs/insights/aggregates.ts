import { expect, malformed, type Reading, take, takes } from '#services/logs/insights/tokens.ts';
import { compare, type Expression, numberOf, type Row, type Value } from '#services/logs/insights/value.ts';

type Values = readonly (string | number)[];

const numbers = (values: Values) => values.flatMap((value) => numberOf(value) ?? []);
const sum = (values: Values) => numbers(values).reduce((total, value) => total + value, 0);
const mean = (values: Values) => (numbers(values).length === 0 ? undefined : sum(values) / numbers(values).length);
const sorted = (values: Values) => values.toSorted((a, b) => compare(a, b) ?? 0);
const texts = (values: Values) => values.map(String).toSorted();

function deviation(values: Values): Value {
  const middle = mean(values);
  if (middle === undefined) return undefined;
  return Math.sqrt(mean(numbers(values).map((value) => (value - middle) ** 2)) ?? 0);
}

/** Of the values of a group that are there, in the order of their times. */
const AGGREGATES: Readonly<Record<string, (values: Values) => Value>> = {
  count: (values) => values.length,
  count_distinct: (values) => new Set(values.map(String)).size,
  sum,
  avg: mean,
  stddev: deviation,
  min: (values) => sorted(values).at(0),
  max: (values) => sorted(values).at(-1),
  earliest: (values) => values.at(0),
  latest: (values) => values.at(-1),
  sortsfirst: (values) => texts(values).at(0),
  sortslast: (values) => texts(values).at(-1),
};

/** The functions of `stats`, by name in any case. */
export const STATISTICS: readonly string[] = [...Object.keys(AGGREGATES), 'pct'];

/** The value that so many per cent of the values do not exceed. AWS estimates it. */
function percentile(values: Values, percent: number): Value {
  const all = numbers(values).toSorted((a, b) => a - b);
  return all[Math.max(0, Math.ceil((percent / 100) * all.length) - 1)];
}

/**
 * What `name(` computes of a group, read to its end; undefined for a name that no such function has.
 * Throws MalformedQueryException.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Stats.html
 */
export function aggregate(
  name: string,
  reading: Reading,
  argument: (reading: Reading) => Expression,
): Expression | undefined {
  const key = name.toLowerCase();
  const compute = Object.hasOwn(AGGREGATES, key) ? AGGREGATES[key] : undefined;
  if (!compute && key !== 'pct') return undefined;
  if (!reading.isOfGroup) throw malformed(`${name} can be used in stats alone, and not within another function of it`);
  if (key === 'count' && (takes(reading, '*') || takes(reading, ')'))) {
    if (reading.text[reading.at - 1] === '*') expect(reading, ')');
    return (_, group) => group.length;
  }
  reading.isOfGroup = false;
  const of = argument(reading);
  reading.isOfGroup = true;
  const percent = compute ? 0 : percentOf(reading);
  expect(reading, ')');
  return (_, group) => {
    const values = inTime(group).flatMap((row) => of(row, []) ?? []);
    return compute ? compute(values) : percentile(values, percent);
  };
}

const inTime = (group: readonly Row[]) =>
  group.toSorted((a, b) => compare(a.get('@timestamp'), b.get('@timestamp')) ?? 0);

function percentOf(reading: Reading): number {
  expect(reading, ',');
  const percent = Number(take(reading));
  if (!(percent >= 0 && percent <= 100)) throw malformed('pct takes a field and a number from 0 to 100');
  return percent;
}
