/** Times of a chart: from, to, and the length of a period, which keeps it under a few hundred points. */
export interface MetricWindow {
  readonly from: Date;
  readonly to: Date;
  /** Seconds. */
  readonly period: number;
}

const MOST_POINTS = 300;
const PERIODS = [60, 300, 900, 3_600, 21_600, 86_400];
const LONGEST_MINUTES = 30 * 24 * 60;

/** The last minutes, in whole periods of at least `least` seconds. */
export function windowOf(minutes: number, now: number, least = 60): MetricWindow {
  const asked = Number.isFinite(minutes) && minutes > 0 ? Math.min(minutes, LONGEST_MINUTES) : 180;
  const fits = PERIODS.find((seconds) => seconds >= least && (asked * 60) / seconds <= MOST_POINTS);
  const period = Math.max(least, fits ?? 86_400);
  const to = Math.ceil(now / 1_000 / period) * period;
  return { from: new Date((to - asked * 60) * 1_000), to: new Date(to * 1_000), period };
}
