import type { ExecutedInvocation, Invocation } from '#services/lambda/invocation/executor.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

export type Ending = 'Success' | 'RetriesExhausted' | 'EventAgeExceeded';

/** How an asynchronous invocation ended. */
export interface Attempted {
  readonly ending: Ending;
  /** Attempts that reached the function. */
  readonly attempts: number;
  /** Of the last attempt; absent when that one was throttled. */
  readonly result: ExecutedInvocation | undefined;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
export const destinationRecord = (
  { arn }: LambdaFunction,
  { requestId, event }: Invocation,
  { ending, attempts, result }: Attempted,
  now: number,
): string =>
  JSON.stringify({
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    requestContext: {
      requestId,
      functionArn: `${arn}:$LATEST`,
      condition: ending,
      approximateInvokeCount: attempts,
    },
    requestPayload: JSON.parse(Buffer.from(event).toString()),
    ...(result && {
      responseContext: {
        statusCode: 200,
        executedVersion: '$LATEST',
        ...(result.status !== 'success' && { functionError: 'Unhandled' }),
      },
      responsePayload: JSON.parse(result.payload.toString()),
    }),
  });
