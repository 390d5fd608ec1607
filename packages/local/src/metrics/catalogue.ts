import type { Unit } from '#local/metrics/metric.ts';

interface Namespace {
  /** The dimension that names the resource. */
  readonly dimension: string;
  readonly metrics: Readonly<Record<string, Unit>>;
}

/**
 * The metrics that the services here publish, under AWS's names and units: an alarm on any other metric of theirs would
 * never have data.
 * https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
 */
export const catalogue = {
  'AWS/States': {
    dimension: 'StateMachineArn',
    metrics: {
      ExecutionsStarted: 'Count',
      ExecutionsSucceeded: 'Count',
      ExecutionsFailed: 'Count',
      ExecutionsTimedOut: 'Count',
      ExecutionsAborted: 'Count',
      ExecutionThrottled: 'Count',
      ExecutionTime: 'Milliseconds',
    },
  },
  'AWS/Lambda': {
    dimension: 'FunctionName',
    metrics: {
      Invocations: 'Count',
      Errors: 'Count',
      Throttles: 'Count',
      ConcurrentExecutions: 'Count',
      Duration: 'Milliseconds',
      IteratorAge: 'Milliseconds',
    },
  },
  'AWS/SQS': {
    dimension: 'QueueName',
    metrics: {
      ApproximateNumberOfMessagesVisible: 'Count',
      ApproximateNumberOfMessagesNotVisible: 'Count',
      ApproximateNumberOfMessagesDelayed: 'Count',
      ApproximateAgeOfOldestMessage: 'Seconds',
      NumberOfMessagesSent: 'Count',
      NumberOfMessagesReceived: 'Count',
      NumberOfMessagesDeleted: 'Count',
    },
  },
  'AWS/Events': {
    dimension: 'RuleName',
    metrics: {
      Invocations: 'Count',
      FailedInvocations: 'Count',
      InvocationsSentToDlq: 'Count',
      InvocationsFailedToBeSentToDlq: 'Count',
    },
  },
} as const satisfies Readonly<Record<string, Namespace>>;

type Catalogue = typeof catalogue;
export type AwsNamespace = keyof Catalogue;
export type MetricOf<N extends AwsNamespace> = keyof Catalogue[N]['metrics'] & string;

/** Whether a service here publishes the metric; undefined for a namespace that is not a service's of AWS. */
export function isPublished(namespace: string, metric: string, dimension: string): boolean | undefined {
  if (!namespace.startsWith('AWS/')) return undefined;
  const known: Namespace | undefined = new Map<string, Namespace>(Object.entries(catalogue)).get(namespace);
  return known !== undefined && known.dimension === dimension && Object.hasOwn(known.metrics, metric);
}
