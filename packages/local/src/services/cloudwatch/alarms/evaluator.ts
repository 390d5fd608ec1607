import type { Clock } from '@safelight/asl/clock';
import type { Alarm } from '#services/cloudwatch/alarms/alarm.ts';
import type { Alarms } from '#services/cloudwatch/alarms/alarms.ts';
import type { ChangeState } from '#services/cloudwatch/alarms/changes.ts';
import { periodOf, watchedBy } from '#services/cloudwatch/alarms/definition.ts';
import { judge } from '#services/cloudwatch/alarms/judge.ts';
import { reasonData, reasonFor } from '#services/cloudwatch/alarms/reason.ts';
import { datapointsOf } from '#services/cloudwatch/alarms/watch.ts';
import type { MetricStore } from '#services/cloudwatch/metrics/metric-store.ts';

/** Alarms of less than a minute are looked at so often; all others every minute. */
const TICK_MS = 10_000;
const MINUTE_MS = 60_000;

interface EvaluatorDeps {
  readonly alarms: Alarms;
  readonly store: MetricStore;
  readonly clock: Clock;
  readonly changeState: ChangeState;
  /** Records what is counted rather than happens, such as the messages in a queue, at the end of a minute. */
  readonly sample: (at: number) => void;
}

/** Looks at all alarms until the signal is aborted: at the end of each minute of the clock, as CloudWatch does. */
export async function evaluateForEver(deps: EvaluatorDeps, signal: AbortSignal): Promise<void> {
  const { clock } = deps;
  for (let last = tickAt(clock.now()); !signal.aborted; ) {
    await clock.sleep(last + TICK_MS - clock.now(), signal);
    const now = tickAt(clock.now());
    // A timer may fire a little early, and a laptop may have slept.
    if (now > last) evaluate(deps, now);
    last = now;
  }
}

const tickAt = (now: number): number => now - (now % TICK_MS);

function evaluate({ alarms, store, changeState, sample }: EvaluatorDeps, now: number): void {
  const isMinute = now % MINUTE_MS === 0;
  // Within the minute that ends, not the one that begins.
  if (isMinute) sample(now - 1);
  for (const alarm of alarms.all()) {
    if (isMinute || isHighResolution(alarm)) evaluateOne(alarm, store, now, changeState);
  }
}

const isHighResolution = ({ definition }: Alarm): boolean => periodOf(watchedBy(definition)) < 60;

function evaluateOne({ definition }: Alarm, store: MetricStore, now: number, changeState: ChangeState): void {
  const verdict = judge(definition, datapointsOf(store, definition, now));
  if (verdict.state === undefined) return;
  changeState(definition.AlarmName, {
    value: verdict.state,
    reason: reasonFor(definition, verdict.state, verdict),
    reasonData: reasonData(definition, verdict, now),
  });
}
