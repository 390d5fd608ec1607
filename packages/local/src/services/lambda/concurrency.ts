import { tooManyRequests } from '#services/lambda/errors.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

/** Counts invocations in flight against the account's limit and the functions' reservations. */
export interface Concurrency {
  /** Throws TooManyRequestsException, or returns what ends the invocation's count. */
  enter(lambda: LambdaFunction): () => void;
}

/**
 * A reservation is both a share that no other function can use and a ceiling.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */
export function createConcurrency(accountLimit: number, functions: () => Iterable<LambdaFunction>): Concurrency {
  const reserved = new Map<string, number>();
  let unreserved = 0;
  const unreservedLimit = () => {
    let limit = accountLimit;
    for (const { reservedConcurrency } of functions()) limit -= reservedConcurrency ?? 0;
    return limit;
  };
  return {
    enter({ name, reservedConcurrency }) {
      if (reservedConcurrency === undefined) {
        if (unreserved >= unreservedLimit()) throw tooManyRequests('ConcurrentInvocationLimitExceeded');
        unreserved += 1;
        return () => {
          unreserved -= 1;
        };
      }
      const running = reserved.get(name) ?? 0;
      if (running >= reservedConcurrency) throw tooManyRequests('ReservedFunctionConcurrentInvocationLimitExceeded');
      reserved.set(name, running + 1);
      return () => reserved.set(name, (reserved.get(name) ?? 1) - 1);
    },
  };
}
