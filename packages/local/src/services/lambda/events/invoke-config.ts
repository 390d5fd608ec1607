/** How asynchronous invocations of a function are retried, and whom their end is told. */
export interface EventInvokeConfig {
  /** 0 to 2. */
  readonly retryAttempts: number;
  readonly maximumAgeSeconds: number;
  /** ARN of a queue, topic, bus or function. */
  readonly onSuccess: string | undefined;
  readonly onFailure: string | undefined;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html */
export const defaultInvokeConfig: EventInvokeConfig = {
  retryAttempts: 2,
  maximumAgeSeconds: 21_600,
  onSuccess: undefined,
  onFailure: undefined,
};
