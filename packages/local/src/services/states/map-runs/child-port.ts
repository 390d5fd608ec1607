import { Abandoned, StatesError } from '@safelight/asl/error';
import type { HistoryEvent } from '@safelight/asl/history/events';
import type { ChildPort, ChildResult, ChildStart, EarlierChild } from '@safelight/asl/ports';
import type { StatesContext } from '#services/states/context.ts';
import { type ExecutionRecord, MOST_REDRIVABLE_EVENTS } from '#services/states/executions/record.ts';
import { type ChildLine, earlierChild } from '#services/states/map-runs/child-log.ts';
import { readMapRun } from '#services/states/map-runs/read-map-run.ts';

/** Where the children of distributed Maps run. Standard ones are executions like any other; Express ones leave no trace. */
export function createChildPort(context: StatesContext): ChildPort {
  return {
    async start(child) {
      const result = await (child.type === 'EXPRESS' ? startExpress(context, child) : startStandard(context, child));
      context.mapRuns.children.add(child, child.name, result);
      return result;
    },
    async earlier(mapRunArn) {
      return context.mapRuns.children.of(mapRunArn).map((line) => readEarlier(context, line));
    },
    mapRun: (run, control) => context.mapRuns.put(readMapRun(run, context.clock.now()), control),
  };
}

function readEarlier({ executions }: StatesContext, line: ChildLine): EarlierChild {
  if (line.payloads) return earlierChild(line, line.payloads);
  const { head, output } = executions.read(line.result.executionArn);
  return earlierChild(line, { input: head.input, ...(output !== undefined && { output }) });
}

/** The state machine's name and the Map state's label. */
const ownerOf = (mapRunArn: string) => mapRunArn.split(':')[6] ?? '';

function startExpress({ arns, clock, ids }: StatesContext, child: ChildStart): Promise<ChildResult> {
  const executionArn =
    child.redriven?.result.executionArn ?? arns.express(ownerOf(child.mapRunArn), child.name, ids.uuid());
  return runChild(child, { executionArn, startTime: clock.now() }, clock);
}

async function startStandard(context: StatesContext, child: ChildStart): Promise<ChildResult> {
  const { executions, clock } = context;
  const redrive = child.redriven && readRedrive(context, child.redriven);
  if (child.redriven && !redrive) return child.redriven.result;
  const record = redrive?.record ?? newRecord(context, child);
  const onEvent = redrive
    ? executions.goOn(record)
    : executions.begin({ record, input: JSON.stringify(child.input), roleArn: roleOf(context, child) });
  const result = await runChild(child, childRun(record, onEvent, redrive?.events), clock);
  const { status, error, cause, output, stopTime } = result;
  const failure = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
  const text = output === undefined ? undefined : JSON.stringify(output);
  executions.end({ ...record, ...failure, status, stopDate: stopTime }, text);
  return { ...result, redriveCount: record.redriveCount };
}

function childRun(
  record: ExecutionRecord,
  onEvent: (event: HistoryEvent) => void,
  events: readonly HistoryEvent[] | undefined,
): ChildRun {
  const { arn, startDate, redriveCount, redriveDate = startDate } = record;
  return {
    executionArn: arn,
    startTime: startDate,
    onEvent,
    ...(events && { redrive: { events, count: redriveCount, time: redriveDate } }),
  };
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
    redriveCount: 0,
  };
}

/** What a child goes on with; undefined where its history is full, and its failure permanent. */
function readRedrive({ executions, clock }: StatesContext, { result }: EarlierChild) {
  const { stopDate: _, error: __, cause: ___, id: ____, ...rest } = executions.get(result.executionArn);
  const events = executions.history(result.executionArn);
  if (events.length > MOST_REDRIVABLE_EVENTS) return undefined;
  const redriveCount = rest.redriveCount + 1;
  const record: ExecutionRecord = { ...rest, status: 'RUNNING', redriveCount, redriveDate: clock.now() };
  return { record, events };
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
