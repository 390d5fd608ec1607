import { isJsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';

export const validationError = (message: string): AwsError => new AwsError('ValidationException', message);

export const resourceNotFound = (message: string): AwsError => new AwsError('ResourceNotFoundException', message);

export const unknownOperation = (name: string): AwsError =>
  new AwsError('UnknownOperationException', `The operation ${name} is not supported here.`);

/** dynalite's errors carry AWS's wire form in `body`; anything else is a fault and stays as it is. */
export function toAwsError(error: unknown): unknown {
  if (!(error instanceof Error) || !('body' in error) || !isJsonObject(error.body)) return error;
  const { __type, message, Message } = error.body;
  return new AwsError(String(__type).split('#').at(-1) ?? 'InternalFailure', String(message ?? Message ?? ''));
}
