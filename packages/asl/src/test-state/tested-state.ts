import { nestedScopes } from '#asl/definition/check/transitions.ts';
import { InvalidDefinition } from '#asl/definition/diagnostic.ts';
import { loading } from '#asl/definition/load.ts';
import type { State, StateMachineDefinition } from '#asl/definition/types.ts';
import { parseSource } from '#asl/definition/validate.ts';
import { isJsonObject } from '#asl/json.ts';
import { inTurns } from '#asl/language/turns.ts';
import { TestStateRefusal } from '#asl/test-state/refusal.ts';
import type { TestStateRequest } from '#asl/test-state/request.ts';

/** The name of a state that was given alone. */
export const LONE_STATE = 'StateName';

/** A state, and a machine around it in which it can run. */
export interface TestedState {
  readonly name: string;
  readonly state: State;
  readonly machine: StateMachineDefinition;
  /** Whether it works on the items of a Map state around it. */
  readonly isInMap: boolean;
}

/** Rejects with a `TestStateRefusal` where the definition is not valid or has no such state. */
export async function findTestedState({ definition, stateName }: TestStateRequest): Promise<TestedState> {
  if (stateName === undefined) return loneState(definition);
  const machine = await load(definition, true);
  const found = scopeOf(machine, stateName, false);
  const state = found?.scope.States[stateName];
  if (!found || !state) throw new TestStateRefusal('State not found in definition');
  const { QueryLanguage } = machine;
  const surroundings = withTargets({ ...found.scope, ...(QueryLanguage && { QueryLanguage }) }, state);
  return { name: stateName, state, machine: surroundings, isInMap: found.isInMap };
}

async function loneState(definition: unknown): Promise<TestedState> {
  const parsed = parseSource(definition);
  const source = parsed.ok ? { StartAt: LONE_STATE, States: { [LONE_STATE]: parsed.value } } : definition;
  const machine = await load(source, false);
  const state = machine.States[LONE_STATE];
  if (!state) throw new TestStateRefusal('State not found in definition');
  return { name: LONE_STATE, state, machine: withTargets(machine, state), isInMap: false };
}

async function load(definition: unknown, transitions: boolean): Promise<StateMachineDefinition> {
  try {
    return await inTurns(loading(definition, { transitions }));
  } catch (error) {
    if (error instanceof InvalidDefinition) throw new TestStateRefusal(error.message, 'InvalidDefinition');
    throw error;
  }
}

/** The innermost machine that has the state: states inside a Map or Parallel state can be tested too. */
function scopeOf(
  scope: StateMachineDefinition,
  stateName: string,
  isInMap: boolean,
): { readonly scope: StateMachineDefinition; readonly isInMap: boolean } | undefined {
  if (Object.hasOwn(scope.States, stateName)) return { scope, isInMap };
  for (const state of Object.values(scope.States)) {
    for (const [, nested] of nestedScopes({ ...state })) {
      // Nested machines were checked with the definition that they are in.
      const found = scopeOf(nested as unknown as StateMachineDefinition, stateName, isInMap || state.Type === 'Map');
      if (found) return found;
    }
  }
  return undefined;
}

/** The states that it leads to need not be there: the test ends before them. */
function withTargets(machine: StateMachineDefinition, state: State): StateMachineDefinition {
  const stubs = targetNames(state).filter((name) => !Object.hasOwn(machine.States, name));
  const added = stubs.map((name) => [name, { Type: 'Succeed' } as const] as const);
  return { ...machine, States: { ...machine.States, ...Object.fromEntries(added) } };
}

function targetNames(state: State): readonly string[] {
  const { Next, Default, Choices, Catch }: Readonly<Record<string, unknown>> = { ...state };
  const listed = [Choices, Catch].flatMap((list) => (Array.isArray(list) ? list : []));
  const names = [Next, Default, ...listed.map((entry: unknown) => (isJsonObject(entry) ? entry.Next : undefined))];
  return names.filter((name) => typeof name === 'string');
}
