import type { PassState } from '../definition/types.ts';
import { chain } from '../execution/eventual.ts';
import type { StateKind } from '../execution/program.ts';
import { compileInput } from './input.ts';

/** Hands its input, or a fixed result, on. https://docs.aws.amazon.com/step-functions/latest/dg/state-pass.html */
export const passState: StateKind<PassState> = (state, { language, transition }) => {
  const input = compileInput(state, language);
  const exit = language.exit(state);
  const go = transition(state);
  const { Result } = state;
  return (execution) =>
    chain(input(execution), (effective) => {
      const result = Result === undefined ? effective : Result;
      return chain(exit(execution, effective, result, execution.noting), (exited) => go(execution.leave(exited)));
    });
};
