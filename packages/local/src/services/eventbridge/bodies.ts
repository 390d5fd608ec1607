import { type LargestBodies, megabytes } from '#gateway/request/largest-body.ts';

/**
 * The entries of a request have a mebibyte at most, before JSON escapes them; what is larger is refused by EventBridge itself.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export const bodies: LargestBodies = { PutEvents: megabytes(8) };
