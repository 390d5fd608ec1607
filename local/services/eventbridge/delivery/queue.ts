import * as z from 'zod';
import type { Clock } from '#local/clock.ts';
import type { Random } from '#local/identity.ts';
import { openJournal } from '#services/eventbridge/delivery/journal.ts';
import { DeliveryError, nextStep } from '#services/eventbridge/delivery/retry.ts';
import type { EventBridgeEvent } from '#services/eventbridge/event.ts';
import type { Target } from '#services/eventbridge/rules/target.ts';

/** Calls to targets at one time; more wait their turn. */
const MOST_AT_ONCE = 64;

/** One event on its way to one target. */
export interface Delivery {
  readonly id: string;
  readonly ruleArn: string;
  readonly target: Target;
  readonly event: EventBridgeEvent;
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
  /** Told of every delivery that was given up, dead-lettered or not. */
  report(line: string): void;
}

export interface DeliveryQueue {
  /** Begins to deliver, also what an earlier run left: once the targets are there. */
  start(): void;
  add(deliveries: readonly Delivery[]): void;
  /** Deliveries not yet made or given up. */
  readonly pending: number;
  /** Starts no more deliveries; what is left stays in the journal. */
  close(): void;
}

interface Attempt {
  readonly delivery: Delivery;
  /** Made before this one. */
  readonly retries: number;
}

interface QueueDeps {
  readonly file: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly ports: DeliveryPorts;
}

const parseDelivery = (value: unknown): Delivery =>
  z.custom<Delivery>((entry) => z.object({ id: z.string() }).safeParse(entry).success).parse(value);

/** Delivers in the order of arrival, so many at a time, and keeps on disk what is not yet delivered. */
export function openDeliveryQueue({ file, clock, random, ports }: QueueDeps): DeliveryQueue {
  const { journal, left } = openJournal(file, parseDelivery);
  const waiting: Attempt[] = [];
  const closing = new AbortController();
  let started = false;
  let running = 0;
  let pending = 0;

  async function work({ delivery, retries }: Attempt): Promise<void> {
    const error = await ports.deliver(delivery).then(() => undefined, asDeliveryError);
    if (!error) return settled(delivery);
    const ageMs = clock.now() - delivery.accepted;
    const step = nextStep(delivery.target.RetryPolicy, { retryable: error.retryable, retries, ageMs }, random);
    if (step.kind === 'give-up') return giveUp(delivery, error, retries, step.condition);
    // A delivery that waits holds no place: others go on meanwhile.
    void clock.sleep(step.afterMs, closing.signal).then(
      () => enter({ delivery, retries: retries + 1 }),
      () => undefined,
    );
  }

  async function giveUp(delivery: Delivery, error: DeliveryError, retries: number, condition?: string): Promise<void> {
    const queueArn = delivery.target.DeadLetterConfig?.Arn;
    ports.report(`${delivery.ruleArn}: ${delivery.target.Arn} was not reached: ${error.code}: ${error.message}`);
    if (queueArn !== undefined) {
      const attributes = letterAttributes(delivery, error, retries, condition);
      await ports
        .sendToDeadLetterQueue({ queueArn, delivery, attributes })
        .catch((fault) => ports.report(`${delivery.ruleArn}: nor was its dead-letter queue ${queueArn}: ${fault}`));
    }
    settled(delivery);
  }

  function settled({ id }: Delivery): void {
    journal.remove(id);
    pending -= 1;
  }

  function enter(attempt: Attempt): void {
    waiting.push(attempt);
    advance();
  }

  function advance(): void {
    while (started && running < MOST_AT_ONCE && !closing.signal.aborted) {
      const next = waiting.shift();
      if (!next) return;
      running += 1;
      void work(next).finally(() => {
        running -= 1;
        advance();
      });
    }
  }

  function accept(deliveries: readonly Delivery[]): void {
    pending += deliveries.length;
    for (const delivery of deliveries) enter({ delivery, retries: 0 });
  }

  accept(left);
  return {
    add(deliveries) {
      journal.put(deliveries);
      accept(deliveries);
    },
    start() {
      started = true;
      advance();
    },
    get pending() {
      return pending;
    },
    close: () => closing.abort(),
  };
}

const asDeliveryError = (error: unknown): DeliveryError =>
  error instanceof DeliveryError ? error : new DeliveryError('SDK_CLIENT_ERROR', String(error), true);

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
function letterAttributes({ ruleArn, target }: Delivery, error: DeliveryError, retries: number, condition?: string) {
  return {
    RULE_ARN: ruleArn,
    TARGET_ARN: target.Arn,
    ERROR_CODE: error.code,
    ERROR_MESSAGE: error.message,
    RETRY_ATTEMPTS: String(retries),
    ...(condition !== undefined && { EXHAUSTED_RETRY_CONDITION: condition }),
  };
}
