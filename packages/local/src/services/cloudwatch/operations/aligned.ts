import { invalidCombination } from '#services/cloudwatch/errors.ts';
import type { Range } from '#services/cloudwatch/metrics/metric-store.ts';

/**
 * The periods between two times in milliseconds: they begin at multiples of their length.
 * Throws InvalidParameterCombination where they are none, or more than so many.
 */
export function aligned(from: number, to: number, periodSeconds: number, most: number): Range {
  const periodMs = periodSeconds * 1_000;
  const start = from - (from % periodMs);
  if (to <= from) throw invalidCombination('The parameter StartTime must be less than the parameter EndTime.');
  if ((to - start) / periodMs > most)
    throw invalidCombination(
      `You have requested up to ${Math.ceil((to - start) / periodMs)} datapoints, which exceeds the limit of ${most}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    );
  return { from: start, to, periodMs };
}
