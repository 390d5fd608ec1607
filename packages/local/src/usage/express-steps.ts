export const STEP_MS = 100;

/** Steps of 100 ms by which an Express execution is billed, one that is begun as a whole one: https://aws.amazon.com/step-functions/pricing/ */
export const expressSteps = (ms: number): number => Math.max(1, Math.ceil(ms / STEP_MS));
