import type { Clock } from '@safelight/asl/clock';
import type { Schedule } from '#services/scheduler/schedule.ts';
import { timesOf } from '#services/scheduler/times/expression.ts';

export interface Timer {
  /** Keeps the times of a schedule that has just been put. */
  begin(schedule: Schedule): void;
  /** Goes on with one that was kept before, unless it goes on already: what was due meanwhile was missed. */
  goOn(schedule: Schedule): void;
  end(arn: string): void;
  close(): void;
}

interface TimerDeps {
  readonly clock: Clock;
  /** The schedule as it is now; undefined where it is gone. */
  readonly find: (schedule: Schedule) => Schedule | undefined;
  readonly invoke: (schedule: Schedule, scheduledMs: number) => void;
  /** Told of one that has no times left. */
  readonly completed: (schedule: Schedule) => void;
}

/** Schedules are kept to the minute: what is later was missed, and is not made up. */
const MINUTE_MS = 60_000;

/** Waits for the times of all schedules that are enabled. https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
export function createTimer({ clock, find, invoke, completed }: TimerDeps): Timer {
  const running = new Map<string, AbortController>();

  async function run(schedule: Schedule, afterMs: number, signal: AbortSignal): Promise<void> {
    const next = timesOf(schedule);
    for (let due = next(afterMs); due !== undefined; due = next(Math.max(due, clock.now()))) {
      await clock.sleep(due - clock.now(), signal);
      const current = find(schedule);
      if (current && clock.now() - due < MINUTE_MS) invoke(current, due);
    }
    completed(schedule);
  }

  function end(arn: string): void {
    running.get(arn)?.abort();
    running.delete(arn);
  }

  function keep(schedule: Schedule, afterMs: number): void {
    end(schedule.arn);
    if (schedule.State === 'DISABLED') return;
    const controller = new AbortController();
    running.set(schedule.arn, controller);
    run(schedule, afterMs, controller.signal).catch((error) => {
      if (!controller.signal.aborted) throw error;
    });
  }

  return {
    // A rate without a start is due at once.
    begin: (schedule) => keep(schedule, schedule.since - (schedule.ScheduleExpression.startsWith('rate') ? 1 : 0)),
    goOn(schedule) {
      if (!running.has(schedule.arn)) keep(schedule, clock.now());
    },
    end,
    close() {
      for (const arn of [...running.keys()]) end(arn);
    },
  };
}
