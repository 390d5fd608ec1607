import { loadDefinition } from '../definition/load.ts';
import type { StateMachineDefinition } from '../definition/types.ts';
import type { ExecutionType } from '../execution/run.ts';
import { compileMachine, type Machine } from '../machine.ts';
import { Memo } from '../memo.ts';

export interface Loaded {
  readonly definition: StateMachineDefinition;
  readonly machine: Machine;
}

/** By type and text. */
const loaded = new Memo<Loaded>(32);

/** Checks and compiles a definition, once for all tests that run it. Throws `InvalidDefinition`. */
export const loadOnce = (source: unknown, type: ExecutionType): Loaded =>
  loaded.get(`${type} ${JSON.stringify(source)}`, () => {
    const definition = loadDefinition(source, { type });
    return { definition, machine: compileMachine(definition) };
  });
