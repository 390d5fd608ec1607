import type { SucceedState } from '../definition/types.ts';
import { chain } from '../eventual.ts';
import type { StateKind } from '../execution/program.ts';
import { compileInput } from './input.ts';

/** Ends its line of control. https://docs.aws.amazon.com/step-functions/latest/dg/state-succeed.html */
export const succeedState: StateKind<SucceedState> = (state, { language, transition }) => {
  const input = compileInput(state, language);
  const exit = language.exit(state);
  const go = transition({ End: true });
  return (visit) =>
    chain(input(visit), (effective) =>
      chain(exit(visit, effective, effective, visit.noting), (exited) => go(visit.leave(exited))),
    );
};
