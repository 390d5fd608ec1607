import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Datum } from '#local/metrics/metric.ts';
import { recordEmbedded } from '#services/cloudwatch/metrics/embedded-metrics.ts';
import { keepMetrics } from '#services/cloudwatch/metrics/kept-metrics.ts';
import { MetricStore } from '#services/cloudwatch/metrics/metric-store.ts';
import { statistic } from '#services/cloudwatch/statistics.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';

const MINUTE_MS = 60_000;
const id = { namespace: 'Own', name: 'Took', dimensions: { a: '1', b: '2' } };

let clock: ManualClock;
let store: MetricStore;
beforeEach(() => {
  clock = new ManualClock();
  store = new MetricStore(clock);
});

const record = (value: number, more: Partial<Datum> = {}) => store.record({ ...id, value, unit: 'Count', ...more });
const last = (minutes: number) => ({ from: clock.now() - minutes * MINUTE_MS, to: clock.now(), periodMs: MINUTE_MS });

describe('statistics of a minute', () => {
  it.each([
    ['SampleCount', 100],
    ['Sum', 5050],
    ['Average', 50.5],
    ['Minimum', 1],
    ['Maximum', 100],
    ['p50', 50],
    ['p99', 99],
    ['p0', 1],
    ['p100', 100],
  ])('%s', async (name, expected) => {
    for (let value = 1; value <= 100; value++) record(value);
    await clock.advance(MINUTE_MS);
    const [values] = store.periods(id, last(1)).values();
    const found = values && statistic(name)?.(values);
    // Percentiles of many values are right within half a percent.
    expect(Math.abs((found ?? 0) - expected)).toBeLessThanOrEqual(expected * 0.011);
  });

  it.each(['tm90', 'p101', 'Median', 'IQM'])('%s is not known', (name) => {
    expect(statistic(name)).toBeUndefined();
  });
});

it('a metric is the same whatever the order of its dimensions, and another with others', async () => {
  record(1);
  record(2, { dimensions: { b: '2', a: '1' } });
  record(4, { dimensions: { a: '1' } });
  await clock.advance(MINUTE_MS);
  expect([...store.periods(id, last(1)).values()].map(({ sum }) => sum)).toEqual([3]);
});

it('periods hold what was recorded within them, and none without a value', async () => {
  record(1);
  await clock.advance(2 * MINUTE_MS);
  record(2);
  await clock.advance(MINUTE_MS);
  const sums = (periodMs: number) => [...store.periods(id, { ...last(3), periodMs }).values()].map(({ sum }) => sum);
  expect(sums(MINUTE_MS)).toEqual([1, 2]);
  expect(sums(3 * MINUTE_MS)).toEqual([3]);
});

it('values of a high resolution are told apart within the minute', async () => {
  record(1, { isHighResolution: true });
  await clock.advance(10_000);
  record(2, { isHighResolution: true });
  const range = { from: clock.now() - 10_000, to: clock.now() + 10_000, periodMs: 10_000 };
  expect([...store.periods(id, range).values()].map(({ sum }) => sum)).toEqual([1, 2]);
});

it('a set of values has no percentiles', async () => {
  store.recordSet({ ...id, unit: 'Count' }, { count: 3, sum: 6, min: 1, max: 3 });
  await clock.advance(MINUTE_MS);
  const [values] = store.periods(id, last(1)).values();
  expect([values?.count, values?.sum, values?.percentile(50)]).toEqual([3, 6, undefined]);
});

it('memory is bounded: the oldest minutes and the stalest metrics go', async () => {
  for (let minute = 0; minute < 1_500; minute++) record(1, { at: clock.now() + minute * MINUTE_MS });
  const all = { from: 0, to: Number.MAX_SAFE_INTEGER, periodMs: MINUTE_MS };
  expect(store.periods(id, { ...all, from: clock.now(), to: clock.now() + 1_500 * MINUTE_MS }).size).toBe(1_440);
  for (let each = 0; each < 2_100; each++) record(1, { name: `m${each}`, at: clock.now() - 1 });
  expect(store.metrics()).toHaveLength(2_000);
  expect(store.metrics().some(({ name }) => name === id.name)).toBe(true);
});

describe('a line of a log', () => {
  const recorded = (line: string): Datum[] => {
    const data: Datum[] = [];
    recordEmbedded(line, (datum) => data.push(datum));
    return data;
  };

  it('with embedded metrics is recorded by each set of dimensions', () => {
    const directive = {
      Namespace: 'Darkroom',
      Dimensions: [['service'], ['service', 'format']],
      Metrics: [{ Name: 'VariantsStored', Unit: 'Count' }],
    };
    const _aws = { Timestamp: 1_000, CloudWatchMetrics: [directive] };
    const data = recorded(JSON.stringify({ _aws, service: 'lab', format: 'webp', VariantsStored: [1, 2] }));
    expect(data.map(({ dimensions, value }) => [dimensions, value])).toEqual([
      [{ service: 'lab' }, 1],
      [{ service: 'lab' }, 2],
      [{ service: 'lab', format: 'webp' }, 1],
      [{ service: 'lab', format: 'webp' }, 2],
    ]);
    expect(data[0]).toMatchObject({ namespace: 'Darkroom', name: 'VariantsStored', unit: 'Count', at: 1_000 });
  });

  it.each(['plain text', '{"_aws": broken', '{"_aws":{"Timestamp":1}}', '{"message":"about \\"_aws\\""}'])(
    '%s holds none',
    (line) => expect(recorded(line)).toEqual([]),
  );
});

describe('a restart', () => {
  it('brings back what was recorded in the last three hours, percentiles and sets too', async () => {
    const database = openDatabase({ file: IN_MEMORY });
    const kept = keepMetrics(database, store, clock);
    record(1, { name: 'Old' });
    kept.write();
    await clock.advance(181 * MINUTE_MS);
    for (let value = 1; value <= 100; value++) record(value);
    store.recordSet({ ...id, name: 'Sets', unit: 'Bytes' }, { count: 3, sum: 6, min: 1, max: 3 });
    kept.write();
    record(1_000);
    kept.write();
    const again = new MetricStore(clock);
    keepMetrics(database, again, clock);
    await clock.advance(MINUTE_MS);
    expect(new Map(again.metrics().map(({ name, unit }) => [name, unit]))).toEqual(
      new Map([
        ['Took', 'Count'],
        ['Sets', 'Bytes'],
      ]),
    );
    const told = (from: MetricStore, name = 'Took') => {
      const [values] = from.periods({ ...id, name }, last(1)).values();
      return [values?.count, values?.sum, values?.min, values?.max, values?.percentile(50), values?.percentile(99)];
    };
    expect(told(again)).toEqual(told(store));
    expect(told(again, 'Sets')).toEqual([3, 6, 1, 3, undefined, undefined]);
  });
});
