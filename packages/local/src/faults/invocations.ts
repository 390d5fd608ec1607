import type { Clock } from '@safelight/asl/clock';
import type { Effect } from '#local/faults/fault.ts';
import type { Faults } from '#local/faults/faults.ts';
import { tooManyRequests } from '#services/lambda/errors.ts';
import type { Intercept } from '#services/lambda/invocation/invoke.ts';

const isForFunctions = (effect: Effect) =>
  effect.kind === 'crash' || ((effect.kind === 'throttle' || effect.kind === 'delay') && effect.service === 'lambda');

/** Strikes invocations, whoever makes them: a workflow, a rule, a mapping, a client. */
export const strickenInvocations =
  (faults: Faults, clock: Clock): Intercept =>
  async ({ name }) => {
    for (const effect of faults.strike(name, isForFunctions)) {
      if (effect.kind === 'throttle') throw tooManyRequests('ConcurrentInvocationLimitExceeded');
      if (effect.kind === 'crash') return 'crash';
      if (effect.kind === 'delay') await clock.sleep(effect.ms);
    }
    return undefined;
  };
