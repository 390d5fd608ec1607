/**
 * How records of a stream or messages of a queue reach a function.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
 */
export interface EventSourceMapping {
  readonly uuid: string;
  readonly eventSourceArn: string;
  readonly functionArn: string;
  /** The function's role: what the records are read with and failures are sent with. */
  readonly roleArn: string;
  readonly enabled: boolean;
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  readonly parallelizationFactor: number;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  /** -1: without limit. */
  readonly maximumRetryAttempts: number;
  /** -1: without limit. */
  readonly maximumRecordAgeSeconds: number;
  readonly bisectBatchOnFunctionError: boolean;
  readonly reportBatchItemFailures: boolean;
  /** Event patterns as JSON text; a record passes if any of them matches, or if there are none. */
  readonly filterPatterns: readonly string[];
  /** Queue or topic that is told of records that were given up. */
  readonly onFailureArn: string | undefined;
}
