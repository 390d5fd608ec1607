import { InvalidDefinition } from '@safelight/asl/definition/diagnostic';
import { loadDefinition } from '@safelight/asl/definition/load';
import type { StateMachineDefinition } from '@safelight/asl/definition/types';
import { AwsError } from '#gateway/aws-error.ts';
import type { MachineType } from '#services/states/machines/machine.ts';

/** A definition is read when it is created, described and first run. */
const MOST_REMEMBERED = 16;

const remembered = new Map<string, StateMachineDefinition>();

/** Loads a definition; what is wrong with it is the API's `InvalidDefinition`. */
export function readDefinition(source: string, type: MachineType): StateMachineDefinition {
  const key = `${type} ${source}`;
  const known = remembered.get(key);
  if (known) return known;
  const definition = load(source, type);
  const [oldest] = remembered.keys();
  if (remembered.size >= MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  remembered.set(key, definition);
  return definition;
}

function load(source: string, type: MachineType): StateMachineDefinition {
  try {
    return loadDefinition(source, { type });
  } catch (error) {
    if (error instanceof InvalidDefinition) throw new AwsError('InvalidDefinition', error.message);
    throw error;
  }
}
