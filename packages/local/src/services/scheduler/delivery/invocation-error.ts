import { StatesError } from '@safelight/asl/error';
import { AwsError } from '#gateway/aws-error.ts';
import { DeliveryError } from '#local/delivery/retry.ts';

/** Missing permissions, missing targets and wrong parameters: a wait would not help them. */
const HOPELESS =
  /AccessDenied|AuthorizationError|NotAuthorized|DoesNotExist|NotFound|NonExistentQueue|Validation|Invalid|Malformed|Runtime$/;

/** What a target answered, by the name that its service gives the error. */
export function invocationError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (!(error instanceof Error)) return new DeliveryError('InternalFailure', String(error), true);
  const name = nameOf(error);
  return new DeliveryError(name, error.message, !HOPELESS.test(name));
}

function nameOf(error: Error): string {
  if (error instanceof AwsError) return error.code;
  // Of an action, such as `Sqs.QueueDoesNotExistException`.
  return error instanceof StatesError ? (error.error ?? 'InternalFailure').replace(/^.*\./, '') : error.name;
}
