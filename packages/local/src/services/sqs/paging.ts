import { type Page, pageOf } from '#gateway/paging.ts';
import { invalidParameter } from '#services/sqs/errors.ts';

const MOST = 1000;

interface Paged {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/**
 * Who asks for no number gets a thousand, and no token. Throws InvalidParameterValue.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html
 */
export function queuesPage<T>(items: readonly T[], { MaxResults: most, NextToken: token }: Paged): Page<T> {
  if (most !== undefined && (most < 1 || most > MOST)) {
    throw invalidParameter(
      `Value ${most} for parameter MaxResults is invalid. Reason: Must be between 1 and ${MOST}, if provided.`,
    );
  }
  const invalidToken = () => invalidParameter('Invalid or expired next token.');
  const page = pageOf(items, { token, size: most ?? MOST, invalidToken });
  return most === undefined ? { ...page, next: undefined } : page;
}
