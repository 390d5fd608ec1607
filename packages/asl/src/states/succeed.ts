import type { SucceedState } from '../definition/types.ts';
import { chain } from '../execution/eventual.ts';
import type { StateKind } from '../execution/program.ts';
import { compileInput } from './input.ts';

/** Ends its line of control. https://docs.aws.amazon.com/step-functions/latest/dg/state-succeed.html */
export const succeedState: StateKind<SucceedState> = (state, { language, transition }) => {
  const input = compileInput(state, language);
  const exit = language.exit(state);
  const go = transition({ End: true });
  return (execution) =>
    chain(input(execution), (effective) =>
      chain(exit(execution, effective, effective, execution.noting), (exited) => go(execution.leave(exited))),
    );
};
