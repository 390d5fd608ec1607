import type { Clock } from '@safelight/asl/clock';
import { throttled } from '#services/states/errors.ts';
import type { Machine } from '#services/states/machines/machine.ts';

/** A bucket of tokens: so many calls at once, and so many a second for good. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

export type StartRates = Readonly<Record<Machine['type'], Rate>>;

/**
 * Of an account in us-east-1.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html#service-limits-api-action-throttling-general
 */
export const ACCOUNT_START_RATES: StartRates = {
  STANDARD: { burst: 1_300, perSecond: 300 },
  EXPRESS: { burst: 6_000, perSecond: 6_000 },
};

/** Counts starts against the account's quota. */
export interface StartQuota {
  /** Throws AwsError `ThrottlingException`. */
  take(type: Machine['type']): void;
}

export function createStartQuota(rates: StartRates, clock: Clock): StartQuota {
  const buckets = { STANDARD: createBucket(rates.STANDARD, clock), EXPRESS: createBucket(rates.EXPRESS, clock) };
  return {
    take(type) {
      if (!buckets[type]()) throw throttled();
    },
  };
}

/** Takes a token, if there is one. */
function createBucket({ burst, perSecond }: Rate, clock: Clock): () => boolean {
  let tokens = burst;
  let filledAt = clock.now();
  return () => {
    const now = clock.now();
    tokens = Math.min(burst, tokens + ((now - filledAt) / 1000) * perSecond);
    filledAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
