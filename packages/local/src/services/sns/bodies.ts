import { type LargestBodies, megabytes } from '#gateway/request/largest-body.ts';

/**
 * A message, or all of a batch, has 256 KiB at most, before a form escapes it; what is larger is refused by SNS itself.
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
export const bodies: LargestBodies = { Publish: megabytes(4), PublishBatch: megabytes(4) };
