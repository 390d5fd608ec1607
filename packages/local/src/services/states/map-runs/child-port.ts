import { payloadFrom } from '@safelight/asl/payload';
import type { ChildPort, ChildResult, ChildStart, EarlierChild } from '@safelight/asl/ports';
import type { StatesContext } from '#services/states/context.ts';
import type { ExecutionMeter } from '#services/states/executions/metered.ts';
import type { ExecutionRecord } from '#services/states/executions/record.ts';
import { type ChildLine, earlierChild } from '#services/states/map-runs/child-log.ts';
import type { MapRun } from '#services/states/map-runs/map-runs.ts';
import { meteredChild } from '#services/states/map-runs/metered-child.ts';
import { readMapRun } from '#services/states/map-runs/read-map-run.ts';
import { ownerOf, runChild } from '#services/states/map-runs/run-child.ts';
import { startStandard } from '#services/states/map-runs/standard-child.ts';

/** Where the children of distributed Maps run. Standard ones are executions like any other; Express ones leave no trace. */
export function createChildPort(context: StatesContext, meter: ExecutionMeter): ChildPort {
  return {
    async start(unmetered) {
      const child = meteredChild(unmetered, meter, context.clock);
      const result = await (child.type === 'EXPRESS' ? startExpress(context, child) : startStandard(context, child));
      context.mapRuns.children.add(child, child.name, result);
      context.mapRuns.failures.add(child.mapRunArn, result);
      return result;
    },
    async earlier(mapRunArn) {
      const running = context.executions.unendedChildren(mapRunArn).map((row) => readRunning(context, row));
      const known = new Set(running.map(({ index }) => index));
      const ended = context.mapRuns.children.of(mapRunArn).filter(({ index }) => !known.has(index));
      return {
        children: [...running, ...ended.map((line) => readEarlier(context, line))],
        limits: limitsOf(context.mapRuns.get(mapRunArn)),
      };
    },
    open: (mapRunArn, signal) => context.mapRuns.open.open(mapRunArn, signal),
    mapRun: (run, control) => context.mapRuns.put(readMapRun(run, context.clock.now()), control),
  };
}

/** A tolerance of nothing is what a map run has where nothing is said. */
const limitsOf = ({ maxConcurrency, toleratedFailureCount, toleratedFailurePercentage }: MapRun) => ({
  maxConcurrency,
  ...(toleratedFailureCount > 0 && { toleratedFailureCount }),
  ...(toleratedFailurePercentage > 0 && { toleratedFailurePercentage }),
});

function readEarlier({ executions }: StatesContext, line: ChildLine): EarlierChild {
  if (line.payloads) return earlierChild(line, line.payloads);
  const { head, output } = executions.read(line.result.executionArn);
  return earlierChild(line, { input: head.input, ...(output !== undefined && { output }) });
}

/** One whose process ended before it did. */
function readRunning({ executions }: StatesContext, row: ExecutionRecord): EarlierChild {
  const { name, place = 0, itemCount = 1, redriveCount } = row;
  const input = payloadFrom(executions.read(row.arn).head.input);
  return { name, index: place, items: itemCount, attempt: redriveCount, input };
}

function startExpress({ arns, clock, ids }: StatesContext, child: ChildStart): Promise<ChildResult> {
  const executionArn =
    child.before?.result?.executionArn ?? arns.express(ownerOf(child.mapRunArn), child.name, ids.uuid());
  return runChild(child, { executionArn, startTime: clock.now() }, clock);
}
