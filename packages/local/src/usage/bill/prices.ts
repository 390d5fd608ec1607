/** A price of AWS, in US dollars, or a number that goes with prices. */
export interface Price {
  readonly value: number;
  readonly unit: '$' | 'count';
  /** Behind the number where it is written: `for 1,000 state transitions`. */
  readonly of: string;
  /** What it is, in our words. */
  readonly says: string;
  /** The page of AWS that tells. */
  readonly page: string;
  /** When it was read, `2026-11-28`. */
  readonly read: string;
  /** `page`: in the text of AWS's page; `quoted`: by several others who quote that page, whose table could not be read. */
  readonly from: 'page' | 'quoted';
}

const STEP_FUNCTIONS = 'https://aws.amazon.com/step-functions/pricing/';
const LAMBDA = 'https://aws.amazon.com/lambda/pricing/';
const XRAY = 'https://aws.amazon.com/xray/pricing/';
const seen = { read: '2026-11-28', from: 'page' } as const;
const quoted = { read: '2026-11-28', from: 'quoted' } as const;

/** Prices in us-east-1, without free tiers and the lower prices for much, unless they say so. */
export const prices = {
  'price.transition': {
    ...{ value: 0.025, unit: '$', of: 'for 1,000 state transitions', page: STEP_FUNCTIONS, ...seen },
    says: 'A state of a Standard workflow that is entered, and each time that a Retry runs it again.',
  },
  'price.transition.free': {
    ...{ value: 4_000, unit: 'count', of: 'state transitions a month', page: STEP_FUNCTIONS, ...seen },
    says: 'Free for good, in every account.',
  },
  'price.express.request': {
    ...{ value: 1, unit: '$', of: 'for a million requests', page: STEP_FUNCTIONS, ...quoted },
    says: 'A start of an Express workflow.',
  },
  'price.express.gb-hour': {
    ...{ value: 0.06, unit: '$', of: 'a GB-hour', page: STEP_FUNCTIONS, ...quoted },
    says: 'Duration times memory of an Express workflow, for the first thousand GB-hours of a month.',
  },
  'price.express.step': {
    ...{ value: 100, unit: 'count', of: 'ms', page: STEP_FUNCTIONS, ...seen },
    says: 'The duration of an Express execution is rounded up to it.',
  },
  'price.express.chunk': {
    ...{ value: 64, unit: 'count', of: 'MB', page: STEP_FUNCTIONS, ...seen },
    says: 'The memory of an Express execution is billed in chunks of it.',
  },
  'price.lambda.request': {
    ...{ value: 0.2, unit: '$', of: 'for a million invocations', page: LAMBDA, ...quoted },
    says: 'An invocation of a Lambda function.',
  },
  'price.lambda.gb-second': {
    ...{ value: 0.0000166667, unit: '$', of: 'a GB-second', page: LAMBDA, ...quoted },
    says: 'Duration times memory of a Lambda function on x86.',
  },
  'price.lambda.gb-second.arm': {
    ...{ value: 0.0000133334, unit: '$', of: 'a GB-second', page: LAMBDA, ...quoted },
    says: 'Duration times memory of a Lambda function on arm64.',
  },
  'price.sqs': {
    ...{ value: 0.4, unit: '$', of: 'for a million requests', page: 'https://aws.amazon.com/sqs/pricing/', ...quoted },
    says: 'Requests to a standard queue; each 64 KB of a payload is one.',
  },
  'price.sqs.fifo': {
    ...{ value: 0.5, unit: '$', of: 'for a million requests', page: 'https://aws.amazon.com/sqs/pricing/', ...quoted },
    says: 'Requests to a FIFO queue.',
  },
  'price.events': {
    ...{
      value: 1,
      unit: '$',
      of: 'for a million events',
      page: 'https://aws.amazon.com/eventbridge/pricing/',
      ...quoted,
    },
    says: 'Events of your own on an event bus; those of AWS services on what is done with resources are free.',
  },
  'price.events.data': {
    ...{ value: 1, unit: '$', of: 'for a million events', read: '2026-11-29', from: 'quoted' },
    page: 'https://aws.amazon.com/eventbridge/pricing/',
    says: 'Events on objects of a bucket that sends them to EventBridge: a bucket has to ask for them.',
  },
  'price.scheduler': {
    ...{ value: 1, unit: '$', of: 'for a million invocations', read: '2026-11-29', from: 'quoted' },
    page: 'https://aws.amazon.com/eventbridge/pricing/',
    says: 'An invocation of the target of a schedule of EventBridge Scheduler.',
  },
  'price.scheduler.free': {
    ...{ value: 14_000_000, unit: 'count', of: 'invocations a month', read: '2026-11-29', from: 'quoted' },
    page: 'https://aws.amazon.com/eventbridge/pricing/',
    says: 'Of schedules, free for good in every account.',
  },
  'price.pipes': {
    ...{
      value: 0.4,
      unit: '$',
      of: 'for a million requests',
      page: 'https://aws.amazon.com/eventbridge/pricing/',
      ...quoted,
    },
    says: 'Requests of a pipe, after its filter.',
  },
  'price.dynamodb.write': {
    ...{ value: 0.625, unit: '$', of: 'for a million write request units', ...quoted },
    page: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
    says: 'On demand: a write of an item of up to 1 KB.',
  },
  'price.dynamodb.read': {
    ...{ value: 0.125, unit: '$', of: 'for a million read request units', ...quoted },
    page: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
    says: 'On demand: a consistent read of an item of up to 4 KB; half of one where it need not be consistent.',
  },
  'price.s3.put': {
    ...{ value: 0.005, unit: '$', of: 'for 1,000 requests', page: 'https://aws.amazon.com/s3/pricing/', ...quoted },
    says: 'PUT, COPY, POST and LIST of S3 Standard.',
  },
  'price.s3.get': {
    ...{ value: 0.0004, unit: '$', of: 'for 1,000 requests', page: 'https://aws.amazon.com/s3/pricing/', ...quoted },
    says: 'GET and others of S3 Standard.',
  },
  'price.sns': {
    ...{ value: 0.5, unit: '$', of: 'for a million requests', page: 'https://aws.amazon.com/sns/pricing/', ...quoted },
    says: 'Requests to standard topics; each 64 KB of a message is one. Deliveries to queues and functions are free.',
  },
  'price.logs': {
    ...{ value: 0.5, unit: '$', of: 'a GB', page: 'https://aws.amazon.com/cloudwatch/pricing/', ...quoted },
    says: 'Logs that are written to CloudWatch, in the standard class.',
  },
  'price.kms': {
    ...{ value: 0.03, unit: '$', of: 'for 10,000 requests', page: 'https://aws.amazon.com/kms/pricing/', ...quoted },
    says: 'Requests that use a key.',
  },
  'price.logs.free': {
    ...{ value: 5, unit: 'count', of: 'GB a month', page: 'https://aws.amazon.com/cloudwatch/pricing/', ...quoted },
    says: 'Logs that are written, free for good in every account.',
  },
  'price.kms.free': {
    ...{ value: 20_000, unit: 'count', of: 'requests a month', page: 'https://aws.amazon.com/kms/pricing/', ...quoted },
    says: 'Free for good, in every account.',
  },
  'price.lambda.request.free': {
    ...{ value: 1_000_000, unit: 'count', of: 'invocations a month', page: LAMBDA, ...quoted },
    says: 'Free for good, in every account.',
  },
  'price.lambda.gb-second.free': {
    ...{ value: 400_000, unit: 'count', of: 'GB-seconds a month', page: LAMBDA, ...quoted },
    says: 'Free for good, in every account.',
  },
  'price.sqs.free': {
    ...{
      value: 1_000_000,
      unit: 'count',
      of: 'requests a month',
      page: 'https://aws.amazon.com/sqs/pricing/',
      ...quoted,
    },
    says: 'Free for good, in every account.',
  },
  'price.sns.free': {
    ...{
      value: 1_000_000,
      unit: 'count',
      of: 'requests a month',
      page: 'https://aws.amazon.com/sns/pricing/',
      ...quoted,
    },
    says: 'Free for good, in every account.',
  },
  'price.xray.recorded': {
    ...{ value: 5, unit: '$', of: 'for a million traces', page: XRAY, read: '2026-11-29', from: 'page' },
    says: 'A trace that X-Ray records.',
  },
  'price.xray.recorded.free': {
    ...{ value: 100_000, unit: 'count', of: 'traces a month', page: XRAY, read: '2026-11-29', from: 'page' },
    says: 'Recorded, free for good in every account.',
  },
  'price.xray.retrieved': {
    ...{ value: 0.5, unit: '$', of: 'for a million traces', page: XRAY, read: '2026-11-29', from: 'page' },
    says: 'A trace that X-Ray retrieves, or looks at for a query.',
  },
  'price.xray.retrieved.free': {
    ...{ value: 1_000_000, unit: 'count', of: 'traces a month', page: XRAY, read: '2026-11-29', from: 'page' },
    says: 'Retrieved or looked at, free for good in every account.',
  },
} as const satisfies Readonly<Record<string, Price>>;
