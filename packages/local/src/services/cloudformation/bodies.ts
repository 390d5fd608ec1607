import type { LargestBodies } from '#gateway/request/largest-body.ts';

/** A template in a request has 51,200 bytes at most: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
export const bodies: LargestBodies = {};
