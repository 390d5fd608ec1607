import type { JsonObject } from '@safelight/asl/json';
import type { CallContext, Unlisted } from '#gateway/dispatch/operation.ts';
import { expressSteps, STEP_MS } from '#local/usage/express-steps.ts';
import { parseArn } from '#services/states/arns.ts';
import type { StatesContext } from '#services/states/context.ts';
import { typeNotSupported } from '#services/states/errors.ts';
import { describeExecution, listExecutions } from '#services/states/executions/describe.ts';
import { executionHistory } from '#services/states/executions/get-history.ts';
import type { Runner } from '#services/states/executions/runner.ts';
import type { StartQuota } from '#services/states/executions/start-quota.ts';
import { readStart, type StartRequest } from '#services/states/executions/start-request.ts';
import { optionalText, text } from '#services/states/input.ts';
import { seconds } from '#services/states/machines/machine.ts';
import { describeRevision } from '#services/states/machines/operations.ts';
import { onMember, resourceOf } from '#services/states/operation.ts';

export function executionOperations(context: StatesContext, runner: Runner, quota: StartQuota): Unlisted {
  const onExecution = (action: string) => onMember(action, 'executionArn');
  return {
    StartExecution: {
      access: onMember('StartExecution', 'stateMachineArn'),
      run: (input, { traceHeader }) => startExecution(runner, quota, readStart(context, input, traceHeader)),
    },
    StartSyncExecution: {
      access: onMember('StartSyncExecution', 'stateMachineArn'),
      run: (input, { traceHeader }) => startSyncExecution(runner, readStart(context, input, traceHeader)),
    },
    StopExecution: { access: onExecution('StopExecution'), run: (input) => stopExecution(context, runner, input) },
    RedriveExecution: {
      access: onExecution('RedriveExecution'),
      run(input) {
        const { redriveDate } = runner.redrive(standardArn(input));
        return { redriveDate: seconds(redriveDate ?? 0) };
      },
    },
    DescribeExecution: {
      access: onExecution('DescribeExecution'),
      run: (input) => describeExecution(context, standardArn(input)),
    },
    DescribeStateMachineForExecution: {
      access: onExecution('DescribeStateMachineForExecution'),
      run: (input) => describeMachineOf(context, input),
    },
    GetExecutionHistory: {
      access: onExecution('GetExecutionHistory'),
      run: (input) => executionHistory(context, standardArn(input), input),
    },
    ListExecutions: {
      access: (input: JsonObject, _: CallContext) => [
        { action: 'states:ListExecutions', resource: resourceOf(input.stateMachineArn ?? input.mapRunArn) },
      ],
      run: (input) => listExecutions(context, input),
    },
  };
}

/** Express executions cannot be looked at. */
function standardArn(input: JsonObject): string {
  const arn = text(input, 'executionArn', { min: 1 });
  parseArn(arn, 'execution');
  return arn;
}

function startExecution(runner: Runner, quota: StartQuota, request: StartRequest): object {
  quota.take(request.machine.type);
  const started = request.machine.type === 'EXPRESS' ? expressStart(runner.startKept(request)) : runner.start(request);
  return { executionArn: started.arn, startDate: seconds(started.startDate) };
}

const expressStart = ({ executionArn, startDate }: ReturnType<Runner['startExpress']>) => ({
  arn: executionArn,
  startDate,
});

async function startSyncExecution(runner: Runner, request: StartRequest): Promise<object> {
  if (request.machine.type !== 'EXPRESS') throw typeNotSupported();
  const { executionArn, startDate, done } = runner.startExpress(request);
  const result = await done;
  const ended =
    result.status === 'SUCCEEDED'
      ? { output: result.output, outputDetails: { included: true } }
      : { error: result.error, cause: result.cause };
  return {
    executionArn,
    stateMachineArn: request.versionArn ?? request.machine.arn,
    name: request.name,
    startDate: seconds(startDate),
    stopDate: seconds(result.stopDate),
    status: result.status === 'ABORTED' ? 'FAILED' : result.status,
    input: request.input.text,
    inputDetails: { included: true },
    ...ended,
    ...(request.traceHeader !== undefined && { traceHeader: request.traceHeader }),
    billingDetails: {
      billedMemoryUsedInMB: 64,
      billedDurationInMilliseconds: expressSteps(result.stopDate - startDate) * STEP_MS,
    },
  };
}

async function stopExecution(context: StatesContext, runner: Runner, input: JsonObject): Promise<object> {
  const arn = standardArn(input);
  const error = optionalText(input, 'error', { max: 256 });
  const cause = optionalText(input, 'cause', { max: 32_768 });
  const record = context.executions.get(arn);
  const running = runner.resume(arn);
  if (!running) return { stopDate: seconds(record.stopDate ?? record.startDate) };
  // One that goes on only now enters its state first, and what it waits for there ends with it.
  await Promise.resolve();
  running.handle.stop({ ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) });
  await running.ended;
  return { stopDate: seconds(context.executions.get(arn).stopDate ?? context.clock.now()) };
}

async function describeMachineOf(context: StatesContext, input: JsonObject): Promise<object> {
  const record = context.executions.get(standardArn(input));
  const revision = context.machines.revision(record.revisionId);
  const machine = context.machines.find(record.machineArn);
  return {
    stateMachineArn: record.machineArn,
    name: record.machineArn.split(':').at(-1),
    updateDate: seconds(machine?.updateDate ?? record.startDate),
    ...(record.mapRunArn !== undefined && { mapRunArn: record.mapRunArn, label: record.machineArn.split('/').at(-1) }),
    ...(await describeRevision(revision)),
  };
}
