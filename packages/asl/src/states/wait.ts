import type { Json } from '#asl/json.ts';
import type { WaitState } from '../definition/types.ts';
import { chain, type Eventual } from '../eventual.ts';
import type { StateKind } from '../execution/program.ts';
import type { Visit } from '../execution/visit.ts';
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
  return async (visit) => {
    const subject = await select(visit);
    const seconds = await delay(visit, subject);
    if (seconds > LONGEST_DELAY) throw visit.runtimeError('Wait state delay is too long.');
    if (visit.thread.run.inspection === undefined) await visit.thread.sleep(Math.max(0, seconds) * 1000);
    return go(visit.leave(await exit(visit, subject, subject, visit.noting)));
  };
};

function compileDelay(state: WaitState, language: Language): (visit: Visit, subject: Json) => Eventual<number> {
  const seconds = language.number({ ...state }, 'Seconds', 'seconds');
  if (seconds !== undefined) return seconds;
  const timestamp = language.text({ ...state }, 'Timestamp');
  if (timestamp === undefined) throw new SyntaxError("A Wait state needs 'Seconds' or 'Timestamp', or a path to one");
  return (visit, subject) =>
    chain(timestamp(visit, subject), (text) => {
      const at = parseTimestamp(text);
      if (at === undefined) throw language.notTimestamp(visit, state, text);
      return (at - visit.ports.clock.now()) / 1000;
    });
}
