import { type LargestBodies, megabytes } from '#gateway/request/largest-body.ts';

/**
 * A message, or all of a batch, has a mebibyte at most, before JSON escapes it; what is larger is refused by SQS itself.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
export const bodies: LargestBodies = { SendMessage: megabytes(8), SendMessageBatch: megabytes(8) };
