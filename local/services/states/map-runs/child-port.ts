import { StatesError } from '#asl/error.ts';
import type { ChildPort, ChildResult, ChildStart } from '#asl/ports.ts';
import type { StatesContext } from '#services/states/context.ts';
import { readMapRun } from '#services/states/map-runs/read-map-run.ts';

/** Where the children of one execution's distributed Maps run. */
export function createChildPort(context: StatesContext): ChildPort {
  return {
    start: (child) => runChild(context, child),
    mapRun: (run) => context.mapRuns.put(readMapRun(run, context.clock.now())),
  };
}

async function runChild({ arns, clock, ids }: StatesContext, child: ChildStart): Promise<ChildResult> {
  // The machine's name and the Map state's label.
  const [owner = ''] = child.mapRunArn.split(':').slice(6);
  const executionArn =
    child.type === 'EXPRESS' ? arns.express(owner, child.name, ids.uuid()) : arns.execution(owner, child.name);
  const startTime = clock.now();
  const ended = (result: Pick<ChildResult, 'status' | 'output' | 'error' | 'cause'>): ChildResult => ({
    ...result,
    executionArn,
    startTime,
    stopTime: clock.now(),
  });
  try {
    return ended({ status: 'SUCCEEDED', output: await child.run({ executionArn, startTime }) });
  } catch (failure) {
    if (child.signal.aborted) return ended({ status: 'ABORTED' });
    if (!(failure instanceof StatesError)) throw failure;
    const { error, cause } = failure;
    return ended({
      status: 'FAILED',
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    });
  }
}
