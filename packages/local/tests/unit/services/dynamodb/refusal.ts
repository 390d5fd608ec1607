import { AwsError } from '#gateway/aws-error.ts';

/** What some work answers, or the message of its refusal. */
export function outcome<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof AwsError) return error.message;
    throw error;
  }
}
