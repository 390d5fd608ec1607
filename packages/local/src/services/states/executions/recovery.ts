import type { StatesContext } from '#services/states/context.ts';
import type { Runner } from '#services/states/executions/runner.ts';

/** Read at a time: their histories are read one by one. */
const A_PAGE = 100;

/**
 * Goes on with all executions that an earlier process left, one a step; counts those of Standard workflows. Whoever asks for
 * one of them before its turn has it go on at once.
 */
export function* recover({ executions }: StatesContext, runner: Runner): Generator<void, number> {
  runner.restartExpress();
  yield;
  runner.endLeftovers();
  yield;
  let recovered = 0;
  let after = 0;
  for (let page = executions.unended(after, A_PAGE); page.length > 0; page = executions.unended(after, A_PAGE)) {
    for (const { id, arn } of page) {
      after = id;
      if (executions.running(arn) !== undefined) continue;
      if (runner.resume(arn) !== undefined) recovered += 1;
      yield;
    }
  }
  return recovered;
}
