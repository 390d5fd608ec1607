import type { Clock } from '@safelight/asl/clock';
import { type Datum, type MetricId, metricKey, type Unit } from '#local/metrics/metric.ts';
import { Distribution, type StatisticSet } from '#services/cloudwatch/metrics/distribution.ts';

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

/** A day by the minute, or less of what is kept by the second. */
const MOST_BUCKETS = 1_440;
/** Those that were written longest ago make room. */
const MOST_SERIES = 2_000;

interface Series extends MetricId {
  /** By the start of the minute or second. */
  readonly buckets: Map<number, Distribution>;
  unit: Unit;
  latest: number;
}

/** A metric that has been recorded. */
export interface KnownMetric extends MetricId {
  readonly unit: Unit;
  /** Of its newest value: milliseconds since the epoch. */
  readonly latest: number;
}

/** What to know of a metric: all that was recorded within `[from, to)`, in milliseconds, period by period. */
export interface Range {
  readonly from: number;
  readonly to: number;
  readonly periodMs: number;
}

/** What one metric came to in a minute or second that begins at `start`. */
interface Recorded extends MetricId {
  readonly unit: Unit;
  readonly start: number;
  readonly distribution: Distribution;
}

/** Keeps what metrics come to in memory, bounded, and forgets the oldest. */
export class MetricStore {
  readonly #series = new Map<string, Series>();
  readonly #clock: Clock;
  /** What was recorded since it was last taken. */
  #changed = new Map<Distribution, { readonly series: Series; readonly start: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  record(datum: Datum): void {
    this.#bucket(datum).add(datum.value, datum.count);
  }

  recordSet(datum: Omit<Datum, 'value' | 'count'>, set: StatisticSet): void {
    this.#bucket(datum).addSet(set);
  }

  /** What has changed since it was last asked for. */
  takeChanged(): readonly Recorded[] {
    const changed = this.#changed;
    this.#changed = new Map();
    return [...changed].map(([distribution, { series, start }]) => ({ ...series, start, distribution }));
  }

  /** Brings back what an earlier process recorded, oldest first. */
  restore(metric: MetricId & { readonly unit: Unit }, start: number, distribution: Distribution): void {
    const series = this.#find(metric);
    series.latest = Math.max(series.latest, start);
    series.buckets.set(start, distribution);
  }

  metrics(): readonly KnownMetric[] {
    return [...this.#series.values()];
  }

  /** By the start of each period that has any value. With `unit`, only what was recorded in it. */
  periods(id: MetricId, { from, to, periodMs }: Range, unit?: Unit): ReadonlyMap<number, Distribution> {
    const periods = new Map<number, Distribution>();
    const series = this.#series.get(metricKey(id));
    if (!series || (unit !== undefined && unit !== series.unit)) return periods;
    for (const [start, bucket] of series.buckets) {
      if (start < from || start >= to) continue;
      const period = from + Math.floor((start - from) / periodMs) * periodMs;
      const merged = periods.get(period) ?? new Distribution();
      merged.merge(bucket);
      periods.set(period, merged);
    }
    return periods;
  }

  unitOf(id: MetricId): Unit | undefined {
    return this.#series.get(metricKey(id))?.unit;
  }

  #bucket(datum: Omit<Datum, 'value'>): Distribution {
    const at = datum.at ?? this.#clock.now();
    const series = this.#find(datum);
    series.unit = datum.unit;
    if (at > series.latest) series.latest = at;
    const width = datum.isHighResolution ? SECOND_MS : MINUTE_MS;
    const start = at - (at % width);
    let bucket = series.buckets.get(start);
    if (!bucket) {
      bucket = new Distribution();
      series.buckets.set(start, bucket);
      dropFirst(series.buckets, MOST_BUCKETS);
    }
    this.#changed.set(bucket, { series, start });
    return bucket;
  }

  #find(datum: Omit<Datum, 'value'>): Series {
    const key = metricKey(datum);
    const known = this.#series.get(key);
    if (known) return known;
    const { namespace, name, dimensions, unit } = datum;
    const series = { namespace, name, dimensions, unit, buckets: new Map<number, Distribution>(), latest: 0 };
    this.#series.set(key, series);
    if (this.#series.size > MOST_SERIES) this.#dropStalest();
    return series;
  }

  #dropStalest(): void {
    const [stalest] = [...this.#series]
      .filter(([, { latest }]) => latest > 0)
      .sort(([, a], [, b]) => a.latest - b.latest);
    if (stalest) this.#series.delete(stalest[0]);
  }
}

/** Maps remember the order of arrival, which is that of time but for late values. */
function dropFirst(map: Map<number, unknown>, most: number): void {
  if (map.size <= most) return;
  const first = map.keys().next();
  if (!first.done) map.delete(first.value);
}
