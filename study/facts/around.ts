import type { Fact } from './fact.ts';

const SQS = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html';
const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html';
const seen = { read: '2026-11-28', from: 'page' } as const;

/** Quotas and rules of the services around Step Functions. */
export const around = {
  'lambda.timeout': {
    ...{ value: 15, unit: 'minutes', page: LAMBDA, ...seen },
    says: 'Longest invocation of a Lambda function.',
  },
  'lambda.payload': {
    ...{ value: 6, unit: 'count', of: 'MB', page: LAMBDA, ...seen },
    says: 'Largest payload of a synchronous invocation.',
  },
  'lambda.payload.async': {
    ...{ value: 1, unit: 'count', of: 'MB', page: LAMBDA, ...seen },
    says: 'Largest payload of an asynchronous invocation.',
  },
  'lambda.concurrency': {
    ...{ value: 1_000, unit: 'count', of: 'invocations at once', page: LAMBDA, ...seen },
    says: 'Concurrent executions of an account and Region; new accounts have fewer; can be raised.',
  },
  'lambda.async.retries': {
    ...{ value: 2, unit: 'count', of: 'more attempts', ...seen },
    page: 'https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html',
    says: 'After an error of a function that was invoked asynchronously.',
  },
  'lambda.durable': {
    ...{ value: 1, unit: 'years', ...seen },
    page: 'https://docs.aws.amazon.com/lambda/latest/dg/durable-functions.html',
    says: 'Longest durable execution of a Lambda durable function.',
  },
  'sqs.visibility.factor': {
    ...{ value: 6, unit: 'count', of: 'times the timeout of the function', ...seen },
    page: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
    says: 'What the visibility timeout of a queue that feeds a function should be at least.',
  },
  'sqs.retention.default': {
    ...{ value: 4, unit: 'days', page: SQS, ...seen },
    says: 'A message is kept for so long, unless the queue says otherwise.',
  },
  'sqs.retention.longest': {
    ...{ value: 14, unit: 'days', page: SQS, ...seen },
    says: 'Longest retention of a message.',
  },
  'sqs.fifo.rate': {
    ...{ value: 300, unit: 'count', of: 'calls a second', page: SQS, ...seen },
    says: 'Of each action on a FIFO queue without high throughput mode; ten times the messages in batches of ten.',
  },
  'sqs.dedup': {
    ...{ value: 5, unit: 'minutes', ...seen },
    page: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-key-terms.html',
    says: 'A FIFO queue takes a deduplication id once in so long.',
  },
  'events.retry.age': {
    ...{ value: 24, unit: 'hours', ...seen },
    page: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html',
    says: 'For so long EventBridge tries to deliver an event to the target of a rule, unless the target says less.',
  },
  'events.retry.attempts': {
    ...{ value: 185, unit: 'count', of: 'attempts', ...seen },
    page: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html',
    says: 'So often EventBridge tries to deliver an event to the target of a rule, unless the target says less.',
  },
  'dynamodb.stream.kept': {
    ...{ value: 24, unit: 'hours', ...seen },
    page: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html',
    says: 'Records of a DynamoDB stream are kept for so long.',
  },
  'kinesis.kept': {
    ...{ value: 24, unit: 'hours', ...seen },
    page: 'https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html',
    says: 'Records of a Kinesis data stream are kept for so long, unless it is extended.',
  },
  'kinesis.kept.longest': {
    ...{ value: 365, unit: 'days', ...seen },
    page: 'https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html',
    says: 'Longest retention of a Kinesis data stream.',
  },
} as const satisfies Readonly<Record<string, Fact>>;
