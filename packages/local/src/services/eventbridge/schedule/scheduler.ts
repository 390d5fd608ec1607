import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import type { NextTime } from '#local/events/times/cron.ts';
import type { Bus } from '#services/eventbridge/bus.ts';
import { eventTime } from '#services/eventbridge/put-events.ts';
import type { Rule } from '#services/eventbridge/rules/rule.ts';
import { parseSchedule } from '#services/eventbridge/schedule/schedule.ts';

export interface Scheduler {
  /** Begins, goes on with, or ends the schedule of a rule that has just been put, or deleted. */
  update(rule: Rule, exists: boolean): void;
  close(): void;
}

interface SchedulerDeps {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly place: Place;
  readonly find: (rule: Rule) => Rule | undefined;
}

/** Schedules are kept to the minute: what is later was missed. */
const MINUTE_MS = 60_000;

/**
 * Fires the rules that have a schedule. Rates count from when the rule was put, over restarts; a time that is missed, because
 * the system or the machine slept, is not made up.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function createScheduler({ bus, clock, ids, place, find }: SchedulerDeps): Scheduler {
  const running = new Map<string, { readonly expression: string; readonly stop: AbortController }>();

  async function run(rule: Rule, next: NextTime, signal: AbortSignal): Promise<void> {
    for (let due = next(clock.now()); due !== undefined; due = next(Math.max(due, clock.now()))) {
      await clock.sleep(due - clock.now(), signal);
      const current = find(rule);
      if (current && clock.now() - due < MINUTE_MS) bus.fire(current, scheduledEvent(current, due));
    }
  }

  const scheduledEvent = (rule: Rule, due: number) => ({
    version: '0' as const,
    id: ids.uuid(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: place.accountId,
    time: eventTime(due),
    region: place.region,
    resources: [rule.arn],
    detail: {},
  });

  function stop(arn: string): void {
    running.get(arn)?.stop.abort();
    running.delete(arn);
  }

  return {
    update(rule, exists) {
      const { arn, state, scheduleExpression: expression } = rule;
      const wanted = exists && state === 'ENABLED' ? expression : undefined;
      if (running.get(arn)?.expression === wanted) return;
      stop(arn);
      if (wanted === undefined) return;
      const controller = new AbortController();
      running.set(arn, { expression: wanted, stop: controller });
      run(rule, parseSchedule(wanted, rule.since), controller.signal).catch((error) => {
        if (!controller.signal.aborted) throw error;
      });
    },
    close() {
      for (const arn of [...running.keys()]) stop(arn);
    },
  };
}
