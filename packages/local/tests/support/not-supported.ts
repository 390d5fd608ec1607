import { AwsError } from '#gateway/aws-error.ts';

/** How services made for a test refuse members. */
export const notSupported = (message: string): AwsError => new AwsError('ValidationException', message);
