import * as z from 'zod';
import { others } from '#gateway/dispatch/taking.ts';
import { invalidNextToken, validationError } from '#services/cloudwatch/errors.ts';
import { instant, number } from '#services/cloudwatch/input.ts';
import { MathError } from '#services/cloudwatch/math/math-error.ts';
import { computeQueries, type MetricQuery, metricQueries } from '#services/cloudwatch/metric-query.ts';
import type { MetricStore } from '#services/cloudwatch/metrics/metric-store.ts';
import { aligned } from '#services/cloudwatch/operations/aligned.ts';
import { page } from '#services/cloudwatch/paging.ts';

/** Data points of one answer, https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
const MOST_DATAPOINTS = 100_800;

export const dataInput = z
  .strictObject({
    MetricDataQueries: metricQueries,
    StartTime: instant,
    EndTime: instant,
    ScanBy: z.enum(['TimestampDescending', 'TimestampAscending']).default('TimestampDescending'),
    MaxDatapoints: number.pipe(z.int().min(1)).default(MOST_DATAPOINTS),
    NextToken: z.string().optional(),
  })
  .register(others, { refused: ['LabelOptions'] });

type Points = readonly (readonly [number, number])[];

/** GetMetricData: what is over goes to the next page, and its results are `PartialData` until then. */
export function metricData(store: MetricStore, wanted: z.output<typeof dataInput>): object {
  const all = resultsOf(store, wanted);
  const flat = all.flatMap(({ points }, at) => points.map((_, place) => [at, place] as const));
  const size = Math.min(wanted.MaxDatapoints, MOST_DATAPOINTS);
  const { items, NextToken } = page(flat, size, wanted.NextToken, invalidNextToken);
  const MetricDataResults = all.map(({ query, points }, of) => {
    const places = items.flatMap(([at, place]) => (at === of ? [place] : []));
    const shown = points.slice(places[0] ?? 0, (places.at(-1) ?? -1) + 1);
    const isLater = NextToken !== undefined && of > (items.at(-1)?.[0] ?? 0);
    const isPartial = isLater ? points.length > 0 : places.length > 0 && (places.at(-1) ?? 0) + 1 < points.length;
    return {
      Id: query.Id,
      Label: query.Label ?? query.MetricStat?.Metric.MetricName ?? query.Id,
      Timestamps: shown.map(([at]) => new Date(at)),
      Values: shown.map(([, value]) => value),
      StatusCode: isPartial ? 'PartialData' : 'Complete',
    };
  });
  return { MetricDataResults, Messages: [], ...(NextToken !== undefined && { NextToken }) };
}

function resultsOf(store: MetricStore, wanted: z.output<typeof dataInput>) {
  const { MetricDataQueries: queries, StartTime, EndTime, ScanBy } = wanted;
  const periods = new Set(queries.flatMap(({ MetricStat, Period }) => MetricStat?.Period ?? Period ?? []));
  if (periods.size > 1) throw validationError('Queries of different periods in one request are not supported here');
  const range = aligned(StartTime, EndTime, [...periods][0] ?? 60, MOST_DATAPOINTS);
  const computed = computeQueries(store, queries, range);
  return queries
    .filter(({ ReturnData }) => ReturnData)
    .map((query) => {
      const points = valuesOf(computed, query).toSorted(([a], [b]) =>
        ScanBy === 'TimestampAscending' ? a - b : b - a,
      );
      return { query, points };
    });
}

function valuesOf(computed: ReturnType<typeof computeQueries>, { Id }: MetricQuery): Points {
  try {
    return [...computed.find(Id)];
  } catch (error) {
    if (error instanceof MathError) throw validationError(`Error in ${Id}: ${error.message}`);
    throw error;
  }
}
