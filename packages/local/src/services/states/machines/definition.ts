import { InvalidDefinition } from '@safelight/asl/definition/diagnostic';
import { loadDefinition } from '@safelight/asl/definition/load';
import type { StateMachineDefinition } from '@safelight/asl/definition/types';
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
