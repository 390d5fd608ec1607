import { type LargestBodies, megabytes } from '#gateway/request/largest-body.ts';

/** A batch of fifty documents of 64 KB, escaped. https://docs.aws.amazon.com/xray/latest/api/API_PutTraceSegments.html */
export const bodies: LargestBodies = { PutTraceSegments: megabytes(8) };
