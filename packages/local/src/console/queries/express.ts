import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeStateMachineCommand, type SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import type { ConsoleRoutes } from '#local/console/extension.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html */
const lineSchema = z.object({
  execution_arn: z.string(),
  type: z.string(),
  event_timestamp: z.coerce.number(),
  details: z.object({ error: z.string().optional() }).optional(),
});

interface Logged {
  readonly executionArn: string;
  status: string;
  readonly startDate: number;
  stopDate?: number;
  error?: string;
}

const SHOWN = 100;
const EVENTS = 1_000;

const ENDS: Readonly<Record<string, string>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
};

/** `GET express?of=ARN`: what an Express machine logs, and the executions that its log tells of, newest first. */
export function expressRoutes(states: SFNClient, logs: CloudWatchLogsClient): ConsoleRoutes {
  return {
    async 'GET express'({ of: stateMachineArn }) {
      const { loggingConfiguration } = await states.send(new DescribeStateMachineCommand({ stateMachineArn }));
      const arn = loggingConfiguration?.destinations?.[0]?.cloudWatchLogsLogGroup?.logGroupArn;
      const logGroup = arn?.split(':')[6];
      const known = {
        level: loggingConfiguration?.level ?? 'OFF',
        includesData: loggingConfiguration?.includeExecutionData ?? false,
        logGroup,
      };
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
  for (const line of lines) {
    const parsed = lineSchema.safeParse(jsonOf(line));
    if (!parsed.success || parsed.data.execution_arn.split(':')[6] !== machine) continue;
    const { execution_arn: executionArn, type, event_timestamp: at, details } = parsed.data;
    const one = found.get(executionArn) ?? { executionArn, status: 'RUNNING', startDate: at };
    found.set(executionArn, one);
    const end = ENDS[type];
    if (end === undefined) continue;
    Object.assign(one, { status: end, stopDate: at, ...(details?.error !== undefined && { error: details.error }) });
  }
  return [...found.values()].toSorted((a, b) => b.startDate - a.startDate).slice(0, SHOWN);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
