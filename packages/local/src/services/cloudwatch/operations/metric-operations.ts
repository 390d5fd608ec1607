import type { Clock } from '@safelight/asl/clock';
import type { JsonObject } from '@safelight/asl/json';
import * as z from 'zod';
import type { Operations } from '#gateway/dispatch/operation.ts';
import { others } from '#gateway/dispatch/taking.ts';
import { UNITS } from '#local/metrics/metric.ts';
import { invalidCombination } from '#services/cloudwatch/errors.ts';
import { byName, dimensions, instant, list, number, taking } from '#services/cloudwatch/input.ts';
import type { MetricStore } from '#services/cloudwatch/metrics/metric-store.ts';
import { metricQueryOperations } from '#services/cloudwatch/operations/metric-queries.ts';

const datum = z.strictObject({
  MetricName: z.string().min(1),
  Dimensions: dimensions,
  Timestamp: instant.optional(),
  Value: number.optional(),
  Values: list(number).optional(),
  Counts: list(number).optional(),
  StatisticValues: z.strictObject({ SampleCount: number, Sum: number, Minimum: number, Maximum: number }).optional(),
  Unit: z.enum(UNITS).default('None'),
  StorageResolution: number.default(60),
});

const putData = z
  .strictObject({
    Namespace: z
      .string()
      .min(1)
      .refine((name) => !name.startsWith('AWS/'), 'A namespace of your own must not begin with AWS/'),
    MetricData: list(datum),
  })
  .register(others, {
    refused: ['EntityMetricData'],
    withoutEffect: { StrictEntityValidation: 'data here are of no entity' },
  });

type Datum = z.output<typeof datum>;

interface MetricDeps {
  readonly store: MetricStore;
  readonly clock: Clock;
  /** Writes what was recorded, before it is acknowledged. */
  readonly written: () => void;
}

/** The operations on metrics, by name. */
export const metricOperations = ({ store, clock, written }: MetricDeps): Operations => ({
  PutMetricData: {
    access: ({ Namespace }: JsonObject) => [
      {
        action: 'cloudwatch:PutMetricData',
        resource: '*',
        context: { 'cloudwatch:namespace': String(Namespace ?? '') },
      },
    ],
    ...taking(putData, ({ Namespace, MetricData }) => {
      for (const each of MetricData) put(store, Namespace, each);
      written();
      return undefined;
    }),
  },
  ...metricQueryOperations(store, clock),
});

function put(store: MetricStore, namespace: string, given: Datum): void {
  const { MetricName: name, Dimensions, Timestamp: at, Value, Values, Counts, StatisticValues: set } = given;
  const metric = {
    namespace,
    name,
    dimensions: byName(Dimensions),
    unit: given.Unit,
    isHighResolution: given.StorageResolution < 60,
    ...(at !== undefined && { at }),
  };
  if ([Value, Values, set].filter((one) => one !== undefined).length !== 1)
    throw invalidCombination(`${name} needs either a Value, Values or StatisticValues`);
  if (set) {
    const { SampleCount: count, Sum: sum, Minimum: min, Maximum: max } = set;
    store.recordSet(metric, { count, sum, min, max });
  }
  if (Value !== undefined) store.record({ ...metric, value: Value });
  for (const [index, value] of (Values ?? []).entries())
    store.record({ ...metric, value, count: Counts?.[index] ?? 1 });
}
