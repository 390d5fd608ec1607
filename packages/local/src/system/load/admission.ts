import { AwsError } from '#gateway/aws-error.ts';
import type { Authorize } from '#gateway/service.ts';
import type { DiskSpace } from '#local/system/disk-space.ts';

/** Actions that keep something new: uploads, sends, starts, items and what holds them. Deleting and reading go on. */
const KEEPS =
  /^(?:s3:(?:Put|Create)|sqs:(?:SendMessage|CreateQueue)|sns:(?:Publish|Create|Subscribe)|events:Put|states:(?:Start|Create|Publish)|dynamodb:(?:Put|Update|PartiQL(?:Insert|Update)|CreateTable)|logs:(?:Put|Create)|cloudwatch:Put)/;

/** Refuses what would be kept while there is no room for it, after the caller was judged: nothing of it has begun yet. */
export const admittedBy =
  (authorize: Authorize, disk: DiskSpace): Authorize =>
  (principal, access, request) => {
    authorize(principal, access, request);
    if (!KEEPS.test(access.action)) return;
    const bytes = access.action.startsWith('s3:') ? Number(request?.headers['content-length'] ?? 0) : 0;
    if (disk.isLow(bytes)) throw refusal(access.action);
  };

/**
 * Each in the words that its clients try again: Step Functions knows DynamoDB's `InternalServerError` by name, while a
 * `ServiceUnavailable` of DynamoDB would be named as its refusals are.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
function refusal(action: string): AwsError {
  const message = 'No space is left for what this would keep.';
  return action.startsWith('dynamodb:')
    ? new AwsError('InternalServerError', message, 500)
    : new AwsError('ServiceUnavailable', message, 503);
}
