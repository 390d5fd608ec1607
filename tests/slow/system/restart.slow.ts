import { rmSync } from 'node:fs';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { GetExecutionHistoryCommand, ListExecutionsCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { parseFault } from '@safelight/local/faults/fault';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { answerApproval } from '#functions/orders/approval.ts';
import { placeOrder } from '#functions/orders/place-order.ts';
import { addSheets } from '#functions/orders/stock.ts';
import type { Lab } from '#lab/lab.ts';
import { sampleOrder } from '#tests/support/orders/samples.ts';
import { startSystem, type TestLab } from '#tests/support/system.ts';

const ORDERS = 'darkroom-dev-orders';
const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:darkroom-dev-order-processing';
const dear = [{ photo: 'cat.jpg', size: '30x45', paper: 'fine-art', quantity: 20 }] as const;

let system: TestLab;
let lab: Lab;
let before: Awaited<ReturnType<typeof executionsOf>>;

const order = (orderId: string, change = {}) =>
  placeOrder({ documents: lab.dynamodb, ordersTable: ORDERS }, sampleOrder({ orderId, ...change }));

const statusOf = (orderId: string) => async () => {
  const { Item } = await lab.dynamodb.send(new GetCommand({ TableName: ORDERS, Key: { orderId } }));
  return Item?.status;
};

/** Resolves when the order has that status. */
const reached = (orderId: string, wanted: string) =>
  vi.waitFor(async () => expect(await statusOf(orderId)()).toBe(wanted), { timeout: 30_000, interval: 100 });

/** Every execution with its events, the oldest first. */
async function executionsOf(states: SFNClient) {
  const { executions = [] } = await states.send(new ListExecutionsCommand({ stateMachineArn: MACHINE }));
  const all = executions.toReversed().map(async ({ executionArn, status }) => {
    const { events = [] } = await states.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
    return { executionArn, status, events };
  });
  return Promise.all(all);
}

/** Invocations of a function until now. */
async function invocations(name: string): Promise<number> {
  const client = new CloudWatchLogsClient({ ...system });
  const logGroupName = `/aws/lambda/darkroom-dev-${name}`;
  const { events = [] } = await client.send(new FilterLogEventsCommand({ logGroupName, filterPattern: 'REPORT' }));
  return events.length;
}

async function open(options: Parameters<typeof startSystem>[0] = {}): Promise<void> {
  system = await startSystem({ keepData: true, ...options });
  lab = await system.lab();
}

beforeAll(async () => {
  await open({ faults: [parseFault('lambda:return-payment:throttle')] });
  const stock = { documents: lab.dynamodb, stockTable: 'darkroom-dev-stock' };
  await addSheets(stock, '10x15-matte', 10);
  await addSheets(stock, '30x45-fine-art', 50);
  await lab.dynamodb.send(
    new PutCommand({ TableName: lab.names.imagesTable, Item: { key: 'cat.jpg', status: 'READY' } }),
  );
  await lab.s3.send(new PutObjectCommand({ Bucket: lab.names.outputBucket, Key: 'a/ü b.txt', Body: 'kept' }));
  await order('done');
  await reached('done', 'CONFIRMED');
  await order('waiting', { lines: dear });
  await reached('waiting', 'AWAITING_APPROVAL');
  before = await vi.waitFor(
    async () => {
      const found = await executionsOf(lab.states);
      expect(found[0]?.status).toBe('SUCCEEDED');
      return found;
    },
    { timeout: 30_000, interval: 100 },
  );
}, 120_000);

afterAll(async () => {
  await system.close();
  rmSync(system.dataDir, { recursive: true, force: true });
});

describe('a system that starts again on its data folder', () => {
  let consumedBefore = 0;

  beforeAll(async () => {
    consumedBefore = await invocations('orders-consume');
    const later = {
      FunctionName: 'darkroom-dev-orders-return-payment',
      InvocationType: 'Event',
      Payload: '{}',
    } as const;
    await new LambdaClient({ ...system }).send(new InvokeCommand(later));
    expect(await invocations('orders-return-payment')).toBe(0);
    await system.close();
    await open({ dataDir: system.dataDir });
  }, 60_000);

  it('has its objects', async () => {
    const { outputBucket: Bucket } = lab.names;
    const { Body } = await lab.s3.send(new GetObjectCommand({ Bucket, Key: 'a/ü b.txt' }));
    expect(await Body?.transformToString()).toBe('kept');
    const { Versions = [] } = await lab.s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect(Versions.map(({ Key }) => Key)).toEqual(['a/ü b.txt']);
  });

  it('has its items', async () => {
    expect(await statusOf('done')()).toBe('CONFIRMED');
    expect(await statusOf('waiting')()).toBe('AWAITING_APPROVAL');
  });

  it('has its finished executions with their history', async () => {
    const [done] = await executionsOf(lab.states);
    expect(done).toEqual(before[0]);
  });

  it('goes on with what was running: an order that waits is approved', async () => {
    const states = lab.states;
    const deps = { documents: lab.dynamodb, ordersTable: ORDERS, states, now: Date.now };
    await answerApproval(deps, 'waiting', 'APPROVE');
    await reached('waiting', 'CONFIRMED');
    expect(before[1]?.status).toBe('RUNNING');
    const waiting = await vi.waitFor(async () => {
      const [, found] = await executionsOf(states);
      expect(found?.status).toBe('SUCCEEDED');
      return found;
    }, 30_000);
    expect(waiting?.events.slice(0, before[1]?.events.length)).toEqual(before[1]?.events);
    expect(waiting?.events.map(({ id }) => id)).toEqual(waiting?.events.map((_, index) => index + 1));
  });

  it('goes on in its streams where it stopped', async () => {
    await order('next');
    await reached('next', 'CONFIRMED');
    expect(await invocations('orders-consume')).toBe(consumedBefore + 1);
  });

  it('invokes a function with an event that it had accepted and could not deliver', async () => {
    const found = () => invocations('orders-return-payment');
    await vi.waitFor(async () => expect(await found()).toBe(1), { timeout: 30_000, interval: 100 });
  });

  it('runs beside another one, which has its own keys and objects', async () => {
    const other = await startSystem();
    const theirs = await other.lab();
    expect(other.credentials.accessKeyId).not.toBe(system.credentials.accessKeyId);
    const { Contents = [] } = await theirs.s3.send(new ListObjectsV2Command({ Bucket: lab.names.outputBucket }));
    expect(Contents).toEqual([]);
    await other.close();
  }, 60_000);

  it('is empty after a reset', async () => {
    await system.close();
    await open({ dataDir: system.dataDir, reset: true });
    expect(system.isNew).toBe(true);
    const { Contents = [] } = await lab.s3.send(new ListObjectsV2Command({ Bucket: lab.names.outputBucket }));
    expect(Contents).toEqual([]);
    expect(await executionsOf(lab.states)).toEqual([]);
    expect(await statusOf('done')()).toBeUndefined();
  }, 60_000);
});
