import { InvalidDefinition } from '@safelight/asl/definition/diagnostic';
import { loading } from '@safelight/asl/definition/load';
import { inTurns } from '@safelight/asl/language/turns';
import { AwsError } from '#gateway/aws-error.ts';
import type { MachineType } from '#services/states/machines/machine.ts';

/** Checks a definition; rejects with the API's `InvalidDefinition` where something is wrong with it. */
export async function checkDefinition(source: string, type: MachineType): Promise<void> {
  try {
    await inTurns(loading(source, { type }));
  } catch (error) {
    if (error instanceof InvalidDefinition) throw new AwsError('InvalidDefinition', error.message);
    throw error;
  }
}
