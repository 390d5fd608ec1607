import { AwsError } from '#gateway/aws-error.ts';
import type { Clock } from '#local/clock.ts';
import type { Deliver, Delivery } from '#services/lambda/events/delivery.ts';
import { type Attempted, destinationRecord } from '#services/lambda/events/destination-record.ts';
import type { EventInvokeConfig } from '#services/lambda/events/invoke-config.ts';
import type { ExecutedInvocation, Invocation } from '#services/lambda/invocation/executor.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

interface AsyncInvokerOptions {
  readonly clock: Clock;
  readonly invoke: (lambda: LambdaFunction, invocation: Invocation) => Promise<ExecutedInvocation>;
  readonly config: (lambda: LambdaFunction) => EventInvokeConfig;
  readonly deliver: Deliver;
  readonly log: (line: string) => void;
}

/** Runs an accepted event until it succeeds or is given up. Never rejects. */
export type AsyncInvoker = (lambda: LambdaFunction, invocation: Invocation) => Promise<void>;

/**
 * Function errors are retried after one and two minutes, throttles from one second up to five minutes apart.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
const errorWaitsMs = [60_000, 120_000];
const FIRST_THROTTLE_WAIT_MS = 1_000;
const LONGEST_THROTTLE_WAIT_MS = 300_000;

export function createAsyncInvoker({ clock, invoke, config, deliver, log }: AsyncInvokerOptions): AsyncInvoker {
  async function run(lambda: LambdaFunction, invocation: Invocation): Promise<Attempted> {
    const { retryAttempts, maximumAgeSeconds } = config(lambda);
    const expiry = clock.now() + maximumAgeSeconds * 1000;
    let throttleWait = FIRST_THROTTLE_WAIT_MS;
    for (let attempts = 0; ; ) {
      const result = await attempt(lambda, invocation);
      if (result !== 'throttled') attempts += 1;
      if (result !== 'throttled' && result.status === 'success') return { ending: 'Success', attempts, result };
      if (result !== 'throttled' && attempts > retryAttempts) return { ending: 'RetriesExhausted', attempts, result };
      const wait = result === 'throttled' ? throttleWait : (errorWaitsMs[attempts - 1] ?? 0);
      if (result === 'throttled') throttleWait = Math.min(throttleWait * 2, LONGEST_THROTTLE_WAIT_MS);
      const last = result === 'throttled' ? undefined : result;
      if (clock.now() + wait >= expiry) return { ending: 'EventAgeExceeded', attempts, result: last };
      await clock.sleep(wait);
    }
  }

  async function attempt(lambda: LambdaFunction, invocation: Invocation): Promise<ExecutedInvocation | 'throttled'> {
    try {
      return await invoke(lambda, invocation);
    } catch (error) {
      if (error instanceof AwsError && error.code === 'TooManyRequestsException') return 'throttled';
      throw error;
    }
  }

  return async (lambda, invocation) => {
    const attempted = await run(lambda, invocation);
    const deliveries = deliveriesOf(lambda, config(lambda), invocation, attempted, clock.now());
    for (const delivery of deliveries) {
      await deliver(delivery).catch((error) => log(`${lambda.name}: ${delivery.targetArn} refused an event: ${error}`));
    }
  };
}

function deliveriesOf(
  lambda: LambdaFunction,
  { onSuccess, onFailure }: EventInvokeConfig,
  invocation: Invocation,
  attempted: Attempted,
  now: number,
): readonly Delivery[] {
  const { roleArn, deadLetterArn } = lambda;
  const destination = attempted.ending === 'Success' ? onSuccess : onFailure;
  const deliveries: Delivery[] = [];
  if (destination !== undefined) {
    const body = destinationRecord(lambda, invocation, attempted, now);
    deliveries.push({ roleArn, targetArn: destination, body, attributes: {} });
  }
  if (deadLetterArn !== undefined && attempted.ending !== 'Success') {
    const attributes = deadLetterAttributes(invocation, attempted);
    deliveries.push({ roleArn, targetArn: deadLetterArn, body: text(invocation.event), attributes });
  }
  return deliveries;
}

const deadLetterAttributes = ({ requestId }: Invocation, { ending, result }: Attempted) => ({
  RequestID: requestId,
  ErrorCode: result ? '200' : '429',
  ErrorMessage: result ? String(JSON.parse(text(result.payload)).errorMessage ?? ending).slice(0, 1024) : ending,
});

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
