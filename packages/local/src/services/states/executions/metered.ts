import type { Clock } from '@safelight/asl/clock';
import type { HistoryListener } from '@safelight/asl/history/history';
import { expressSteps } from '#local/usage/express-steps.ts';
import type { Meter } from '#local/usage/meter.ts';
import { transitionCounter } from '#local/usage/transitions.ts';
import type { RunMachine } from '#services/states/executions/engine.ts';

/** What meters executions. */
export type ExecutionMeter = Pick<Meter, 'add' | 'begin' | 'end' | 'beginChild' | 'endChild'>;

/** What belongs to no state of an execution. */
const WHOLE = '';

/** Counts the transitions of executions by their states, and the steps of 100 ms that Express ones take. */
export function metered(runMachine: RunMachine, meter: ExecutionMeter, clock: Clock): RunMachine {
  return (request) => {
    const { executionArn } = request.identity;
    meter.begin(executionArn, request.type);
    const { count, ended } = counted(executionArn, request.type, meter, clock);
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
        ended();
        meter.end(executionArn);
        return result;
      }),
    };
  };
}

interface Counted {
  readonly count: HistoryListener;
  readonly ended: () => void;
}

/** Counts one execution that begins now. */
export function counted(
  executionArn: string,
  type: 'STANDARD' | 'EXPRESS',
  meter: Pick<Meter, 'add'>,
  clock: Pick<Clock, 'now'>,
): Counted {
  const begun = clock.now();
  const isExpress = type === 'EXPRESS';
  const add = (kind: Parameters<Meter['add']>[0], count: number, state: string) =>
    meter.add(kind, count, { executionArn, state });
  if (isExpress) add('states.express.request', 1, WHOLE);
  return {
    count: transitionCounter((state) => add(isExpress ? 'states.express.transition' : 'states.transition', 1, state)),
    ended() {
      if (isExpress) add('states.express.step', expressSteps(clock.now() - begun), WHOLE);
    },
  };
}
