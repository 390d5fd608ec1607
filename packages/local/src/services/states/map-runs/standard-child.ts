import type { Resumed } from '@safelight/asl/execution/options';
import type { HistoryEvent } from '@safelight/asl/history/events';
import type { ChildResult, ChildStart } from '@safelight/asl/ports';
import type { StatesContext } from '#services/states/context.ts';
import type { ExecutionWriter } from '#services/states/executions/executions.ts';
import { type ExecutionRecord, MOST_REDRIVABLE_EVENTS } from '#services/states/executions/record.ts';
import { type ChildRun, ownerOf, runChild } from '#services/states/map-runs/run-child.ts';

/** A child that is an execution like any other. */
interface Begun {
  readonly record: ExecutionRecord;
  readonly writer: ExecutionWriter;
  /** The events so far, of one that is redriven. */
  readonly redrive?: { readonly events: readonly HistoryEvent[] };
  /** What an earlier process left of it. */
  readonly resume?: Resumed;
}

/** Runs a new child, one that is redriven, or one whose process ended. */
export async function startStandard(context: StatesContext, child: ChildStart): Promise<ChildResult> {
  const failed = child.before?.result;
  const begun = child.before ? goOn(context, child) : begin(context, child);
  // Its history is full, and its failure permanent.
  if (begun === undefined && failed !== undefined) return failed;
  if (begun === undefined) throw new Error(`The child ${child.name} of ${child.mapRunArn} cannot go on`);
  const { record, writer } = begun;
  const result = await runChild(child, childRun(begun), context.clock);
  const { status, error, cause, output, stopTime } = result;
  const failure = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
  writer.end({ ...record, ...failure, status, stopDate: stopTime }, output?.text);
  return { ...result, redriveCount: record.redriveCount };
}

function childRun({ record, writer: { onEvent, onNote }, redrive, resume }: Begun): ChildRun {
  const { arn, startDate, redriveCount, redriveDate = startDate } = record;
  return {
    executionArn: arn,
    startTime: startDate,
    onEvent,
    onNote,
    ...(redriveCount > 0 && { redriven: { count: redriveCount, time: redriveDate } }),
    ...(redrive && { redrive }),
    ...(resume && { resume }),
  };
}

function begin(context: StatesContext, child: ChildStart): Begun {
  const record = newRecord(context, child);
  const head = { record, input: child.input.text, roleArn: roleOf(context, child) };
  return { record, writer: context.executions.begin(head) };
}

/** Undefined where its history is full. */
function goOn({ arns, executions, clock }: StatesContext, child: ChildStart): Begun | undefined {
  const row = executions.get(arns.execution(ownerOf(child.mapRunArn), child.name));
  const { stopDate: _, error: __, cause: ___, id: ____, ...rest } = row;
  if (row.status === 'RUNNING') return { record: rest, ...executions.resume(row) };
  const events = executions.history(row.arn);
  if (events.length > MOST_REDRIVABLE_EVENTS) return undefined;
  const redriveCount = rest.redriveCount + 1;
  const record: ExecutionRecord = { ...rest, status: 'RUNNING', redriveCount, redriveDate: clock.now() };
  return { record, writer: executions.redrive(record), redrive: { events } };
}

const roleOf = ({ executions, mapRuns }: StatesContext, { mapRunArn }: ChildStart): string =>
  executions.running(mapRuns.get(mapRunArn).executionArn)?.head.roleArn ?? '';

function newRecord({ arns, clock, executions, mapRuns }: StatesContext, child: ChildStart): ExecutionRecord {
  const { executionArn: parentArn, machineArn } = mapRuns.get(child.mapRunArn);
  return {
    arn: arns.execution(ownerOf(child.mapRunArn), child.name),
    name: child.name,
    machineArn,
    revisionId: executions.get(parentArn).revisionId,
    status: 'RUNNING',
    startDate: clock.now(),
    mapRunArn: child.mapRunArn,
    itemCount: child.items,
    place: child.index,
    redriveCount: 0,
  };
}
