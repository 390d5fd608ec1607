import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { functionCode } from '#local/compile/function-code.ts';
import { removeOldCompiled } from '#local/compile/remove-old.ts';
import { strickenInvocations } from '#local/faults/invocations.ts';
import type { Tracing } from '#local/metrics/tracing/tracing.ts';
import { createDestinations } from '#local/system/destinations.ts';
import type { Foundation } from '#local/system/services.ts';
import type { LogSink } from '#services/lambda/log-sink.ts';
import { createLambdaService } from '#services/lambda/service.ts';

/** More than the cores can serve wait for each other, and each costs a hundred megabytes or more. */
export const environmentsAtOnce = Math.max(2, availableParallelism());

/**
 * With those that run, one of each of the four functions of a photo for every core, and one more: with fewer, small photos pay for
 * cold starts again and again, at 140 ms of the processor each. Large pictures take the memory of some of them for the time
 * being. A minute after the last photo all of it is given back.
 */
const LIMITS = { idle: 3 * environmentsAtOnce + 1, idleMs: 60_000, memoryBytes: environmentsAtOnce * 500e6 };

export function createLambda(foundation: Foundation, append: LogSink['append'], tracing: Tracing) {
  const { root, concurrency, faults, clock } = foundation;
  const compileCache = join(root, 'node_modules/.cache/safelight/functions');
  // Nobody waits for it, and what stays is removed at a later start.
  removeOldCompiled(compileCache).catch(() => undefined);
  return createLambdaService({
    ...foundation,
    tracing,
    credentialsFor: foundation.credentials.forFunction,
    deliver: functionDestinations(foundation),
    logs: { append },
    codeOf: functionCode({ root }),
    compileCache,
    limits: { running: environmentsAtOnce, concurrency, ...LIMITS },
    intercept: strickenInvocations(faults, clock),
  });
}

/** Made by Lambda and not by the function's code: https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html */
export const functionDestinations = (foundation: Foundation) =>
  createDestinations({
    ...foundation,
    credentialsFor: (roleArn, sessionName) =>
      foundation.credentials.forRole(roleArn, sessionName, 'lambda.amazonaws.com'),
  });
