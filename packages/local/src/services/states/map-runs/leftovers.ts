import type { Ports } from '@safelight/asl/ports';
import type { StatesContext } from '#services/states/context.ts';
import type { ExecutionRow } from '#services/states/executions/execution-rows.ts';
import type { MapRun } from '#services/states/map-runs/map-runs.ts';

/**
 * Ends what an execution that is over has left: where the process ended between the two, or it ended before all of it had
 * gone on. Tokens are answered no more, jobs are stopped, map runs and their children are aborted.
 */
export function endLeftovers(context: StatesContext, ports: Ports, executionArn: string): void {
  context.tokens.closeAll(executionArn);
  context.jobs.giveUp(executionArn, ports.tasks.completion);
  for (const run of context.mapRuns.of(executionArn)) {
    if (run.status === 'RUNNING') abortMapRun(context, ports, run);
  }
}

/** The same for all of those that an earlier process left. */
export function endAllLeftovers(context: StatesContext, ports: Ports): void {
  const { executions, jobs, mapRuns } = context;
  const having = new Set([...jobs.executions(), ...mapRuns.running().map((run) => run.executionArn)]);
  for (const arn of having) {
    if (executions.find(arn)?.status !== 'RUNNING') endLeftovers(context, ports, arn);
  }
}

function abortMapRun(context: StatesContext, ports: Ports, run: MapRun): void {
  for (const child of context.executions.unendedChildren(run.arn)) abortChild(context, ports, run, child);
  context.mapRuns.put({
    ...run,
    status: 'ABORTED',
    stopDate: context.clock.now(),
    itemCounts: aborted(run.itemCounts),
    executionCounts: aborted(run.executionCounts),
  });
}

const aborted = ({ running = 0, aborted: before = 0, ...rest }: MapRun['itemCounts']) => ({
  ...rest,
  running: 0,
  aborted: before + running,
});

function abortChild(context: StatesContext, ports: Ports, run: MapRun, row: ExecutionRow): void {
  const { executions, mapRuns, clock } = context;
  const { id: _, ...child } = row;
  const stopDate = clock.now();
  const { writer, resume } = executions.resume(row);
  const last = resume.events.at(-1)?.id ?? 0;
  writer.onEvent({
    id: last + 1,
    previousEventId: 0,
    timestamp: stopDate,
    type: 'ExecutionAborted',
    executionAbortedEventDetails: {},
  });
  writer.end({ ...child, status: 'ABORTED', stopDate });
  const { arn: executionArn, name, startDate: startTime, place = 0, itemCount = 1, redriveCount } = child;
  const result = { executionArn, status: 'ABORTED', startTime, stopTime: stopDate, redriveCount } as const;
  mapRuns.children.keep(run.arn, { index: place, items: itemCount, attempt: run.redriveCount, name, result });
  endLeftovers(context, ports, executionArn);
}
