import {
  type CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import type { Lab } from '#lab/lab.ts';
import type { PhotoOutcome } from '#lab/outcome.ts';
import { forEachAtOnce } from '../lib/at-once.ts';

/** A function's process that ended in the middle of an invocation, or had to be ended. Retries hide that from executions. */
export interface WorkerDeath {
  readonly functionName: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly error: string;
}

const DEATHS = ['Runtime.ExitError', 'Sandbox.Timedout'];

/** Looks through what the platform reports of every function. */
export async function workerDeaths(client: CloudWatchLogsClient, stage: string): Promise<readonly WorkerDeath[]> {
  const logGroupNamePrefix = `/aws/lambda/darkroom-${stage}-`;
  const deaths: WorkerDeath[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, { logGroupNamePrefix })) {
    for (const { logGroupName = '' } of logGroups) {
      const filterPattern = DEATHS.map((error) => `?"${error}"`).join(' ');
      for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName, filterPattern })) {
        for (const { timestamp = 0, message = '' } of events) {
          const error = DEATHS.find((name) => message.includes(name));
          const functionName = logGroupName.slice('/aws/lambda/'.length);
          if (error !== undefined && isReport(message)) deaths.push({ functionName, at: timestamp, error });
        }
      }
    }
  }
  return deaths;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html */
const isReport = (message: string) => message.startsWith('REPORT ') || message.includes('"platform.report"');

/** The photos that were being developed at a moment: one of them is to blame. */
export async function atWork(
  { states }: Lab,
  outcomes: readonly PhotoOutcome[],
  at: number,
): Promise<readonly string[]> {
  const keys: string[] = [];
  await forEachAtOnce(8, outcomes, async ({ key, executionArn }) => {
    if (executionArn === undefined) return;
    const { startDate, stopDate } = await states.send(new DescribeExecutionCommand({ executionArn }));
    if (Number(startDate) <= at && at <= Number(stopDate ?? Number.POSITIVE_INFINITY)) keys.push(key);
  });
  return keys;
}
