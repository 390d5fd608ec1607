import { describe, expect, it } from 'vitest';
import { runsOf, scalesOf } from '#local/console/page/chart/scales.ts';
import { windowOf } from '#local/console/queries/beside/metric-window.ts';

const NOON = Date.parse('2026-11-29T12:00:30Z');

describe('the time of a chart', () => {
  it.each([
    [60, 60, '2026-11-29T11:01:00.000Z', 60],
    [180, 60, '2026-11-29T09:01:00.000Z', 60],
    [1_440, 60, '2026-11-28T12:05:00.000Z', 300],
    [10_080, 60, '2026-11-22T13:00:00.000Z', 3_600],
    [180, 3_600, '2026-11-29T10:00:00.000Z', 3_600],
    [Number.NaN, 60, '2026-11-29T09:01:00.000Z', 60],
  ])('of %i minutes, by periods of at least %i seconds, begins at %s', (minutes, least, from, period) => {
    const window = windowOf(minutes, NOON, least);
    expect([window.from.toISOString(), window.period]).toEqual([from, period]);
    expect(Number(window.to)).toBeGreaterThanOrEqual(NOON);
  });
});

describe('a chart', () => {
  const points = [0, 60, 240].map((seconds) => ({ at: seconds * 1_000, value: seconds === 60 ? 4 : 1 }));

  it('leaves a gap where a period has no data', () => {
    expect(runsOf({ points, period: 60 }).map((run) => run.length)).toEqual([2, 1]);
  });

  it('holds zero, all values and all thresholds', () => {
    const { x, y, lines } = scalesOf({ points, period: 60, from: 0, to: 240_000 }, [{ name: 'a', value: 10 }], 600);
    expect([y.domain(), lines.length]).toEqual([[0, 10], 2]);
    expect(x(0)).toBeLessThan(x(240_000));
  });

  it('has an axis where there are no data', () => {
    expect(scalesOf({ points: [], period: 60, from: 0, to: 1 }, [], 600).y.domain()).toEqual([0, 1]);
  });
});
