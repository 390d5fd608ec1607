import { describe, expect, it } from 'vitest';
import type { Service, Statistics } from '#local/console/page/service-map/answers.ts';
import { mapDrawing } from '#local/console/page/service-map/layout.ts';
import { numbersOf, percent, percentile, rate } from '#local/console/page/service-map/numbers.ts';

const statistics = (all: number, faults: number, errors: number, throttles: number): Statistics => ({
  ...{ OkCount: all - faults - errors - throttles, TotalCount: all, TotalResponseTime: all * 0.2 },
  ErrorStatistics: { ThrottleCount: throttles, OtherCount: errors },
  FaultStatistics: { TotalCount: faults },
});
const histogram = [
  { Value: 0.1, Count: 90 },
  { Value: 0.5, Count: 8 },
  { Value: 3, Count: 2 },
];

describe('numbers of a service', () => {
  it('are rates, shares and latencies', () => {
    expect(numbersOf(statistics(100, 2, 5, 1), histogram, 20)).toEqual({
      ...{ requests: 100, perMinute: 5, faults: 0.02, errors: 0.05, throttles: 0.01 },
      ...{ average: 200, p50: 100, p95: 500, p99: 3_000 },
    });
  });

  it('of no request are nothing', () => {
    expect(numbersOf(statistics(0, 0, 0, 0), [], 20)).toMatchObject({ perMinute: 0, faults: 0, average: 0, p99: 0 });
  });

  it.each([
    [0, '0 %'],
    [0.004, '<1 %'],
    [0.125, '13 %'],
    [1, '100 %'],
  ])('a share of %d is %s', (share, text) => expect(percent(share)).toBe(text));

  it('a percentile is what so many did not exceed', () => {
    expect([0.9, 0.901, 1].map((part) => percentile(histogram, part))).toEqual([100, 500, 3_000]);
    expect(rate(1 / 180)).toBe('0.006 a minute');
  });
});

it('a map has callers to the left of whom they call', () => {
  const edge = (ReferenceId: number) => ({
    ReferenceId,
    ...{ SummaryStatistics: statistics(1, 0, 0, 0), ResponseTimeHistogram: [] },
  });
  const service = (ReferenceId: number, ...to: readonly number[]): Service => ({
    ...{ ReferenceId, Names: [`${ReferenceId}`], Edges: to.map(edge) },
  });
  const { nodes, lines } = mapDrawing([service(0, 1, 2), service(1, 2), service(2), service(3, 0)]);
  const x = new Map(nodes.map((node) => [node.service.ReferenceId, node.x]));
  expect(lines).toHaveLength(4);
  for (const { from, to } of lines) expect(x.get(from)).toBeLessThan(x.get(to) ?? 0);
});
