import { loadDefinition } from '../definition/load.ts';
import type { StateMachineDefinition } from '../definition/types.ts';
import type { ExecutionType } from '../execution/run.ts';
import { compileMachine, type Machine } from '../machine.ts';

export interface Loaded {
  readonly definition: StateMachineDefinition;
  readonly machine: Machine;
}

/** By type and text. */
const loaded = new Map<string, Loaded>();
const MOST_KEPT = 32;

/** Checks and compiles a definition, once for all tests that run it. Throws `InvalidDefinition`. */
export function loadOnce(source: unknown, type: ExecutionType): Loaded {
  const key = `${type} ${JSON.stringify(source)}`;
  const known = loaded.get(key);
  if (known !== undefined) return known;
  const definition = loadDefinition(source, { type });
  const one = { definition, machine: compileMachine(definition) };
  const [oldest] = loaded.keys();
  if (loaded.size >= MOST_KEPT && oldest !== undefined) loaded.delete(oldest);
  loaded.set(key, one);
  return one;
}
