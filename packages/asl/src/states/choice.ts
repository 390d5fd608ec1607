import type { Json } from '#asl/json.ts';
import type { ChoiceRule, ChoiceState } from '../definition/types.ts';
import { chain, type Eventual } from '../eventual.ts';
import type { Build, Outcome, StateKind, Transition } from '../execution/program.ts';
import type { Visit } from '../execution/visit.ts';
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
  const take = (visit: Visit, subject: Json, leave: Exit, go: Transition): Eventual<Outcome> =>
    chain(leave(visit, subject, subject, visit.noting), (exited) => go(visit.leave(exited)));

  const from = (visit: Visit, subject: Json, index: number): Eventual<Outcome> => {
    const rule = rules[index];
    if (rule === undefined) {
      if (otherwise === undefined) throw noMatch(visit);
      return take(visit, subject, exit, otherwise);
    }
    return chain(rule.holds(visit, subject), (holds) =>
      holds ? take(visit, subject, rule.exit, rule.go) : from(visit, subject, index + 1),
    );
  };
  return (visit) => chain(select(visit), (subject) => from(visit, subject, 0));
};

function compileRule(state: ChoiceState, rule: ChoiceRule, index: number, { language, to }: Build): Rule {
  return { holds: language.condition(rule, index), exit: language.chosen(rule, state, index), go: to(rule.Next) };
}

const noMatch = (visit: Visit) =>
  visit.runtimeError('Failed to transition out of the state. The state does not point to a next state.');
