import type { Json } from '#asl/json.ts';
import type { WaitState } from '../definition/types.ts';
import { chain, type Eventual } from '../execution/eventual.ts';
import type { StateKind } from '../execution/program.ts';
import type { StateExecution } from '../execution/state-execution.ts';
import type { Language } from '../language/language.ts';
import { parseTimestamp } from '../language/timestamp.ts';
import { compileSelection } from './input.ts';

/** Seconds: the longest delay is what a 32-bit signed number holds. */
const LONGEST_DELAY = 2 ** 31 - 1;

/** Waits for a time or until one. https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html */
export const waitState: StateKind<WaitState> = (state, { language, transition }) => {
  const select = compileSelection(state, language);
  const delay = compileDelay(state, language);
  const exit = language.exit(state);
  const go = transition(state);
  return async (execution) => {
    const subject = await select(execution);
    const until = execution.note?.until ?? endOf(execution, await delay(execution, subject));
    if (execution.thread.run.inspection === undefined) await execution.thread.sleepUntil(until);
    return go(execution.leave(await exit(execution, subject, subject, execution.noting)));
  };
};

/** When it is over: the rest of it is what a process waits that goes on with it. */
function endOf(execution: StateExecution, seconds: number): number {
  if (seconds > LONGEST_DELAY) throw execution.runtimeError('Wait state delay is too long.');
  const until = execution.ports.clock.now() + Math.max(0, seconds) * 1000;
  execution.keep({ until });
  return until;
}

function compileDelay(
  state: WaitState,
  language: Language,
): (execution: StateExecution, subject: Json) => Eventual<number> {
  const seconds = language.number({ ...state }, 'Seconds', 'seconds');
  if (seconds !== undefined) return seconds;
  const timestamp = language.text({ ...state }, 'Timestamp');
  if (timestamp === undefined) throw new SyntaxError("A Wait state needs 'Seconds' or 'Timestamp', or a path to one");
  return (execution, subject) =>
    chain(timestamp(execution, subject), (text) => {
      const at = parseTimestamp(text);
      if (at === undefined) throw language.notTimestamp(execution, state, text);
      return (at - execution.ports.clock.now()) / 1000;
    });
}
