import { type HistoryEvent, paginateGetExecutionHistory, paginateListExecutions } from '@aws-sdk/client-sfn';
import { DeleteMessageCommand, GetQueueUrlCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Lab } from '#lab/lab.ts';
import { readOrders } from '../../../scripts/consistency/orders/read.ts';
import type { OrdersSnapshot } from '../../../scripts/consistency/orders/snapshot.ts';
import { readLab } from '../../../scripts/consistency/read-lab.ts';
import type { Snapshot } from '../../../scripts/consistency/snapshot.ts';
import type { Desk } from './client.ts';

export type Item = Readonly<Record<string, unknown>>;

/** An execution with its history. */
export interface Told {
  readonly name: string;
  readonly status: string;
  readonly events: readonly HistoryEvent[];
}

/** All that there is when everything has settled. */
export interface Found {
  readonly lab: Snapshot;
  /** As `check:consistency` reads them. */
  readonly keptOrders: OrdersSnapshot;
  readonly orders: readonly Item[];
  readonly stock: readonly Item[];
  readonly payments: readonly Item[];
  /** Bodies of print jobs, as they lie in their queue. */
  readonly printJobs: readonly string[];
  readonly photoExecutions: readonly Told[];
  readonly removalExecutions: readonly Told[];
  readonly orderExecutions: readonly Told[];
}

const PREFIX = 'darkroom-dev';

export async function readAll(lab: Lab, desk: Desk): Promise<Found> {
  const { imageProcessing, imageRemoval } = lab.names;
  const orderProcessing = imageProcessing.replace('image-processing', 'order-processing');
  return {
    lab: await readLab(lab),
    keptOrders: await readOrders(lab, 'dev'),
    orders: await itemsOf(lab, `${PREFIX}-orders`),
    stock: await itemsOf(lab, `${PREFIX}-stock`),
    payments: await itemsOf(lab, `${PREFIX}-payments`),
    printJobs: await printJobsOf(desk),
    photoExecutions: await executionsOf(lab, imageProcessing),
    removalExecutions: await executionsOf(lab, imageRemoval),
    orderExecutions: await executionsOf(lab, orderProcessing),
  };
}

export async function itemsOf({ dynamodb }: Lab, TableName: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const { Items = [] } of paginateScan({ client: dynamodb }, { TableName, ConsistentRead: true }))
    items.push(...Items);
  return items;
}

async function executionsOf({ states }: Lab, stateMachineArn: string): Promise<readonly Told[]> {
  const told: Told[] = [];
  for await (const { executions = [] } of paginateListExecutions({ client: states }, { stateMachineArn })) {
    for (const { executionArn, name = '', status = '' } of executions) {
      const events: HistoryEvent[] = [];
      for await (const page of paginateGetExecutionHistory({ client: states }, { executionArn }))
        events.push(...(page.events ?? []));
      told.push({ name, status, events });
    }
  }
  return told;
}

/** Takes all of them from the queue. */
async function printJobsOf({ sqs }: Desk): Promise<readonly string[]> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `${PREFIX}-print-jobs` }));
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    if (Messages.length === 0) return bodies;
    for (const { Body = '', ReceiptHandle } of Messages) {
      bodies.push(Body);
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}
