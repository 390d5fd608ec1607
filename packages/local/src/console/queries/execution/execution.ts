import { DescribeExecutionCommand, DescribeStateMachineForExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { VisitReader } from '#local/console/history/read-visits.ts';
import { settle } from '#local/console/history/settle.ts';
import { type Picked, summarize } from '#local/console/history/summary.ts';
import type { ReadHistory } from '#local/console/queries/histories.ts';
import { subjectOf } from '#local/console/queries/subject.ts';

export interface ExecutionDeps {
  readonly states: Pick<SFNClient, 'send'>;
  readonly histories: ReadHistory;
}

/** Reads a history, with each visit as it stands now. */
export async function readSettled({ states, histories }: ExecutionDeps, executionArn: string) {
  const execution = await states.send(new DescribeExecutionCommand({ executionArn }));
  const reader = await histories(executionArn);
  settle(reader.visits, execution.status === 'RUNNING');
  return { execution, reader };
}

/** One execution as its page first shows it: how it stands, its definition, and each state in a few numbers. */
export async function describe(deps: ExecutionDeps, executionArn: string, picked: Picked) {
  const [{ execution, reader }, machine] = await Promise.all([
    readSettled(deps, executionArn),
    deps.states.send(new DescribeStateMachineForExecutionCommand({ executionArn })),
  ]);
  const { $metadata, ...described } = execution;
  return {
    execution: described,
    definition: machine.definition,
    roleArn: machine.roleArn,
    subject: subjectOf(execution.input),
    events: reader.events.length,
    transitions: transitionsOf(reader),
    states: summarize(reader.visits, picked),
  };
}

/**
 * State transitions that AWS bills: each state that is entered, and each retry.
 * https://aws.amazon.com/step-functions/pricing/
 */
const transitionsOf = ({ visits }: VisitReader) =>
  visits.reduce((sum, { attempts }) => sum + Math.max(1, attempts.length), 0);
