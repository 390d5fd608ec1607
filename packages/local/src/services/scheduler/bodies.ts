import type { LargestBodies } from '#gateway/request/largest-body.ts';

/** A mebibyte is enough for all: an input has 256 KB at most. https://docs.aws.amazon.com/scheduler/latest/UserGuide/scheduler-quotas.html */
export const bodies: LargestBodies = {};
