import { type CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { eventDetails } from '#local/console/history/event-details.ts';
import { VisitReader } from '#local/console/history/read-visits.ts';
import { loggingOf } from './log-group.ts';
import { eventOf, type LogLine, readLogLine } from './log-line.ts';

/** `arn:aws:states:REGION:ACCOUNT:express:MACHINE:NAME:ID` */
export const isExpress = (executionArn: string): boolean => executionArn.split(':')[5] === 'express';

export const machineOfExpress = (executionArn: string): string =>
  [...executionArn.split(':').slice(0, 5), 'stateMachine', executionArn.split(':')[6]].join(':');

const ENDS: Readonly<Record<string, string>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
};

/** How an Express execution stands that has logged so; RUNNING while it has logged no end. */
export const endOf = (type: string): string | undefined => ENDS[type];

/** Reads an Express execution from what it has logged: Step Functions keeps nothing of it. Rejects where that is nothing. */
export async function readExpress(states: Pick<SFNClient, 'send'>, logs: CloudWatchLogsClient, executionArn: string) {
  const stateMachineArn = machineOfExpress(executionArn);
  const { logGroup } = await loggingOf(states, stateMachineArn);
  const lines = logGroup === undefined ? [] : await linesOf(logs, logGroup, executionArn);
  if (lines.length === 0)
    throw new Error('Nothing is logged of this execution, and Step Functions keeps nothing of it.');
  const reader = new VisitReader();
  for (const line of lines) reader.read(eventOf(line));
  return { execution: describedBy(lines, { executionArn, stateMachineArn }), reader };
}

async function linesOf(client: CloudWatchLogsClient, logGroupName: string, arn: string): Promise<readonly LogLine[]> {
  const found: LogLine[] = [];
  const filterPattern = `{ $.execution_arn = ${JSON.stringify(arn)} }`;
  for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName, filterPattern }))
    found.push(...events.flatMap(({ message = '' }) => readLogLine(message) ?? []));
  return found.toSorted((a, b) => a.id - b.id);
}

function describedBy(lines: readonly LogLine[], arns: { executionArn: string; stateMachineArn: string }) {
  const [first] = lines;
  const last = lines.findLast(({ type }) => endOf(type) !== undefined);
  const { input } = first ? eventDetails(eventOf(first)) : {};
  const { output, error, cause } = last ? eventDetails(eventOf(last)) : {};
  return {
    ...arns,
    name: arns.executionArn.split(':')[7],
    status: endOf(last?.type ?? '') ?? 'RUNNING',
    startDate: new Date(first?.event_timestamp ?? 0),
    ...(last && { stopDate: new Date(last.event_timestamp) }),
    ...(input !== undefined && { input }),
    ...(output !== undefined && { output }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  };
}
