import { type LargestBodies, megabytes } from '#gateway/request/largest-body.ts';

/**
 * A batch has a mebibyte at most, before JSON escapes it.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
 */
export const bodies: LargestBodies = { PutLogEvents: megabytes(8) };
