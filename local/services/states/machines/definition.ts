import { InvalidDefinition } from '#asl/definition/diagnostic.ts';
import { loadDefinition } from '#asl/definition/load.ts';
import type { StateMachineDefinition } from '#asl/definition/types.ts';
import { AwsError } from '#gateway/aws-error.ts';
import type { MachineType } from '#services/states/machines/machine.ts';

/** Loads a definition; what is wrong with it is the API's `InvalidDefinition`. */
export function readDefinition(source: string, type: MachineType): StateMachineDefinition {
  try {
    return loadDefinition(source, { type });
  } catch (error) {
    if (error instanceof InvalidDefinition) throw new AwsError('InvalidDefinition', error.message);
    throw error;
  }
}
