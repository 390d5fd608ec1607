import type { LargestBodies } from '#gateway/largest-body.ts';

/** Policies have some thousand characters. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const bodies: LargestBodies = {};
