import type { LargestBodies } from '#gateway/request/largest-body.ts';

/** Session policies have 2,048 characters. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const bodies: LargestBodies = {};
