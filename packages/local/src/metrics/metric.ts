/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html */
export const UNITS = [
  'Seconds',
  'Microseconds',
  'Milliseconds',
  'Bytes',
  'Kilobytes',
  'Megabytes',
  'Gigabytes',
  'Terabytes',
  'Bits',
  'Kilobits',
  'Megabits',
  'Gigabits',
  'Terabits',
  'Percent',
  'Count',
  'Bytes/Second',
  'Kilobytes/Second',
  'Megabytes/Second',
  'Gigabytes/Second',
  'Terabytes/Second',
  'Bits/Second',
  'Kilobits/Second',
  'Megabits/Second',
  'Gigabits/Second',
  'Terabits/Second',
  'Count/Second',
  'None',
] as const;

export type Unit = (typeof UNITS)[number];

export type Dimensions = Readonly<Record<string, string>>;

/** What tells a metric from all others. */
export interface MetricId {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Dimensions;
}

/** One value of a metric. */
export interface Datum extends MetricId {
  readonly value: number;
  readonly unit: Unit;
  /** Milliseconds since the epoch; now, when it is not said. */
  readonly at?: number;
  /** How often the value occurred: once, when it is not said. */
  readonly count?: number;
  /** Kept by the second rather than by the minute. */
  readonly isHighResolution?: boolean;
}

/** The one way by which metrics come in. Nearly free: it may be called for every message and invocation. */
export type RecordMetric = (datum: Datum) => void;

/** For those whom nobody watches. */
export const unrecorded: RecordMetric = () => {};

/** The same text for the same metric, whatever the order of its dimensions. */
export function metricKey({ namespace, name, dimensions }: MetricId): string {
  const names = Object.keys(dimensions);
  if (names.length > 1) names.sort();
  let key = `${namespace}\n${name}`;
  for (const dimension of names) key += `\n${dimension}=${dimensions[dimension]}`;
  return key;
}
