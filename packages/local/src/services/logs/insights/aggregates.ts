import { expect, malformed, type Reading, take, takes } from '#services/logs/insights/tokens.ts';
import { compare, type Expression, numberOf, type Row, type Value } from '#services/logs/insights/value.ts';

type Values = readonly (string | number)[];

const numbers = (values: Values) => values.flatMap((value) => numberOf(value) ?? []);
const sum = (values: Values) => numbers(values).reduce((total, value) => total + value, 0);
const mean = (values: Values) => (numbers(values).length === 0 ? undefined : sum(values) / numbers(values).length);

/** The first of those that no other goes before. */
function foremost<T>(all: readonly T[], goesBefore: (a: T, b: T) => boolean): T | undefined {
  const [first, ...others] = all;
  let found = first;
  for (const one of others) if (found !== undefined && goesBefore(one, found)) found = one;
  return found;
}

function deviation(values: Values): Value {
  const middle = mean(values);
  if (middle === undefined) return undefined;
  return Math.sqrt(mean(numbers(values).map((value) => (value - middle) ** 2)) ?? 0);
}

/** What a function makes of the rows of a group, by the value that each has or lacks. */
type Aggregate = (rows: readonly Row[], of: (row: Row) => Value) => Value;

const timeOf = (row: Row) => String(row.get('@timestamp'));

const ofValues =
  (compute: (values: Values) => Value): Aggregate =>
  (rows, of) =>
    compute(rows.flatMap((row) => of(row) ?? []));

const inTime =
  (goesBefore: (a: string, b: string) => boolean): Aggregate =>
  (rows, of) => {
    const those = rows.filter((row) => of(row) !== undefined);
    const found = foremost(those, (a, b) => goesBefore(timeOf(a), timeOf(b)));
    return found && of(found);
  };

const AGGREGATES: Readonly<Record<string, Aggregate>> = {
  count: ofValues((values) => values.length),
  count_distinct: ofValues((values) => new Set(values.map(String)).size),
  sum: ofValues(sum),
  avg: ofValues(mean),
  stddev: ofValues(deviation),
  min: ofValues((values) => foremost(values, (a, b) => (compare(a, b) ?? 0) < 0)),
  max: ofValues((values) => foremost(values, (a, b) => (compare(a, b) ?? 0) >= 0)),
  earliest: inTime((a, b) => a < b),
  latest: inTime((a, b) => a >= b),
  sortsfirst: ofValues((values) => foremost(values.map(String), (a, b) => a < b)),
  sortslast: ofValues((values) => foremost(values.map(String), (a, b) => a >= b)),
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
  const apply = compute ?? ofValues((values) => percentile(values, percent));
  return (_, group) => apply(group, (row) => of(row, []));
}

function percentOf(reading: Reading): number {
  expect(reading, ',');
  const percent = Number(take(reading));
  if (!(percent >= 0 && percent <= 100)) throw malformed('pct takes a field and a number from 0 to 100');
  return percent;
}
