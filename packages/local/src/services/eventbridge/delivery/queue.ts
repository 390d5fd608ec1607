import type { Clock } from '@safelight/asl/clock';
import type { Random } from '@safelight/asl/identity';
import * as z from 'zod';
import { type DeliveryError, nextStep } from '#local/delivery/retry.ts';
import { openWorkQueue, type Work, type WorkQueue } from '#local/delivery/work-queue.ts';
import type { EventBridgeEvent } from '#local/events/event.ts';
import type { Target } from '#services/eventbridge/rules/target.ts';
import type { Database } from '#store/database.ts';

/** One event on its way to one target. */
export interface Delivery {
  readonly id: string;
  readonly ruleArn: string;
  readonly target: Target;
  readonly event: EventBridgeEvent;
  /** Of the PutEvents that brought it, where that was of a trace. */
  readonly traceHeader?: string;
  /** What the target gets. */
  readonly input: string;
  /** Milliseconds since the epoch. */
  readonly accepted: number;
}

/** A delivery that was given up, with AWS's message attributes of dead letters. */
export interface DeadLetter {
  readonly queueArn: string;
  readonly delivery: Delivery;
  readonly attributes: Readonly<Record<string, string>>;
}

/** How deliveries leave: main wires SDK clients here. */
export interface DeliveryPorts {
  /** Rejects with DeliveryError. */
  deliver(delivery: Delivery): Promise<void>;
  sendToDeadLetterQueue(letter: DeadLetter): Promise<void>;
  /** Told of every delivery that was given up, before it goes to a dead-letter queue. */
  gaveUp?(delivery: Delivery): void;
  /** One line about what was given up. */
  report(line: string): void;
}

export type DeliveryQueue = WorkQueue<Delivery>;

interface QueueDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly ports: DeliveryPorts;
}

const parseDelivery = (value: unknown): Delivery =>
  z.custom<Delivery>((entry) => z.object({ id: z.string() }).safeParse(entry).success).parse(value);

/** Delivers by each target's retry policy, and what was given up to its dead-letter queue. */
export function openDeliveryQueue({ database, clock, random, ports }: QueueDeps): DeliveryQueue {
  const work: Work<Delivery> = {
    attempt: (delivery) => ports.deliver(delivery),
    next({ accepted, target }, { retryable }, retries) {
      return nextStep(target.RetryPolicy, { retryable, retries, ageMs: clock.now() - accepted }, random);
    },
    async giveUp(delivery, error, retries, condition) {
      ports.gaveUp?.(delivery);
      const queueArn = delivery.target.DeadLetterConfig?.Arn;
      ports.report(`${delivery.ruleArn}: ${delivery.target.Arn} was not reached: ${error.code}: ${error.message}`);
      if (queueArn === undefined) return;
      const attributes = letterAttributes(delivery, error, retries, condition);
      await ports
        .sendToDeadLetterQueue({ queueArn, delivery, attributes })
        .catch((fault) => ports.report(`${delivery.ruleArn}: nor was its dead-letter queue ${queueArn}: ${fault}`));
    },
  };
  return openWorkQueue({ database, table: 'eventbridge_deliveries', clock, parse: parseDelivery, work });
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
function letterAttributes(
  { ruleArn, target }: Delivery,
  error: DeliveryError,
  retries: number,
  condition: string | undefined,
) {
  return {
    RULE_ARN: ruleArn,
    TARGET_ARN: target.Arn,
    ERROR_CODE: error.code,
    ERROR_MESSAGE: error.message,
    RETRY_ATTEMPTS: String(retries),
    ...(condition !== undefined && { EXHAUSTED_RETRY_CONDITION: condition }),
  };
}
