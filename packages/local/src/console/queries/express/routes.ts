import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { ConsoleRoutes } from '#local/console/extension.ts';
import { endOf } from './execution.ts';
import { loggingOf } from './log-group.ts';
import { readLogLine } from './log-line.ts';

interface Logged {
  readonly executionArn: string;
  status: string;
  readonly startDate: number;
  stopDate?: number;
  error?: string;
}

const SHOWN = 100;
const EVENTS = 1_000;

/** `GET express?of=ARN`: what an Express machine logs, and the executions that its log tells of, newest first. */
export function expressRoutes(states: SFNClient, logs: CloudWatchLogsClient): ConsoleRoutes {
  return {
    async 'GET express'({ of: stateMachineArn }) {
      const { level, includesData, logGroup } = await loggingOf(states, stateMachineArn);
      const known = { level, includesData, logGroup };
      if (logGroup === undefined) return { kind: 'json', value: { ...known, executions: [] } };
      const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName: logGroup, limit: EVENTS }));
      const machine = stateMachineArn.split(':').at(-1) ?? '';
      const executions = loggedExecutions(
        events.map(({ message = '' }) => message),
        machine,
      );
      return { kind: 'json', value: { ...known, executions } };
    },
  };
}

/** Executions of a machine from lines of its log, newest first. */
export function loggedExecutions(lines: readonly string[], machine: string): readonly Logged[] {
  const found = new Map<string, Logged>();
  for (const text of lines) {
    const line = readLogLine(text);
    if (line?.execution_arn.split(':')[6] !== machine) continue;
    const { execution_arn: executionArn, type, event_timestamp: at, details } = line;
    const one = found.get(executionArn) ?? { executionArn, status: 'RUNNING', startDate: at };
    found.set(executionArn, one);
    const end = endOf(type);
    if (end === undefined) continue;
    Object.assign(one, { status: end, stopDate: at, ...(details.error !== undefined && { error: details.error }) });
  }
  return [...found.values()].toSorted((a, b) => b.startDate - a.startDate).slice(0, SHOWN);
}
