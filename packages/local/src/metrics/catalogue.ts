import type { Unit } from '#local/metrics/metric.ts';

/** What a service publishes of one kind of resource. */
interface Kind {
  readonly namespace: `AWS/${string}`;
  /** The dimension that names the resource; absent where the metrics are the account's. */
  readonly dimension?: string;
  readonly metrics: Readonly<Record<string, Unit>>;
}

/**
 * The metrics that the services here publish, under AWS's names and units: an alarm on any other metric of theirs would
 * never have data.
 * https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html
 */
export const catalogue = {
  executions: {
    namespace: 'AWS/States',
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
  mapRuns: {
    namespace: 'AWS/States',
    metrics: {
      ApproximateOpenMapRunCount: 'Count',
      OpenMapRunLimit: 'Count',
      ApproximateMapRunBacklogSize: 'Count',
    },
  },
  activities: {
    namespace: 'AWS/States',
    dimension: 'ActivityArn',
    metrics: {
      ActivityRunTime: 'Milliseconds',
      ActivityScheduleTime: 'Milliseconds',
      ActivityTime: 'Milliseconds',
      ActivitiesScheduled: 'Count',
      ActivitiesStarted: 'Count',
      ActivitiesSucceeded: 'Count',
      ActivitiesFailed: 'Count',
      ActivitiesTimedOut: 'Count',
      ActivitiesHeartbeatTimedOut: 'Count',
    },
  },
  lambdaTasks: {
    namespace: 'AWS/States',
    dimension: 'LambdaFunctionArn',
    metrics: {
      LambdaFunctionRunTime: 'Milliseconds',
      LambdaFunctionScheduleTime: 'Milliseconds',
      LambdaFunctionTime: 'Milliseconds',
      LambdaFunctionsScheduled: 'Count',
      LambdaFunctionsStarted: 'Count',
      LambdaFunctionsSucceeded: 'Count',
      LambdaFunctionsFailed: 'Count',
      LambdaFunctionsTimedOut: 'Count',
    },
  },
  serviceIntegrations: {
    namespace: 'AWS/States',
    dimension: 'ServiceIntegrationResourceArn',
    metrics: {
      ServiceIntegrationRunTime: 'Milliseconds',
      ServiceIntegrationScheduleTime: 'Milliseconds',
      ServiceIntegrationTime: 'Milliseconds',
      ServiceIntegrationsScheduled: 'Count',
      ServiceIntegrationsStarted: 'Count',
      ServiceIntegrationsSucceeded: 'Count',
      ServiceIntegrationsFailed: 'Count',
      ServiceIntegrationsTimedOut: 'Count',
    },
  },
  functions: {
    namespace: 'AWS/Lambda',
    dimension: 'FunctionName',
    metrics: {
      Invocations: 'Count',
      Errors: 'Count',
      Throttles: 'Count',
      ConcurrentExecutions: 'Count',
      Duration: 'Milliseconds',
      IteratorAge: 'Milliseconds',
      AsyncEventsReceived: 'Count',
      AsyncEventAge: 'Milliseconds',
      AsyncEventsDropped: 'Count',
      DestinationDeliveryFailures: 'Count',
      DeadLetterErrors: 'Count',
    },
  },
  queues: {
    namespace: 'AWS/SQS',
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
  rules: {
    namespace: 'AWS/Events',
    dimension: 'RuleName',
    metrics: {
      Invocations: 'Count',
      FailedInvocations: 'Count',
      InvocationsSentToDlq: 'Count',
      InvocationsFailedToBeSentToDlq: 'Count',
    },
  },
  scheduleGroups: {
    namespace: 'AWS/Scheduler',
    dimension: 'ScheduleGroup',
    metrics: {
      InvocationAttemptCount: 'Count',
      TargetErrorCount: 'Count',
      InvocationDroppedCount: 'Count',
      InvocationsSentToDeadLetterCount: 'Count',
      InvocationsFailedToBeSentToDeadLetterCount: 'Count',
    },
  },
} as const satisfies Readonly<Record<string, Kind>>;

type Catalogue = typeof catalogue;
/** The kinds whose metrics are of one resource each. */
export type MeasuredKind = {
  [K in keyof Catalogue]: Catalogue[K] extends { readonly dimension: string } ? K : never;
}[keyof Catalogue];
/** The kinds whose metrics are the account's: they have no dimension. */
export type AccountKind = Exclude<keyof Catalogue, MeasuredKind>;
export type MetricOf<K extends keyof Catalogue> = keyof Catalogue[K]['metrics'] & string;

/** Tells whether a service here publishes the metric, by its dimension or by none (''); undefined for a namespace that is not a service's of AWS. */
export function isPublished(namespace: string, metric: string, dimension: string): boolean | undefined {
  if (!namespace.startsWith('AWS/')) return undefined;
  const kinds: readonly Kind[] = Object.values(catalogue);
  return kinds.some(
    (kind) =>
      kind.namespace === namespace && (kind.dimension ?? '') === dimension && Object.hasOwn(kind.metrics, metric),
  );
}
