import type { LargestBodies } from '#gateway/largest-body.ts';

/** Only reading is done here: names and tokens. */
export const bodies: LargestBodies = {};
