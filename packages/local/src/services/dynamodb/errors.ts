import { AwsError } from '#gateway/aws-error.ts';

export const validationError = (message: string): AwsError => new AwsError('ValidationException', message);

export const resourceNotFound = (message: string): AwsError => new AwsError('ResourceNotFoundException', message);

export const unknownOperation = (name: string): AwsError =>
  new AwsError('UnknownOperationException', `The operation ${name} is not supported here.`);
