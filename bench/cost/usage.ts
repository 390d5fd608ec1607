import { setTimeout } from 'node:timers/promises';
import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import {
  type ExecutionListItem,
  type HistoryEvent,
  paginateGetExecutionHistory,
  paginateListExecutions,
  SFNClient,
} from '@aws-sdk/client-sfn';
import type { System } from '@safelight/local/system';
import * as z from 'zod';
import { labOf } from '#lab/running-lab.ts';
import { expressUsage, type LoggedEvent, transitionsOf, type Usage } from './bill.ts';

type Running = Pick<System, 'endpoint' | 'credentials' | 'region'>;

const LOG_GROUP = '/aws/vendedlogs/states/darkroom-dev-image-metadata';
const LOOK_EVERY_MS = 50;

/**
 * What Step Functions counts of the photos that were uploaded from `since` on (milliseconds), when all their executions have
 * ended: transitions from the histories of the Standard ones, requests and durations from what the Express ones log.
 */
export async function usageSince(system: Running, since: number): Promise<Usage> {
  const states = new SFNClient({ ...system });
  const { names } = await labOf(system);
  const executions = await ended(states, names.imageProcessing);
  let transitions = 0;
  for (const { executionArn, startDate } of executions)
    if (Number(startDate) >= since) transitions += transitionsOf(await historyOf(states, executionArn ?? ''));
  states.destroy();
  return { transitions, ...expressUsage(await loggedSince(system, since)) };
}

async function ended(client: SFNClient, stateMachineArn: string): Promise<readonly ExecutionListItem[]> {
  for (;;) {
    const all: ExecutionListItem[] = [];
    for await (const { executions = [] } of paginateListExecutions({ client }, { stateMachineArn }))
      all.push(...executions);
    if (all.every(({ status }) => status !== 'RUNNING')) return all;
    await setTimeout(LOOK_EVERY_MS);
  }
}

async function historyOf(client: SFNClient, executionArn: string): Promise<readonly HistoryEvent[]> {
  const all: HistoryEvent[] = [];
  for await (const { events = [] } of paginateGetExecutionHistory({ client }, { executionArn })) all.push(...events);
  return all;
}

const logged = z.object({ type: z.string(), execution_arn: z.string(), event_timestamp: z.coerce.number() });

async function loggedSince(system: Running, startTime: number): Promise<readonly LoggedEvent[]> {
  const client = new CloudWatchLogsClient({ ...system });
  const all: LoggedEvent[] = [];
  for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName: LOG_GROUP, startTime }))
    all.push(...events.map(({ message = '' }) => logged.parse(JSON.parse(message))));
  client.destroy();
  return all;
}
