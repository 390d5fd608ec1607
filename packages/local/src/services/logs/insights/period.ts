import { malformed, type Reading, take } from '#services/logs/insights/tokens.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;

/** Units of periods, their length in milliseconds, and the most of them that a period takes. */
const UNITS: readonly (readonly [RegExp, number, number])[] = [
  [/^(ms|msec|milliseconds?)$/, 1, 1000],
  [/^(s|sec|seconds?)$/, SECOND, 60],
  [/^(m|min|minutes?)$/, 60 * SECOND, 60],
  [/^(h|hr|hours?)$/, HOUR, 24],
  [/^(d|days?)$/, 24 * HOUR, 31],
  [/^(w|weeks?)$/, 7 * 24 * HOUR, 52],
];

/**
 * `5m`, `1 hour`: milliseconds. Throws MalformedQueryException; months and longer have no length, and are not supported here.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
export function period(reading: Reading): number {
  const [, count = '', joined = ''] = /^(\d+)([a-z]*)$/i.exec(take(reading)) ?? [];
  const unit = (joined || take(reading)).toLowerCase();
  const [, length, most] = UNITS.find(([names]) => names.test(unit)) ?? [];
  if (length === undefined || most === undefined)
    throw malformed(`Periods of ${unit || 'no unit'} are not supported here`);
  if (Number(count) < 1 || Number(count) > most) throw malformed(`A period in ${unit} has a number from 1 to ${most}`);
  return Number(count) * length;
}
