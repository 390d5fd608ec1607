import type { JsonObject } from '@safelight/asl/json';
import { parseArn, parseMachineArn } from '#services/states/arns.ts';
import type { StatesContext } from '#services/states/context.ts';
import { typeNotSupported, validationError } from '#services/states/errors.ts';
import type { ExecutionRecord } from '#services/states/executions/record.ts';
import { oneOf, optionalText } from '#services/states/input.ts';
import { seconds } from '#services/states/machines/machine.ts';
import { pageOfRows, withToken } from '#services/states/paging.ts';

/** How long after its end an execution can be redriven. */
const REDRIVABLE_MS = 14 * 24 * 60 * 60 * 1000;

export function describeExecution(context: StatesContext, arn: string): object {
  const { head, output } = context.executions.read(arn);
  const { record } = head;
  return {
    ...summary(record),
    ...(record.error !== undefined && { error: record.error }),
    ...(record.cause !== undefined && { cause: record.cause }),
    ...(record.traceHeader !== undefined && { traceHeader: record.traceHeader }),
    input: head.input,
    inputDetails: { included: true },
    ...(output !== undefined && { output, outputDetails: { included: true } }),
    ...redriveStatus(record, context.clock.now()),
  };
}

interface RedriveStatus {
  readonly redriveStatus: 'REDRIVABLE' | 'NOT_REDRIVABLE' | 'REDRIVABLE_BY_MAP_RUN';
  readonly redriveStatusReason?: string;
}

/** Whether RedriveExecution would go on with it, and why not. */
export function redriveStatus({ status, stopDate, mapRunArn }: ExecutionRecord, now: number): RedriveStatus {
  if (status === 'RUNNING' || status === 'SUCCEEDED') {
    return {
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: `Execution is ${status} and cannot be redriven`,
    };
  }
  if (stopDate !== undefined && stopDate + REDRIVABLE_MS < now) {
    const redriveStatusReason = 'Execution redrivable period exceeded';
    return { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason };
  }
  return { redriveStatus: mapRunArn === undefined ? 'REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN' };
}

/** What ListExecutions tells of an execution, and DescribeExecution too. */
const summary = (record: ExecutionRecord) => ({
  executionArn: record.arn,
  stateMachineArn: record.machineArn,
  name: record.name,
  status: record.status,
  startDate: seconds(record.startDate),
  ...(record.stopDate !== undefined && { stopDate: seconds(record.stopDate) }),
  redriveCount: record.redriveCount,
  ...(record.redriveDate !== undefined && { redriveDate: seconds(record.redriveDate) }),
  ...(record.mapRunArn !== undefined && { mapRunArn: record.mapRunArn }),
  ...(record.versionArn !== undefined && { stateMachineVersionArn: record.versionArn }),
  ...(record.aliasArn !== undefined && { stateMachineAliasArn: record.aliasArn }),
});

const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'] as const;

/** Newest first; of a state machine, of one of its versions or aliases, or of a map run. */
export function listExecutions(context: StatesContext, input: JsonObject): object {
  const status = oneOf(input, 'statusFilter', STATUSES);
  if (status === 'PENDING_REDRIVE' && optionalText(input, 'mapRunArn') === undefined) {
    throw validationError(
      'The statusFilter PENDING_REDRIVE is for executions of a Map Run: mapRunArn must be specified',
    );
  }
  const redrive = oneOf(input, 'redriveFilter', ['REDRIVEN', 'NOT_REDRIVEN']);
  const redriven = redrive && redrive === 'REDRIVEN';
  const { owner, ...of } = ownerOf(context, input);
  const found = pageOfRows(input, (before, limit) =>
    context.executions.list({ owner, filter: { status, redriven, ...of }, before, limit }),
  );
  const executions = found.items.map((record) => ({
    ...summary(record),
    ...(record.itemCount !== undefined && { itemCount: record.itemCount }),
  }));
  return withToken({ executions }, found);
}

interface Owner {
  readonly owner: string;
  readonly versionArn: string | undefined;
  readonly aliasArn: string | undefined;
}

function ownerOf(context: StatesContext, input: JsonObject): Owner {
  const machineArn = optionalText(input, 'stateMachineArn', { min: 1 });
  const mapRunArn = optionalText(input, 'mapRunArn', { min: 1 });
  if ((machineArn === undefined) === (mapRunArn === undefined)) {
    throw validationError('Exactly one of stateMachineArn and mapRunArn must be specified');
  }
  const all = { versionArn: undefined, aliasArn: undefined };
  if (mapRunArn !== undefined) {
    parseArn(mapRunArn, 'mapRun');
    return { ...all, owner: context.mapRuns.get(mapRunArn).arn };
  }
  const machine = context.machines.get(machineArn ?? '');
  if (machine.type === 'EXPRESS') throw typeNotSupported();
  const { version, alias } = parseMachineArn(machineArn ?? '');
  if (version !== undefined) return { ...all, owner: machine.arn, versionArn: machineArn };
  return { ...all, owner: machine.arn, aliasArn: alias && machineArn };
}
