import { type LargestBodies, megabytes } from '#gateway/request/largest-body.ts';

/**
 * An event has six megabytes at most, a zip fifty, in base64; what is larger is refused by Lambda itself.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const bodies: LargestBodies = {
  Invoke: megabytes(8),
  CreateFunction: megabytes(72),
  UpdateFunctionCode: megabytes(72),
};
