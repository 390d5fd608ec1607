import type { LargestBodies } from '#gateway/request/largest-body.ts';

/** Policies have some thousand characters. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const bodies: LargestBodies = {};
