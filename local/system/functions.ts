import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { strickenInvocations } from '#local/faults/invocations.ts';
import { createDestinations } from '#local/system/destinations.ts';
import type { Foundation } from '#local/system/services.ts';
import type { LogSink } from '#services/lambda/log-sink.ts';
import { createLambdaService } from '#services/lambda/service.ts';

/** As many as there are functions that a photo passes: with fewer, every photo would pay for cold starts. */
const LIMITS = { idle: 4, idleMs: 120_000 };

/** More than the cores can serve wait for each other, and each costs a hundred megabytes or more. */
const environmentsAtOnce = Math.max(2, availableParallelism());

export function createLambda(foundation: Foundation, append: LogSink['append']) {
  const { root, concurrency, faults, clock } = foundation;
  return createLambdaService({
    ...foundation,
    credentialsFor: functionCredentials(foundation),
    deliver: functionDestinations(foundation),
    logs: { append },
    taskRoot: root,
    compileCache: join(root, 'node_modules/.cache/darkroom/functions'),
    limits: { running: environmentsAtOnce, concurrency, ...LIMITS },
    intercept: strickenInvocations(faults, clock),
  });
}

const functionCredentials =
  ({ credentials }: Foundation) =>
  (roleArn: string, sessionName: string) =>
    credentials.forRole(roleArn, sessionName, 'lambda.amazonaws.com');

export const functionDestinations = (foundation: Foundation) =>
  createDestinations({ ...foundation, credentialsFor: functionCredentials(foundation) });
