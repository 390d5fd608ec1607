import type { QueryLanguage, State, StateMachineDefinition, SubMachine } from './definition/types.ts';
import type { Build, CompiledState, CompiledStates, Transition } from './execution/program.ts';
import { jsonata } from './language/jsonata/jsonata.ts';
import { jsonPath } from './language/jsonpath/jsonpath.ts';
import type { Language } from './language/language.ts';
import { compileState } from './states/registry.ts';

/** A state machine that is ready to run: every path, expression and template is compiled. */
export interface Machine extends CompiledStates {
  readonly timeoutSeconds: number | undefined;
}

/** Compiles a checked definition. Throws a SyntaxError at what the check let pass. */
export function compileMachine(definition: StateMachineDefinition): Machine {
  return {
    ...compileStates(definition, definition.QueryLanguage ?? 'JSONPath'),
    timeoutSeconds: definition.TimeoutSeconds,
  };
}

const languageOf = (name: QueryLanguage): Language => (name === 'JSONata' ? jsonata : jsonPath);

/** A state without a query language of its own has the machine's, however deep it lies. */
function compileStates(machine: SubMachine, inherited: QueryLanguage): CompiledStates {
  const states = new Map<string, CompiledState>();
  const to = (name: string): Transition => {
    let target: CompiledState | undefined;
    return (output) => {
      target ??= find(states, name);
      return { kind: 'jump', to: target, output };
    };
  };
  for (const [name, state] of Object.entries(machine.States)) {
    const language = state.QueryLanguage ?? inherited;
    const inner: CompiledStates[] = [];
    const build: Build = {
      name,
      language: languageOf(language),
      to,
      transition: ({ Next }) => (Next === undefined ? (output) => ({ kind: 'result', output }) : to(Next)),
      states(machine) {
        const compiled = compileStates(machine, inherited);
        inner.push(compiled);
        return compiled;
      },
    };
    states.set(name, { ...compiledState(name, state, build), inner });
  }
  return { start: find(states, machine.StartAt), states };
}

function compiledState(name: string, state: State, build: Build): Omit<CompiledState, 'inner'> {
  return {
    name,
    type: state.Type,
    entered: `${state.Type}StateEntered`,
    exited: state.Type === 'Fail' ? undefined : `${state.Type}StateExited`,
    program: compileState(state, build),
  };
}

function find(states: ReadonlyMap<string, CompiledState>, name: string): CompiledState {
  const state = states.get(name);
  if (state === undefined) throw new SyntaxError(`There is no state '${name}'`);
  return state;
}
