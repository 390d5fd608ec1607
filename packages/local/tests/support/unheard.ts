import { unrecorded } from '#local/metrics/metric.ts';
import { untraced } from '#local/metrics/tracing/tracing.ts';
import { unmetered } from '#local/usage/meter.ts';

/** What Step Functions tells the system around it, where a test does not listen. */
export const unheard = {
  onLog: () => {},
  onStatusChange: () => {},
  onResume: () => {},
  onRecovered: () => {},
  record: unrecorded,
  tracing: untraced,
  meter: { add: unmetered, begin: () => {}, end: () => {}, beginChild: () => {}, endChild: () => {} },
} as const;
