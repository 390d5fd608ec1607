import type { Histogram, Statistics } from './answers.ts';

/** What a line of the map says of requests. */
export interface Numbers {
  readonly requests: number;
  readonly perMinute: number;
  /** Shares of the requests, from 0 to 1. */
  readonly faults: number;
  readonly throttles: number;
  readonly errors: number;
  /** Milliseconds. */
  readonly average: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** @param minutes in which the requests were made */
export function numbersOf(statistics: Statistics, histogram: Histogram, minutes: number): Numbers {
  const { TotalCount: requests, TotalResponseTime: seconds, ErrorStatistics, FaultStatistics } = statistics;
  const share = (n: number) => (requests === 0 ? 0 : n / requests);
  return {
    requests,
    perMinute: requests / minutes,
    faults: share(FaultStatistics.TotalCount),
    throttles: share(ErrorStatistics.ThrottleCount),
    errors: share(ErrorStatistics.OtherCount),
    average: share(seconds * 1e3),
    p50: percentile(histogram, 0.5),
    p95: percentile(histogram, 0.95),
    p99: percentile(histogram, 0.99),
  };
}

/** The least time that so large a part of the requests did not exceed, in milliseconds. */
export function percentile(histogram: Histogram, part: number): number {
  const all = histogram.reduce((sum, { Count }) => sum + Count, 0);
  let seen = 0;
  for (const { Value, Count } of histogram) {
    seen += Count;
    if (seen >= part * all) return Value * 1e3;
  }
  return 0;
}

/** `0 %`, `<1 %`, `12 %`. */
export function percent(share: number): string {
  if (share === 0) return '0 %';
  return share < 0.01 ? '<1 %' : `${Math.round(share * 100)} %`;
}

/** `3 a minute`, `0.2 a minute`. */
export const rate = (perMinute: number): string => `${Number(perMinute.toPrecision(2)).toLocaleString()} a minute`;
