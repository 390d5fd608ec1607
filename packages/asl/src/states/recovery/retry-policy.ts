import type { Random } from '#asl/identity.ts';
import type { Retrier } from '../../definition/types.ts';
import { isTerminal, type StatesError, TIMEOUT_ERROR } from '../../error.ts';

export type RetryDecision =
  | { readonly kind: 'retry'; readonly index: number; readonly delaySeconds: number }
  /** `index` is that of the retrier that has retried as often as it may. */
  | { readonly kind: 'give up'; readonly index?: number };

const DEFAULTS = { intervalSeconds: 1, maxAttempts: 3, backoffRate: 2 };

/**
 * Whether to try again, and after how long: the first retrier that names the error decides.
 * `attempts` holds how often each retrier has retried so far.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-retrying-after-an-error
 */
export function decideRetry(
  error: StatesError,
  retriers: readonly Retrier[],
  attempts: readonly number[],
  random: Random,
): RetryDecision {
  const index = retriers.findIndex(({ ErrorEquals }) => matchesError(error, ErrorEquals));
  const retrier = retriers[index];
  const attempt = attempts[index] ?? 0;
  if (retrier === undefined) return { kind: 'give up' };
  if (attempt >= (retrier.MaxAttempts ?? DEFAULTS.maxAttempts)) return { kind: 'give up', index };
  return { kind: 'retry', index, delaySeconds: retryDelay(retrier, attempt, random) };
}

/** Seconds before attempt number `attempt` (from 0) of a retrier. Full jitter draws from 0 to what it would be. */
export function retryDelay(retrier: Retrier, attempt: number, random: Random): number {
  const { IntervalSeconds = DEFAULTS.intervalSeconds, BackoffRate = DEFAULTS.backoffRate } = retrier;
  const grown = IntervalSeconds * BackoffRate ** attempt;
  const delay = Math.min(grown, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return retrier.JitterStrategy === 'FULL' ? random.next() * delay : delay;
}

/** Whether a list of error names, of a retrier or a catcher, has this error in it. */
export function matchesError(error: StatesError, names: readonly string[]): boolean {
  if (isTerminal(error)) return false;
  return names.some((name) => matchesName(error, name));
}

function matchesName({ error, alias }: StatesError, name: string): boolean {
  switch (name) {
    case 'States.ALL':
      return true;
    case 'States.TaskFailed':
      return error !== TIMEOUT_ERROR;
    default:
      return name === error || name === alias;
  }
}
