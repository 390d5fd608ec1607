import { unrecorded } from '#local/metrics/metric.ts';

/** What Step Functions tells the system around it, where a test does not listen. */
export const unheard = {
  onLog: () => {},
  onStatusChange: () => {},
  onResume: () => {},
  onRecovered: () => {},
  record: unrecorded,
} as const;
