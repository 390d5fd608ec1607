import { type AccountKind, catalogue, type MeasuredKind, type MetricOf } from '#local/metrics/catalogue.ts';
import type { RecordMetric, Unit } from '#local/metrics/metric.ts';

/** Records one value of a service's own metric, of the resource that the dimension of its kind names. */
export type Publish<K extends MeasuredKind> = (
  metric: MetricOf<K>,
  resource: string,
  value: number,
  at?: number,
) => void;

/** A service records under its own names only: what it publishes is in the catalogue. */
export function publisher<K extends MeasuredKind>(kind: K, record: RecordMetric): Publish<K> {
  const { namespace, dimension } = catalogue[kind];
  const units: Readonly<Record<string, Unit>> = catalogue[kind].metrics;
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

/** Records one value of a service's metric of the whole account. */
export function accountPublisher<K extends AccountKind>(kind: K, record: RecordMetric) {
  const { namespace } = catalogue[kind];
  const units: Readonly<Record<string, Unit>> = catalogue[kind].metrics;
  return (name: MetricOf<K>, value: number, at: number): void =>
    record({ namespace, name, dimensions: {}, value, unit: units[name] ?? 'None', at });
}
