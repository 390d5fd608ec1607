import { Abandoned, StatesError } from '#asl/error.ts';
import type { HistoryEvent } from '#asl/history/events.ts';
import type { ChildPort, ChildResult, ChildStart } from '#asl/ports.ts';
import type { StatesContext } from '#services/states/context.ts';
import type { ExecutionRecord } from '#services/states/executions/record.ts';
import { readMapRun } from '#services/states/map-runs/read-map-run.ts';

/** Where the children of distributed Maps run. Standard ones are executions like any other; Express ones leave no trace. */
export function createChildPort(context: StatesContext): ChildPort {
  return {
    start: (child) => (child.type === 'EXPRESS' ? startExpress(context, child) : startStandard(context, child)),
    mapRun: (run, control) => context.mapRuns.put(readMapRun(run, context.clock.now()), control),
  };
}

/** The state machine's name and the Map state's label. */
const ownerOf = (mapRunArn: string) => mapRunArn.split(':')[6] ?? '';

function startExpress({ arns, clock, ids }: StatesContext, child: ChildStart): Promise<ChildResult> {
  const executionArn = arns.express(ownerOf(child.mapRunArn), child.name, ids.uuid());
  return runChild(child, { executionArn, startTime: clock.now() }, clock);
}

async function startStandard(context: StatesContext, child: ChildStart): Promise<ChildResult> {
  const { executions, clock, arns } = context;
  const { executionArn: parentArn, machineArn } = context.mapRuns.get(child.mapRunArn);
  const record: ExecutionRecord = {
    arn: arns.execution(ownerOf(child.mapRunArn), child.name),
    name: child.name,
    machineArn,
    revisionId: executions.get(parentArn).revisionId,
    status: 'RUNNING',
    startDate: clock.now(),
    mapRunArn: child.mapRunArn,
    redriveCount: 0,
  };
  const roleArn = executions.running(parentArn)?.head.roleArn ?? '';
  const journal = executions.journal(record.arn);
  executions.beginSoon({ record, input: JSON.stringify(child.input), roleArn }, journal);
  const onEvent = (event: HistoryEvent) => journal.add(event);
  const run = { executionArn: record.arn, startTime: record.startDate, onEvent };
  const result = await runChild(child, run, clock);
  const { status, error, cause, output, stopTime } = result;
  const failure = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
  const text = output === undefined ? undefined : JSON.stringify(output);
  await executions.end({ ...record, ...failure, status, stopDate: stopTime }, journal, text);
  return result;
}

type ChildRun = Parameters<ChildStart['run']>[0];

async function runChild(child: ChildStart, run: ChildRun, clock: StatesContext['clock']): Promise<ChildResult> {
  const { executionArn, startTime } = run;
  try {
    const output = await child.run(run);
    return { executionArn, startTime, stopTime: clock.now(), status: 'SUCCEEDED', output };
  } catch (failure) {
    const ended = { executionArn, startTime, stopTime: clock.now() };
    if (failure instanceof Abandoned) return { ...ended, status: 'ABORTED' };
    if (!(failure instanceof StatesError)) throw failure;
    const { error, cause } = failure;
    const why = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
    return { ...ended, status: 'FAILED', ...why };
  }
}
