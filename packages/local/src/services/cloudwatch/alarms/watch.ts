import { type AlarmDefinition, periodOf, watchedBy } from '#services/cloudwatch/alarms/definition.ts';
import { type Datapoint, evaluationRange } from '#services/cloudwatch/alarms/judge.ts';
import { computeQueries, seriesOf } from '#services/cloudwatch/metric-query.ts';
import type { MetricStore } from '#services/cloudwatch/metrics/metric-store.ts';

/**
 * The data points that an alarm is judged by: of the periods that end at `now`, oldest first. They move on with every
 * evaluation, whatever the length of the period. Throws MathError.
 */
export function datapointsOf(store: MetricStore, definition: AlarmDefinition, now: number): readonly Datapoint[] {
  const watched = watchedBy(definition);
  const periodMs = periodOf(watched) * 1_000;
  const count = evaluationRange(definition);
  const range = { from: now - count * periodMs, to: now, periodMs };
  const series =
    watched.kind === 'metric'
      ? seriesOf(store, watched.stat, range)
      : computeQueries(store, watched.queries, range).find(watched.returned.Id);
  return Array.from({ length: count }, (_, index) => {
    const at = range.from + index * periodMs;
    return { at, value: series.get(at) };
  });
}
