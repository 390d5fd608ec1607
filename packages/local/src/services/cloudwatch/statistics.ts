import type { Distribution } from '#services/cloudwatch/metrics/distribution.ts';

/** What is taken of the values of a period. Undefined where it cannot be known. */
export type Statistic = (values: Distribution) => number | undefined;

const PLAIN: Readonly<Record<string, Statistic>> = {
  SampleCount: ({ count }) => count,
  Average: ({ sum, count }) => sum / count,
  Sum: ({ sum }) => sum,
  Minimum: ({ min }) => min,
  Maximum: ({ max }) => max,
};

export const STATISTICS = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'] as const;

/**
 * `Sum` and its kind, or a percentile such as `p99` or `p99.9`; undefined for any other, such as trimmed means.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
export function statistic(name: string): Statistic | undefined {
  if (Object.hasOwn(PLAIN, name)) return PLAIN[name];
  const percent = Number(/^p(\d{1,3}(?:\.\d{1,10})?)$/.exec(name)?.[1]);
  return percent >= 0 && percent <= 100 ? (values) => values.percentile(percent) : undefined;
}
