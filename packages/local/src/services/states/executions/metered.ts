import type { Clock } from '@safelight/asl/clock';
import type { Meter } from '#local/usage/meter.ts';
import { transitionCounter } from '#local/usage/transitions.ts';
import type { RunMachine } from '#services/states/executions/engine.ts';

/** What meters executions. */
export type ExecutionMeter = Pick<Meter, 'add' | 'begin' | 'end'>;

/** https://aws.amazon.com/step-functions/pricing/: the duration of an Express execution is rounded up to it. */
const STEP_MS = 100;

/** What belongs to no state of an execution. */
const WHOLE = '';

/** Counts the transitions of executions by their states, and the steps of 100 ms that Express ones take. */
export function metered(runMachine: RunMachine, meter: ExecutionMeter, clock: Clock): RunMachine {
  return (request) => {
    const { executionArn } = request.identity;
    const isExpress = request.type === 'EXPRESS';
    const begun = clock.now();
    meter.begin(executionArn, request.type);
    const add = (kind: Parameters<Meter['add']>[0], count: number, state: string) =>
      meter.add(kind, count, { executionArn, state });
    if (isExpress) add('states.express.request', 1, WHOLE);
    const count = transitionCounter((state) =>
      add(isExpress ? 'states.express.transition' : 'states.transition', 1, state),
    );
    const { done, stop } = runMachine({
      ...request,
      onEvent(event) {
        request.onEvent(event);
        count(event);
      },
    });
    return {
      stop,
      done: done.then((result) => {
        if (isExpress) add('states.express.step', Math.ceil((clock.now() - begun) / STEP_MS), WHOLE);
        meter.end(executionArn);
        return result;
      }),
    };
  };
}
