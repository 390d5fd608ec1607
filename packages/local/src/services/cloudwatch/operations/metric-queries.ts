import type { Clock } from '@safelight/asl/clock';
import * as z from 'zod';
import type { Operations } from '#gateway/dispatch/operation.ts';
import { others } from '#gateway/dispatch/taking.ts';
import { UNITS } from '#local/metrics/metric.ts';
import { invalidCombination, validationError } from '#services/cloudwatch/errors.ts';
import { asPairs, byName, dimensions, instant, list, number } from '#services/cloudwatch/input.ts';
import type { Distribution } from '#services/cloudwatch/metrics/distribution.ts';
import type { KnownMetric, MetricStore } from '#services/cloudwatch/metrics/metric-store.ts';
import { aligned } from '#services/cloudwatch/operations/aligned.ts';
import { dataInput, metricData } from '#services/cloudwatch/operations/metric-data.ts';
import { onAll } from '#services/cloudwatch/operations/operation.ts';
import { page } from '#services/cloudwatch/paging.ts';
import { STATISTICS, statistic } from '#services/cloudwatch/statistics.ts';

const listInput = z
  .strictObject({
    Namespace: z.string().optional(),
    MetricName: z.string().optional(),
    Dimensions: list(z.strictObject({ Name: z.string(), Value: z.string().optional() })).default([]),
    RecentlyActive: z.literal('PT3H').optional(),
    NextToken: z.string().optional(),
  })
  .register(others, { refused: ['IncludeLinkedAccounts', 'OwningAccount'] });

const period = number.pipe(z.int().min(1));

const statisticsInput = z.strictObject({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: dimensions,
  StartTime: instant,
  EndTime: instant,
  Period: period,
  Statistics: list(z.enum(STATISTICS)).default([]),
  ExtendedStatistics: list(z.string()).default([]),
  Unit: z.enum(UNITS).optional(),
});

const ACTIVE_MS = 3 * 60 * 60 * 1_000;
const MOST_LISTED = 500;
const MOST_DATAPOINTS = 1_440;

/** The operations that ask about metrics, by name. */
export const metricQueryOperations = (store: MetricStore, clock: Clock): Operations => ({
  ListMetrics: onAll('ListMetrics', listInput, (wanted) => {
    const since = wanted.RecentlyActive === undefined ? 0 : clock.now() - ACTIVE_MS;
    const found = store.metrics().filter((metric) => metric.latest >= since && isWanted(metric, wanted));
    const { items, NextToken } = page(found, MOST_LISTED, wanted.NextToken);
    const Metrics = items.map(({ namespace, name, dimensions: named }) => {
      return { Namespace: namespace, MetricName: name, Dimensions: asPairs(named) };
    });
    return { Metrics, ...(NextToken !== undefined && { NextToken }) };
  }),
  GetMetricStatistics: onAll('GetMetricStatistics', statisticsInput, (wanted) => metricStatistics(store, wanted)),
  GetMetricData: onAll('GetMetricData', dataInput, (wanted) => metricData(store, wanted)),
});

const isWanted = ({ namespace, name, dimensions: named }: KnownMetric, wanted: z.output<typeof listInput>): boolean =>
  (wanted.Namespace ?? namespace) === namespace &&
  (wanted.MetricName ?? name) === name &&
  wanted.Dimensions.every(({ Name, Value }) => Object.hasOwn(named, Name) && (Value ?? named[Name]) === named[Name]);

function metricStatistics(store: MetricStore, wanted: z.output<typeof statisticsInput>): object {
  const id = { namespace: wanted.Namespace, name: wanted.MetricName, dimensions: byName(wanted.Dimensions) };
  const plain = wanted.Statistics;
  const extended = wanted.ExtendedStatistics.map((name) => [name, statisticOrThrow(name)] as const);
  if (plain.length + extended.length === 0)
    throw invalidCombination('Statistics or ExtendedStatistics must be specified');
  const unit = store.unitOf(id) ?? 'None';
  const shown = (values: Distribution) => ({
    ...Object.fromEntries(plain.map((name) => [name, statistic(name)?.(values)])),
    ...(extended.length > 0 && { ExtendedStatistics: new Map(extended.map(([name, take]) => [name, take(values)])) }),
  });
  const periods = store.periods(
    id,
    aligned(wanted.StartTime, wanted.EndTime, wanted.Period, MOST_DATAPOINTS),
    wanted.Unit,
  );
  const Datapoints = [...periods].map(([at, values]) => ({ Timestamp: new Date(at), Unit: unit, ...shown(values) }));
  return { Label: wanted.MetricName, Datapoints };
}

function statisticOrThrow(name: string) {
  const found = statistic(name);
  if (!found) throw validationError(`The statistic ${name} is not supported here`);
  return found;
}
