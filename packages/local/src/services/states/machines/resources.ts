import { allStates } from '@safelight/asl/definition/check/names';
import { recognizeResource } from '@safelight/asl/definition/resource';
import { isJsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { StatesContext } from '#services/states/context.ts';

/** Refuses a valid definition whose Task states call what cannot be called here: at once, and not when they are reached. */
export function checkResources({ unsupported }: Pick<StatesContext, 'unsupported'>, definition: string): void {
  const machine: unknown = JSON.parse(definition);
  const problems = [...allStates(isJsonObject(machine) ? machine : {}, '')].flatMap(([, state, path]) => {
    const resource =
      isJsonObject(state) && typeof state.Resource === 'string' ? recognizeResource(state.Resource) : undefined;
    const why = resource && unsupported(resource);
    return why === undefined ? [] : [`UNSUPPORTED_LOCALLY: ${why} at ${path}/Resource`];
  });
  if (problems.length === 0) return;
  throw new AwsError('InvalidDefinition', `Invalid State Machine Definition: '${problems.join(', ')}'`);
}
