import type { FailState } from '../definition/types.ts';
import { StatesError } from '../error.ts';
import { chain } from '../eventual.ts';
import type { StateKind } from '../execution/program.ts';
import type { Visit } from '../execution/visit.ts';
import type { Evaluate } from '../language/language.ts';

/** Fails by design. https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html */
export const failState: StateKind<FailState> = (state, { language }) => {
  const error = optional(language.text({ ...state }, 'Error'));
  const cause = optional(language.text({ ...state }, 'Cause'));
  return (visit) => {
    visit.noting?.({ input: visit.input });
    return chain(error(visit), (name) =>
      chain(cause(visit), (why) => {
        throw new StatesError(name, why);
      }),
    );
  };
};

const optional = (evaluate: Evaluate<string> | undefined) => (visit: Visit) => evaluate?.(visit, visit.input);
