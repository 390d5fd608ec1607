import type { FailState } from '../definition/types.ts';
import { StatesError } from '../error.ts';
import { chain } from '../execution/eventual.ts';
import type { StateKind } from '../execution/program.ts';
import type { StateExecution } from '../execution/state-execution.ts';
import type { Evaluate } from '../language/language.ts';

/** Fails by design. https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html */
export const failState: StateKind<FailState> = (state, { language }) => {
  const error = optional(language.text({ ...state }, 'Error'));
  const cause = optional(language.text({ ...state }, 'Cause'));
  return (execution) => {
    execution.noting?.({ input: execution.input });
    return chain(error(execution), (name) =>
      chain(cause(execution), (why) => {
        throw new StatesError(name, why);
      }),
    );
  };
};

const optional = (evaluate: Evaluate<string> | undefined) => (execution: StateExecution) =>
  evaluate?.(execution, execution.input);
