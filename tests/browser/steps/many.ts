import { setTimeout } from 'node:timers/promises';
import {
  CreateStateMachineCommand,
  DescribeStateMachineCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Visit } from '../visit.ts';

export const EXECUTIONS = 10_000;
/** Photos, and as many orders. */
export const ROWS = 600;

const AT_ONCE = 40;
/** When a start that was throttled is tried again. */
const LATER_MS = 100;
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
const BATCH = 25;

const pass = { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } };
/** Turns until its history is full, which ends it. */
const loop = {
  QueryLanguage: 'JSONata',
  StartAt: 'Turn',
  States: {
    Turn: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'Done' }], Default: 'Again' },
    Again: { Type: 'Wait', Seconds: 0, Next: 'Turn' },
    Done: { Type: 'Succeed' },
  },
};

/** Executions of a machine `many`, and one named `full` whose history is as long as any. Starts are throttled, as on AWS. */
export async function runMany({ lab, system }: Visit): Promise<void> {
  const states = new SFNClient({ ...system, disableHostPrefix: true, maxAttempts: 1 });
  const like = new DescribeStateMachineCommand({ stateMachineArn: lab.names.imageProcessing });
  const { roleArn } = await states.send(like);
  const create = (name: string, definition: object) =>
    states.send(new CreateStateMachineCommand({ name, roleArn, definition: JSON.stringify(definition) }));
  const { stateMachineArn } = await create('many', pass);
  const { stateMachineArn: looping } = await create('loop', loop);
  await states.send(new StartExecutionCommand({ stateMachineArn: looping, name: 'full' }));
  let left = EXECUTIONS;
  const start = async () => {
    while (left-- > 0) await startOnce(states, stateMachineArn);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, start));
  for (const arn of [stateMachineArn, looping]) {
    const running = new ListExecutionsCommand({ stateMachineArn: arn, statusFilter: 'RUNNING', maxResults: 1 });
    while (((await states.send(running)).executions ?? []).length > 0) await setTimeout(LATER_MS);
  }
  states.destroy();
}

async function startOnce(states: SFNClient, stateMachineArn: string | undefined): Promise<void> {
  for (;;) {
    try {
      return void (await states.send(new StartExecutionCommand({ stateMachineArn })));
    } catch (error) {
      if (!(error instanceof Error && error.name === 'ThrottlingException')) throw error;
      await setTimeout(LATER_MS);
    }
  }
}

/** Rows of photos and orders that were over long ago: no workflow takes them up. */
export async function writeMany({ lab: { dynamodb, names } }: Visit): Promise<void> {
  const dates = Array.from({ length: ROWS }, (_, at) => new Date(Date.UTC(2020, 0, 1, 0, at)).toISOString());
  const reason = { code: 'NotAnImage', message: 'The file is no picture.' };
  const photos = dates.map((updatedAt, at) => ({ key: `old-${at}.jpg`, status: 'REJECTED', reason, updatedAt }));
  const lines = [{ photo: 'old-0.jpg', size: '10x15', paper: 'matte', quantity: 1 }];
  const orders = dates.map((placedAt, at) => ({ orderId: `old-${at}`, status: 'CONFIRMED', lines, placedAt }));
  for (const [table, rows] of [[names.imagesTable, photos] as const, [names.ordersTable, orders] as const]) {
    for (let at = 0; at < ROWS; at += BATCH) {
      const writes = rows.slice(at, at + BATCH).map((Item) => ({ PutRequest: { Item } }));
      await dynamodb.send(new BatchWriteCommand({ RequestItems: { [table]: writes } }));
    }
  }
}
