import { setTimeout } from 'node:timers/promises';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type DynamoDBDocumentClient, PutCommand, paginateScan, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { seededRandom } from '@safelight/asl/testing/mock-ports';
import { parseFault } from '@safelight/local/faults/fault';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finalStatuses } from '#functions/orders/order.ts';
import { placeOrder } from '#functions/orders/place-order.ts';
import { addSheets } from '#functions/orders/stock.ts';
import { variantsOf } from '#functions/shared/variants.ts';
import type { Lab } from '#lab/lab.ts';
import { sampleOrder } from '#tests/support/orders/samples.ts';
import { animation, scene } from '#tests/support/pictures.ts';
import { startSystem, type TestLab } from '#tests/support/system.ts';
import { compare } from '../../../scripts/consistency/compare.ts';
import { sentence } from '../../../scripts/consistency/disagreement.ts';
import { readLab } from '../../../scripts/consistency/read-lab.ts';

/** Every class of fault, each in a tenth of all cases. */
const FAULTS = [
  'lambda:*:error@0.1',
  'lambda:*:throttle@0.1',
  'lambda:*:delay=300ms@0.1',
  's3:*:503@0.1',
  's3:*:delay=100ms@0.1',
  'dynamodb:*:throttle@0.1',
  'dynamodb:*:delay=100ms@0.1',
  'events:duplicate@0.1',
  'events:reorder@0.1',
];

const PHOTOS = 12;
/** Quickly done with, so that there are events enough for chance. */
const TEXTS = 40;
const ORDERS = 12;
const SHEETS = 100;
/** The SDK tries three times by default; users of a bad day try longer. */
const PATIENT = { maxAttempts: 10 };

let system: TestLab;
let lab: Lab;
let documents: DynamoDBDocumentClient;
let tables: { documents: DynamoDBDocumentClient; ordersTable: string; stockTable: string };

beforeAll(async () => {
  // The same draws in every run; what they strike depends on what comes first.
  system = await startSystem({ faults: FAULTS.map(parseFault), random: seededRandom(7) });
  const { endpoint, credentials, region } = system;
  const { connectLab } = await import('#lab/connect.ts');
  const config = { endpoint, credentials, region, ...PATIENT };
  lab = await connectLab({ stackName: system.stack.name, ...config });
  documents = lab.dynamodb;
  tables = { documents, ordersTable: 'darkroom-dev-orders', stockTable: 'darkroom-dev-stock' };
});
afterAll(() => system.close());

/** Resolves when nothing has run for a while. */
async function quiet(machines: readonly string[]): Promise<void> {
  const states = new SFNClient({ ...system, ...PATIENT });
  for (let still = 0; still < 6; await setTimeout(500)) {
    const running = await Promise.all(
      machines.map((machine) => {
        const stateMachineArn = `arn:aws:states:us-east-1:000000000000:stateMachine:darkroom-dev-${machine}`;
        return states.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING', maxResults: 1 }));
      }),
    );
    still = running.every(({ executions = [] }) => executions.length === 0) ? still + 1 : 0;
  }
}

async function waitingIn(queue: string): Promise<number> {
  const sqs = new SQSClient({ ...system, ...PATIENT });
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `darkroom-dev-${queue}` }));
  const AttributeNames = ['ApproximateNumberOfMessages'] as const;
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
  );
  return Number(Attributes?.ApproximateNumberOfMessages);
}

async function rows(TableName: string): Promise<readonly Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = [];
  for await (const { Items = [] } of paginateScan({ client: documents }, { TableName, ConsistentRead: true }))
    all.push(...Items);
  return all;
}

/** Orders that have not come to an end, beyond those whose execution failed, of which people are told. */
async function unsettledOrders(): Promise<readonly string[]> {
  const states = new SFNClient({ ...system, ...PATIENT });
  const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:darkroom-dev-order-processing';
  const { executions = [] } = await states.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'FAILED' }));
  const open = (await rows(tables.ordersTable)).filter(({ status }) => !ORDER_ENDS.has(String(status)));
  return open.map(({ orderId, status }) => `${orderId} ${status}`).slice(executions.length);
}

const ORDER_ENDS = new Set<string>(finalStatuses);

describe('with every class of fault in a tenth of all cases', () => {
  it('photos that are uploaded, overwritten and deleted end as they should', async () => {
    const put = (Key: string, Body: Buffer | string) =>
      lab.s3.send(new PutObjectCommand({ Bucket: lab.names.sourceBucket, Key, Body }));
    const wanted: [string, string][] = [];
    for (let count = 0; count < PHOTOS; count++) {
      const key = `${count}.png`;
      await put(
        key,
        await scene(50 + count, 40)
          .png()
          .toBuffer(),
      );
      wanted.push([key, 'READY']);
    }
    await put('moving.gif', await animation('gif'));
    for (let count = 0; count < TEXTS; count++) {
      await put(`${count}.txt`, 'no picture');
      wanted.push([`${count}.txt`, 'REJECTED']);
    }
    await put('0.png', await scene(99, 40).png().toBuffer());
    await lab.s3.send(new DeleteObjectCommand({ Bucket: lab.names.sourceBucket, Key: '1.png' }));
    await quiet(['image-processing', 'image-removal']);
    const kept = wanted.filter(([key]) => key !== '1.png');
    const images = await rows(lab.names.imagesTable);
    expect(images.filter(({ status }) => status === 'FAILED')).toEqual([]);
    const ended = images.map(({ key, status }) => [key, status]);
    expect(ended.toSorted()).toEqual([...kept, ['moving.gif', 'READY']].toSorted());
    expect(compare(await readLab(lab), variantsOf('dev')).map(sentence)).toEqual([]);
    expect(await waitingIn('image-events-dead-letter')).toBe(0);
  });

  it('orders are confirmed once, or their failure is seen, and the stock agrees', async () => {
    await addSheets(tables, '10x15-matte', SHEETS);
    await documents.send(
      new PutCommand({ TableName: lab.names.imagesTable, Item: { key: 'cat.jpg', status: 'READY' } }),
    );
    const ids = Array.from({ length: ORDERS }, (_, count) => `order-${count}`);
    for (const orderId of ids) await placeOrder(tables, sampleOrder({ orderId }));
    await expect.poll(unsettledOrders, { timeout: 240_000 }).toEqual([]);
    await quiet(['order-processing']);
    const orders = await rows(tables.ordersTable);
    expect(orders.map(({ orderId }) => orderId).toSorted()).toEqual(ids.toSorted());
    // Four attempts in a row fail once in a thousand tasks: then the order ends for a person to see.
    const confirmed = orders.filter(({ status }) => status === 'CONFIRMED').length;
    expect(confirmed, JSON.stringify(orders)).toBeGreaterThanOrEqual(ORDERS - 2);
    const { Items } = await documents.send(new ScanCommand({ TableName: tables.stockTable, ConsistentRead: true }));
    expect(Items).toEqual([{ sku: '10x15-matte', available: SHEETS - confirmed * 2, holds: {} }]);
    expect(await waitingIn('orders-undelivered')).toBe(0);
  });

  it.each(['lambda:*:error', 'lambda:*:throttle', 's3:', 'dynamodb:', 'events:'])('%s has struck', (fault) => {
    expect(system.lines.some((line) => line.startsWith(`Fault: ${fault}`))).toBe(true);
  });
});
