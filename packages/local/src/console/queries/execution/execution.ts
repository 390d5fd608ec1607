import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeExecutionCommand, DescribeStateMachineForExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { VisitReader } from '#local/console/history/read-visits.ts';
import { settle } from '#local/console/history/settle.ts';
import { type Picked, summarize } from '#local/console/history/summary.ts';
import { isExpress, machineOfExpress, readExpress } from '#local/console/queries/express/execution.ts';
import { loggingOf } from '#local/console/queries/express/log-group.ts';
import type { ReadHistory } from '#local/console/queries/histories.ts';
import { outcomeOf } from '#local/console/queries/outcome.ts';
import { subjectOf } from '#local/console/queries/subject.ts';

export interface ExecutionDeps {
  readonly states: Pick<SFNClient, 'send'>;
  readonly logs: CloudWatchLogsClient;
  readonly histories: ReadHistory;
}

/** Reads a history, or what an Express execution has logged, with each visit as it stands now. */
export async function readSettled(deps: ExecutionDeps, executionArn: string) {
  const read = isExpress(executionArn)
    ? await readExpress(deps.states, deps.logs, executionArn)
    : await readStandard(deps, executionArn);
  settle(read.reader.visits, read.execution.status === 'RUNNING');
  return read;
}

async function readStandard({ states, histories }: ExecutionDeps, executionArn: string) {
  const { $metadata, ...execution } = await states.send(new DescribeExecutionCommand({ executionArn }));
  return { execution, reader: await histories(executionArn) };
}

/** One execution as its page first shows it: how it stands, its definition, and each state in a few numbers. */
export async function describe(deps: ExecutionDeps, executionArn: string, picked: Picked) {
  const [{ execution, reader }, { definition, roleArn }] = await Promise.all([
    readSettled(deps, executionArn),
    machineOf(deps.states, executionArn),
  ]);
  return {
    ...{ execution, definition, roleArn },
    subject: subjectOf(execution.input),
    outcome: outcomeOf(execution.output),
    events: reader.events.length,
    transitions: transitionsOf(reader),
    states: summarize(reader.visits, picked),
  };
}

/** Of an Express execution the definition of now: which one it began with is not kept. */
const machineOf = (states: Pick<SFNClient, 'send'>, executionArn: string) =>
  isExpress(executionArn)
    ? loggingOf(states, machineOfExpress(executionArn))
    : states.send(new DescribeStateMachineForExecutionCommand({ executionArn }));

/**
 * State transitions that AWS bills: each state that is entered, and each retry.
 * https://aws.amazon.com/step-functions/pricing/
 */
const transitionsOf = ({ visits }: VisitReader) =>
  visits.reduce((sum, { attempts }) => sum + Math.max(1, attempts.length), 0);
