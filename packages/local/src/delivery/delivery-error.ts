import { AwsError } from '#gateway/aws-error.ts';
import { DeliveryError } from '#local/delivery/retry.ts';

/** Missing permissions and missing targets go to the dead-letter queue at once; a wait would not help them. */
export function deliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (!(error instanceof Error)) return new DeliveryError('SDK_CLIENT_ERROR', String(error), true);
  const name = error instanceof AwsError ? error.code : error.name;
  if (/AccessDenied|AuthorizationError|NotAuthorized/.test(name)) {
    return new DeliveryError('NO_PERMISSIONS', error.message, false);
  }
  if (/DoesNotExist|NotFound|NonExistentQueue/.test(name))
    return new DeliveryError('NO_RESOURCE', error.message, false);
  const invalid = /Validation|Invalid|Malformed/.test(name);
  return new DeliveryError(invalid ? 'INVALID_PARAMETER' : 'SDK_CLIENT_ERROR', `${name}: ${error.message}`, !invalid);
}
