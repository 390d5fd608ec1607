import { type AwsNamespace, catalogue, type MetricOf } from '#local/metrics/catalogue.ts';
import type { RecordMetric, Unit } from '#local/metrics/metric.ts';

/** Records one value of a service's own metric, of the resource that has the namespace's dimension. */
export type Publish<N extends AwsNamespace> = (
  metric: MetricOf<N>,
  resource: string,
  value: number,
  at?: number,
) => void;

/** A service records under its own names only: what it publishes is in the catalogue. */
export function publisher<N extends AwsNamespace>(namespace: N, record: RecordMetric): Publish<N> {
  const { dimension } = catalogue[namespace];
  const units: Readonly<Record<string, Unit>> = catalogue[namespace].metrics;
  return (name, resource, value, at) =>
    record({
      namespace,
      name,
      dimensions: { [dimension]: resource },
      value,
      unit: units[name] ?? 'None',
      ...(at !== undefined && { at }),
    });
}
