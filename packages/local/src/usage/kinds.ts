/**
 * Kinds of use that are metered, in the units that AWS bills. Chunks are of 64 KB, a step of an Express workflow is 100 ms with 64 MB.
 * https://aws.amazon.com/step-functions/pricing/ · https://aws.amazon.com/lambda/pricing/ · https://aws.amazon.com/s3/pricing/
 * https://aws.amazon.com/dynamodb/pricing/on-demand/ · https://aws.amazon.com/sqs/pricing/ · https://aws.amazon.com/sns/pricing/
 * https://aws.amazon.com/eventbridge/pricing/ · https://aws.amazon.com/cloudwatch/pricing/ · https://aws.amazon.com/kms/pricing/
 * https://aws.amazon.com/xray/pricing/
 */
export const USE_KINDS = [
  'states.transition',
  'states.express.request',
  'states.express.step',
  /** Not billed: what the states of an Express workflow would be in a Standard one. */
  'states.express.transition',
  'lambda.request',
  'lambda.arm64.mb-ms',
  'lambda.x86_64.mb-ms',
  's3.put',
  's3.get',
  /** Not billed within a region. */
  's3.bytes-in',
  's3.bytes-out',
  'dynamodb.write-unit',
  'dynamodb.read-unit',
  'sqs.chunk',
  'sqs.fifo-chunk',
  'sns.chunk',
  'events.chunk',
  /** Of objects, from buckets that have asked for them. */
  'events.data-chunk',
  'scheduler.invocation',
  'logs.byte',
  'kms.request',
  'xray.recorded',
  'xray.retrieved',
] as const;

export type UseKind = (typeof USE_KINDS)[number];
