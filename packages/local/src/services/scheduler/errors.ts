import { AwsError } from '#gateway/aws-error.ts';

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/CommonErrors.html */
export const invalid = (message: string): AwsError => new AwsError('ValidationException', message);

export const notFound = (message: string): AwsError => new AwsError('ResourceNotFoundException', message, 404);

export const conflict = (message: string): AwsError => new AwsError('ConflictException', message, 409);
