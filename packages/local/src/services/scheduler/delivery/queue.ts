import type { Clock } from '@safelight/asl/clock';
import type { Random } from '@safelight/asl/identity';
import * as z from 'zod';
import { type DeliveryError, nextStep } from '#local/delivery/retry.ts';
import { openWorkQueue, type Work, type WorkQueue } from '#local/delivery/work-queue.ts';
import type { RecordMetric } from '#local/metrics/metric.ts';
import { publisher } from '#local/metrics/publish.ts';
import type { AddUse } from '#local/usage/meter.ts';
import { inScope } from '#local/usage/scope.ts';
import type { Target } from '#services/scheduler/target.ts';
import type { Database } from '#store/database.ts';

/** One time of a schedule on its way to the target. */
export interface Invocation {
  /** Unique, and the same at each attempt. */
  readonly id: string;
  readonly scheduleArn: string;
  readonly groupArn: string;
  readonly target: Target;
  /** When it was due, in milliseconds since the epoch. */
  readonly scheduled: number;
  /** When it is made: within the flexible time window of the schedule. */
  readonly due: number;
}

/** What became of an invocation that was given up, for its dead-letter queue. */
export interface DeadLetter {
  readonly queueArn: string;
  readonly invocation: Invocation;
  /** What the target would have got. */
  readonly input: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** How invocations leave: main wires SDK clients here. */
export interface InvocationPorts {
  /** What the target gets at this attempt, counted from one. */
  input(invocation: Invocation, attempt: number): string;
  /** Rejects with DeliveryError. */
  invoke(invocation: Invocation, input: string): Promise<void>;
  sendToDeadLetterQueue(letter: DeadLetter): Promise<void>;
  /** One line about what was given up. */
  report(line: string): void;
}

interface QueueDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly record: RecordMetric;
  readonly addUse: AddUse;
  readonly ports: InvocationPorts;
}

const parseInvocation = (value: unknown): Invocation =>
  z.custom<Invocation>((entry) => z.object({ id: z.string() }).safeParse(entry).success).parse(value);

/** The last part of the ARN. */
const groupName = ({ groupArn }: Invocation): string => groupArn.slice(groupArn.lastIndexOf('/') + 1);

/**
 * Invokes by each target's retry policy, and sends what was given up to its dead-letter queue.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html
 */
export function openInvocationQueue({
  database,
  clock,
  random,
  record,
  addUse,
  ports,
}: QueueDeps): WorkQueue<Invocation> {
  const publish = publisher('scheduleGroups', record);
  const work: Work<Invocation> = {
    async attempt(invocation, retries) {
      publish('InvocationAttemptCount', groupName(invocation), 1);
      try {
        // What a state has created goes on without it.
        await inScope(undefined, () => {
          if (retries === 0) addUse('scheduler.invocation', 1);
          return ports.invoke(invocation, ports.input(invocation, retries + 1));
        });
      } catch (error) {
        publish('TargetErrorCount', groupName(invocation), 1);
        throw error;
      }
    },
    next({ target, due }, { retryable }, retries) {
      return nextStep(target.RetryPolicy, { retryable, retries, ageMs: clock.now() - due }, random);
    },
    async giveUp(invocation, error, retries, condition) {
      const { scheduleArn, target } = invocation;
      publish('InvocationDroppedCount', groupName(invocation), 1);
      ports.report(`${scheduleArn}: ${target.Arn} was not reached: ${error.code}: ${error.message}`);
      const queueArn = target.DeadLetterConfig?.Arn;
      if (queueArn === undefined) return;
      const attributes = letterAttributes(invocation, error, retries, condition);
      const letter = { queueArn, invocation, input: ports.input(invocation, retries + 1), attributes };
      try {
        await ports.sendToDeadLetterQueue(letter);
        publish('InvocationsSentToDeadLetterCount', groupName(invocation), 1);
      } catch (fault) {
        publish('InvocationsFailedToBeSentToDeadLetterCount', groupName(invocation), 1);
        ports.report(`${scheduleArn}: nor was its dead-letter queue ${queueArn}: ${fault}`);
      }
    },
  };
  return openWorkQueue({
    ...{ database, table: 'scheduler_invocations', clock, parse: parseInvocation, work },
    due: ({ due }) => due,
  });
}

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html */
const letterAttributes = (
  { id, scheduleArn, target, scheduled }: Invocation,
  error: DeliveryError,
  retries: number,
  condition: string | undefined,
) => ({
  SCHEDULE_ARN: scheduleArn,
  TARGET_ARN: target.Arn,
  SCHEDULED_TIME: instant(scheduled),
  EXECUTION_ID: id,
  ERROR_CODE: error.code,
  ERROR_MESSAGE: error.message,
  RETRY_ATTEMPTS: String(retries),
  IS_PAYLOAD_TRUNCATED: 'false',
  ...(condition !== undefined && { EXHAUSTED_RETRY_CONDITION: condition }),
});

/** `2026-03-22T18:59:43Z` */
export const instant = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
