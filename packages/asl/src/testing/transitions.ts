import type { Catcher, State, StateMachineDefinition, SubMachine } from '../definition/types.ts';
import { StatesError } from '../error.ts';
import { matchesError } from '../states/recovery/retry-policy.ts';
import type { MachineRun } from './run-state-machine.ts';
import type { Step } from './trace.ts';

/**
 * Every way on that a machine has, as texts such as `Claim -> Inspect`, `Claim -[DynamoDB.ConditionalCheckFailedException]-> Superseded`
 * (a catcher, by the errors that it names) and `Record -> (end)`. Choice rules with the same target are one transition.
 * The states of branches and item processors are included.
 */
export function transitionsOf(definition: StateMachineDefinition): readonly string[] {
  return [...new Set(ofStates(definition))];
}

/** The transitions that a run took. */
export function transitionsOfRun({ definition, steps }: MachineRun): readonly string[] {
  return [...new Set(ofSteps(steps, definition.States))];
}

/** Those transitions of the machine that none of the runs took. */
export function untakenTransitions(runs: readonly MachineRun[]): readonly string[] {
  const [first] = runs;
  if (first === undefined) return [];
  const taken = new Set(runs.flatMap(transitionsOfRun));
  return transitionsOf(first.definition).filter((transition) => !taken.has(transition));
}

const arrow = (from: string, to: string | undefined): string => `${from} -> ${to ?? '(end)'}`;
const catchArrow = (from: string, { ErrorEquals, Next }: Catcher): string =>
  `${from} -[${ErrorEquals.join(', ')}]-> ${Next}`;

const ofStates = ({ States }: SubMachine): readonly string[] =>
  Object.entries(States).flatMap(([name, state]) => [
    ...waysOn(name, state),
    ...catchersOf(state).map((catcher) => catchArrow(name, catcher)),
    ...machinesIn(state).flatMap(ofStates),
  ]);

function waysOn(name: string, state: State): readonly string[] {
  switch (state.Type) {
    case 'Fail':
      return [];
    case 'Succeed':
      return [arrow(name, undefined)];
    case 'Choice':
      return [...state.Choices.map(({ Next }) => Next), ...(state.Default === undefined ? [] : [state.Default])].map(
        (target) => arrow(name, target),
      );
    default:
      return [arrow(name, state.Next)];
  }
}

const catchersOf = (state: State): readonly Catcher[] => ('Catch' in state ? (state.Catch ?? []) : []);

function machinesIn(state: State): readonly SubMachine[] {
  if (state.Type === 'Parallel') return state.Branches;
  const processor = state.Type === 'Map' ? (state.ItemProcessor ?? state.Iterator) : undefined;
  return processor === undefined ? [] : [processor];
}

function ofSteps(steps: readonly Step[], states: SubMachine['States']): readonly string[] {
  return steps.flatMap((step) => {
    const state = states[step.name];
    const inner = state === undefined ? {} : Object.assign({}, ...machinesIn(state).map(({ States }) => States));
    const own = state === undefined || step.exitedAt === undefined ? [] : [taken(step, state)];
    return [...own, ...step.lines.flatMap((line) => ofSteps(line.steps, inner))];
  });
}

function taken(step: Step, state: State): string {
  const catcher = step.failure === undefined ? undefined : catcherOf(step, catchersOf(state));
  return catcher === undefined ? arrow(step.name, step.next) : catchArrow(step.name, catcher);
}

/** The first that names the error; where history does not tell the error, the first that leads where the run went. */
function catcherOf({ failure, next }: Step, catchers: readonly Catcher[]): Catcher | undefined {
  const towards = catchers.filter(({ Next }) => Next === next);
  const error = new StatesError(failure?.error, failure?.cause);
  return towards.find(({ ErrorEquals }) => matchesError(error, ErrorEquals)) ?? towards[0];
}
