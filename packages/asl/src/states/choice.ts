import type { Json } from '#asl/json.ts';
import type { ChoiceRule, ChoiceState } from '../definition/types.ts';
import { chain, type Eventual } from '../execution/eventual.ts';
import type { Build, StateKind, StateOutcome, Transition } from '../execution/program.ts';
import type { StateExecution } from '../execution/state-execution.ts';
import type { Evaluate, Exit } from '../language/language.ts';
import { compileSelection } from './input.ts';

interface Rule {
  readonly holds: Evaluate<boolean>;
  readonly exit: Exit;
  readonly go: Transition;
}

/** Goes where the first rule that holds says. https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html */
export const choiceState: StateKind<ChoiceState> = (state, build) => {
  const select = compileSelection(state, build.language);
  const rules = state.Choices.map((rule, index) => compileRule(state, rule, index, build));
  const otherwise = state.Default === undefined ? undefined : build.to(state.Default);
  const exit = build.language.exit(state);
  const take = (execution: StateExecution, subject: Json, leave: Exit, go: Transition): Eventual<StateOutcome> =>
    chain(leave(execution, subject, subject, execution.noting), (exited) => go(execution.leave(exited)));

  const from = (execution: StateExecution, subject: Json, index: number): Eventual<StateOutcome> => {
    const rule = rules[index];
    if (rule === undefined) {
      if (otherwise === undefined) throw noMatch(execution);
      return take(execution, subject, exit, otherwise);
    }
    return chain(rule.holds(execution, subject), (holds) =>
      holds ? take(execution, subject, rule.exit, rule.go) : from(execution, subject, index + 1),
    );
  };
  return (execution) => chain(select(execution), (subject) => from(execution, subject, 0));
};

function compileRule(state: ChoiceState, rule: ChoiceRule, index: number, { language, to }: Build): Rule {
  return { holds: language.condition(rule, index), exit: language.chosen(rule, state, index), go: to(rule.Next) };
}

const noMatch = (execution: StateExecution) =>
  execution.runtimeError('Failed to transition out of the state. The state does not point to a next state.');
