import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';

/**
 * Why one action stopped the transaction, or did not.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html
 */
export type Reason =
  | { readonly Code: 'None' }
  | { readonly Code: 'ConditionalCheckFailed'; readonly Message: string; readonly Item?: JsonObject }
  | { readonly Code: 'ValidationError'; readonly Message: string };

const NONE: Reason = { Code: 'None' };

/** A reason for each action, in the order of the request. */
export const canceled = (reasons: readonly (Reason | undefined)[]): AwsError => {
  const all = reasons.map((reason) => reason ?? NONE);
  return new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${all.map(({ Code }) => Code).join(', ')}]`,
    400,
    { CancellationReasons: all },
  );
};

/** What became of each action, unless one was refused: then the transaction is canceled, with the reasons of all. */
export function allOrCanceled<A, R>(
  actions: readonly A[],
  attempt: (action: A) => R | { readonly reason: Reason },
): R[] {
  const results: R[] = [];
  const reasons = actions.map((action) => {
    const result = attempt(action);
    if (isRefused(result)) return result.reason;
    results.push(result);
    return undefined;
  });
  if (reasons.some((reason) => reason !== undefined)) throw canceled(reasons);
  return results;
}

const isRefused = (result: unknown): result is { readonly reason: Reason } =>
  typeof result === 'object' && result !== null && 'reason' in result;

/** Runs what may throw ValidationException, which is then the action's reason. */
export function validated<R>(work: () => R): R | { readonly reason: Reason } {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ValidationException') throw error;
    return { reason: { Code: 'ValidationError', Message: error.message } };
  }
}
