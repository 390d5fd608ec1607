import type { Clock } from '@safelight/asl/clock';
import type { InitOutcome } from '#services/lambda/environments/environment.ts';
import { initReportLines } from '#services/lambda/invocation/platform-lines.ts';
import { initResult } from '#services/lambda/invocation/result.ts';
import { withTimeout } from '#services/lambda/invocation/with-timeout.ts';
import type { Worker } from '#services/lambda/invocation/worker.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

/** `undefined` when the time was over first. */
export type Initialised = InitOutcome | undefined;

/** How a handler was loaded. */
export interface Init {
  readonly outcome: Initialised;
  /** When the invocation's own time begins, in milliseconds since the epoch. */
  readonly begun: number;
  /** Of the phase before the invocation; undefined where there was none, or it failed. */
  readonly durationMs: number | undefined;
}

/** Time to load a handler, apart from the function's own timeout. */
const INIT_LIMIT_MS = 10_000;

/**
 * Waits until the handler is loaded. What could not be loaded in its own phase is tried once more within the invocation, on
 * the invocation's time. What is merely late goes on instead of beginning anew: a busy laptop would never come to an end.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-ib
 */
export async function initialise(worker: Worker, lambda: LambdaFunction, clock: Clock): Promise<Init> {
  if (worker.warm) return { outcome: await worker.environment.ready, begun: clock.now(), durationMs: undefined };
  worker.warm = true;
  const outcome = await withTimeout(worker.environment.ready, INIT_LIMIT_MS, clock);
  const [begun, durationMs] = [clock.now(), clock.now() - worker.startedAt];
  worker.log(initReportLines(lambda, { ...initResult(outcome), phase: 'init', durationMs }, begun));
  if (outcome?.kind === 'ready') return { outcome, begun, durationMs };
  if (outcome) worker.restart();
  return initialiseWithin(worker, lambda, clock);
}

async function initialiseWithin(worker: Worker, lambda: LambdaFunction, clock: Clock): Promise<Init> {
  const begun = clock.now();
  const outcome = await withTimeout(worker.environment.ready, lambda.timeoutSeconds * 1000, clock);
  const ended = clock.now();
  if (outcome?.kind !== 'ready')
    worker.log(initReportLines(lambda, { ...initResult(outcome), phase: 'invoke', durationMs: ended - begun }, ended));
  return { outcome, begun, durationMs: undefined };
}
