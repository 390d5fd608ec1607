import { InvalidDefinition } from '@safelight/asl/definition/diagnostic';
import { loadDefinition } from '@safelight/asl/definition/load';
import type { StateMachineDefinition } from '@safelight/asl/definition/types';
import { Memo } from '@safelight/asl/memo';
import { AwsError } from '#gateway/aws-error.ts';
import type { MachineType } from '#services/states/machines/machine.ts';

/** A definition is read when it is created, described and first run. */
const remembered = new Memo<StateMachineDefinition>(16);

/** Loads a definition; what is wrong with it is the API's `InvalidDefinition`. */
export const readDefinition = (source: string, type: MachineType): StateMachineDefinition =>
  remembered.get(`${type} ${source}`, () => load(source, type));

function load(source: string, type: MachineType): StateMachineDefinition {
  try {
    return loadDefinition(source, { type });
  } catch (error) {
    if (error instanceof InvalidDefinition) throw new AwsError('InvalidDefinition', error.message);
    throw error;
  }
}
