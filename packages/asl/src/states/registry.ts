import type { State } from '../definition/types.ts';
import { assertNever } from '../error.ts';
import type { Build, Program } from '../execution/program.ts';
import { choiceState } from './choice.ts';
import { failState } from './fail.ts';
import { mapState } from './map.ts';
import { parallelState } from './parallel.ts';
import { passState } from './pass.ts';
import { succeedState } from './succeed.ts';
import { taskState } from './task.ts';
import { waitState } from './wait.ts';

/** One line a state type. */
export function compileState(state: State, build: Build): Program {
  switch (state.Type) {
    case 'Pass':
      return passState(state, build);
    case 'Task':
      return taskState(state, build);
    case 'Choice':
      return choiceState(state, build);
    case 'Wait':
      return waitState(state, build);
    case 'Succeed':
      return succeedState(state, build);
    case 'Fail':
      return failState(state, build);
    case 'Parallel':
      return parallelState(state, build);
    case 'Map':
      return mapState(state, build);
    default:
      return assertNever(state);
  }
}
