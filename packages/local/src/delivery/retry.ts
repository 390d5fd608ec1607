import type { Random } from '@safelight/asl/identity';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html */
const MOST_ATTEMPTS = 185;
const OLDEST_SECONDS = 86_400;

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 10 * 60 * 1000;

/** Why a delivery failed, as a target's adapter tells it. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly code: string;
  /** False where trying again cannot help: no permission, no such target. */
  readonly retryable: boolean;

  constructor(code: string, message: string, retryable: boolean) {
    super(message);
    this.code = code;
    this.retryable = retryable;
  }
}

export type NextStep =
  | { readonly kind: 'retry'; readonly afterMs: number }
  | { readonly kind: 'give-up'; readonly condition?: 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds' };

export interface Failure {
  readonly retryable: boolean;
  /** Retries made so far. */
  readonly retries: number;
  /** Since the event came in. */
  readonly ageMs: number;
}

/** What a target may ask for. */
export interface RetryPolicy {
  readonly MaximumRetryAttempts?: number | undefined;
  readonly MaximumEventAgeInSeconds?: number | undefined;
}

/** What follows a failed delivery: exponential backoff with jitter, until the attempts or the age are exhausted. */
export function nextStep(policy: RetryPolicy | undefined, failure: Failure, random: Random): NextStep {
  const attempts = policy?.MaximumRetryAttempts ?? MOST_ATTEMPTS;
  const ageMs = (policy?.MaximumEventAgeInSeconds ?? OLDEST_SECONDS) * 1000;
  if (!failure.retryable) return { kind: 'give-up' };
  if (failure.retries >= attempts) return { kind: 'give-up', condition: 'MaximumRetryAttempts' };
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failure.retries);
  const afterMs = Math.ceil(longest / 2 + (random.next() * longest) / 2);
  if (failure.ageMs + afterMs > ageMs) return { kind: 'give-up', condition: 'MaximumEventAgeInSeconds' };
  return { kind: 'retry', afterMs };
}
