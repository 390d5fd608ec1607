import { invalidParameter } from '#services/sqs/errors.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const LONGEST_VISIBILITY_SECONDS = 43_200;

export function checkVisibility(seconds: number): void {
  if (seconds >= 0 && seconds <= LONGEST_VISIBILITY_SECONDS) return;
  throw invalidParameter(
    `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and ${LONGEST_VISIBILITY_SECONDS}, if provided.`,
  );
}
