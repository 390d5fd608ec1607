import type { Clock } from '@safelight/asl/clock';
import { AwsError } from '#gateway/aws-error.ts';
import type { RecordMetric } from '#local/metrics/metric.ts';
import { publisher } from '#local/metrics/publish.ts';
import type { Deliver, Delivery } from '#services/lambda/events/delivery.ts';
import { type Attempted, destinationRecord } from '#services/lambda/events/destination-record.ts';
import type { EventInvokeConfig } from '#services/lambda/events/invoke-config.ts';
import { invocationOf, type PendingEvent } from '#services/lambda/events/pending-event.ts';
import type { ExecutedInvocation, Invocation } from '#services/lambda/invocation/executor.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

interface AsyncInvokerOptions {
  readonly clock: Clock;
  readonly invoke: (lambda: LambdaFunction, invocation: Invocation) => Promise<ExecutedInvocation>;
  readonly config: (lambda: LambdaFunction) => EventInvokeConfig;
  readonly deliver: Deliver;
  readonly log: (line: string) => void;
  readonly record: RecordMetric;
}

/** Told how far an event has come, and asked whether to go on. */
export interface Progress {
  note(pending: PendingEvent): void;
  readonly stopped: AbortSignal;
}

/** Runs an accepted event until it succeeds or is given up. Rejects only when it is stopped before. */
export type AsyncInvoker = (lambda: LambdaFunction, pending: PendingEvent, progress: Progress) => Promise<void>;

/**
 * Function errors are retried after one and two minutes, throttles from one second up to five minutes apart.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
const ERROR_WAITS_MS = [60_000, 120_000];
const FIRST_THROTTLE_WAIT_MS = 1_000;
const LONGEST_THROTTLE_WAIT_MS = 300_000;

export function createAsyncInvoker({ clock, invoke, config, deliver, log, record }: AsyncInvokerOptions): AsyncInvoker {
  const publish = publisher('functions', record);
  async function run(lambda: LambdaFunction, event: PendingEvent, { note, stopped }: Progress): Promise<Attempted> {
    const { retryAttempts, maximumAgeSeconds } = config(lambda);
    const expiry = event.acceptedAt + maximumAgeSeconds * 1000;
    for (let pending = event; ; note(pending)) {
      if (pending.dueAt > clock.now()) await clock.sleep(pending.dueAt - clock.now(), stopped);
      // One that grew too old while the system was off is not tried any more.
      if (clock.now() >= expiry) return { ending: 'EventAgeExceeded', attempts: pending.attempts, result: undefined };
      publish('AsyncEventAge', lambda.name, clock.now() - event.acceptedAt);
      const result = await attempt(lambda, invocationOf(pending));
      // An environment that died with the system says nothing of the function.
      stopped.throwIfAborted();
      pending = counted(pending, result);
      const { attempts } = pending;
      if (result !== 'throttled' && result.status === 'success') return { ending: 'Success', attempts, result };
      if (result !== 'throttled' && attempts > retryAttempts) return { ending: 'RetriesExhausted', attempts, result };
      const last = result === 'throttled' ? undefined : result;
      pending = { ...pending, dueAt: clock.now() + waitAfter(pending, last) };
      if (pending.dueAt >= expiry) return { ending: 'EventAgeExceeded', attempts, result: last };
    }
  }

  async function attempt(lambda: LambdaFunction, invocation: Invocation): Promise<Result> {
    try {
      return await invoke(lambda, invocation);
    } catch (error) {
      if (error instanceof AwsError && error.code === 'TooManyRequestsException') return 'throttled';
      throw error;
    }
  }

  return async (lambda, pending, progress) => {
    const attempted = await run(lambda, pending, progress);
    if (attempted.ending !== 'Success') publish('AsyncEventsDropped', lambda.name, 1);
    const deliveries = deliveriesOf(lambda, config(lambda), invocationOf(pending), attempted, clock.now());
    for (const { failure, ...delivery } of deliveries) {
      await deliver(delivery).catch((error) => {
        progress.stopped.throwIfAborted();
        publish(failure, lambda.name, 1);
        log(`${lambda.name}: ${delivery.targetArn} refused an event: ${error}`);
      });
    }
  };
}

type Result = ExecutedInvocation | 'throttled';

const counted = (pending: PendingEvent, result: Result): PendingEvent =>
  result === 'throttled'
    ? { ...pending, throttles: pending.throttles + 1 }
    : { ...pending, attempts: pending.attempts + 1 };

const waitAfter = ({ attempts, throttles }: PendingEvent, result: ExecutedInvocation | undefined): number =>
  result === undefined
    ? Math.min(FIRST_THROTTLE_WAIT_MS * 2 ** (throttles - 1), LONGEST_THROTTLE_WAIT_MS)
    : (ERROR_WAITS_MS[attempts - 1] ?? 0);

type MeasuredDelivery = Delivery & {
  /** What counts that it could not be made. */
  readonly failure: 'DestinationDeliveryFailures' | 'DeadLetterErrors';
};

function deliveriesOf(
  lambda: LambdaFunction,
  { onSuccess, onFailure }: EventInvokeConfig,
  invocation: Invocation,
  attempted: Attempted,
  now: number,
): readonly MeasuredDelivery[] {
  const { roleArn, deadLetterArn } = lambda;
  const destination = attempted.ending === 'Success' ? onSuccess : onFailure;
  const deliveries: MeasuredDelivery[] = [];
  if (destination !== undefined) {
    const body = destinationRecord(lambda, invocation, attempted, now);
    deliveries.push({ roleArn, targetArn: destination, body, attributes: {}, failure: 'DestinationDeliveryFailures' });
  }
  if (deadLetterArn !== undefined && attempted.ending !== 'Success') {
    const attributes = deadLetterAttributes(invocation, attempted);
    const body = text(invocation.event);
    deliveries.push({ roleArn, targetArn: deadLetterArn, body, attributes, failure: 'DeadLetterErrors' });
  }
  return deliveries;
}

const deadLetterAttributes = ({ requestId }: Invocation, { ending, result }: Attempted) => ({
  RequestID: requestId,
  ErrorCode: result ? '200' : '429',
  ErrorMessage: result ? String(JSON.parse(text(result.payload)).errorMessage ?? ending).slice(0, 1024) : ending,
});

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
