import type { Concurrency } from '#services/lambda/concurrency.ts';
import type { ExecutedInvocation, Executor, Invocation } from '#services/lambda/invocation/executor.ts';
import { crashed } from '#services/lambda/invocation/result.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

/** Throws AwsError `TooManyRequestsException` when throttled. */
export type Invoke = (lambda: LambdaFunction, invocation: Invocation) => Promise<ExecutedInvocation>;

/**
 * What befalls an invocation on its way to the function: it may come later, be refused with an AwsError, or find
 * that the environment dies.
 */
export type Intercept = (lambda: LambdaFunction) => Promise<'crash' | undefined>;

interface InvokeDeps {
  readonly concurrency: Concurrency;
  readonly executor: Executor;
  /** Asked before every invocation. */
  readonly intercept: Intercept;
}

/** The way of every invocation, whoever asks for it: within the concurrency. */
export function createInvoke({ concurrency, executor, intercept }: InvokeDeps): Invoke {
  return async (lambda, invocation) => {
    const leave = concurrency.enter(lambda);
    try {
      if ((await intercept(lambda)) === 'crash') return crashed(invocation.requestId);
      return await executor.execute(lambda, invocation);
    } finally {
      leave();
    }
  };
}
