import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { systemClock } from '@safelight/asl/clock';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { placeOrder } from '#functions/orders/place-order.ts';
import { addSheets } from '#functions/orders/stock.ts';
import { placed, sampleOrder } from '#tests/support/orders/samples.ts';
import { scene } from '#tests/support/pictures.ts';
import { runMain } from '#tests/support/run-main.ts';
import { startSystem, type TestLab } from '#tests/support/system.ts';

/** Behind the machine's by more than the minute that is waited after an execution has stopped, and less than signatures bear. */
const clock = { ...systemClock, now: () => Date.now() - 90_000 };

const dear = { orderId: 'dear', lines: [{ photo: 'cat.png', size: '30x45', paper: 'fine-art', quantity: 20 }] };
const odd = { ...placed({ orderId: 'odd', lines: [] }), version: 0 };

let system: TestLab;
let desk: ReturnType<typeof openDesk>;

beforeAll(async () => {
  system = await startSystem({ clock });
  desk = openDesk(system);
  vi.stubEnv('AWS_ENDPOINT_URL', system.endpoint);
  vi.stubEnv('AWS_REGION', system.region);
  vi.stubEnv('AWS_ACCESS_KEY_ID', system.credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', system.credentials.secretAccessKey);
  await addSheets(desk, '10x15-matte', 10);
  await addSheets(desk, '30x45-fine-art', 50);
  const { s3, names } = await system.lab();
  const Body = await scene(60, 40).png().toBuffer();
  await s3.send(new PutObjectCommand({ Bucket: names.sourceBucket, Key: 'cat.png', Body }));
  await until(async () => (await desk.read(names.imagesTable, { key: 'cat.png' })).status === 'READY');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await system.close();
});

it('an order that stands is named by both commands, restarted as they say, and all agrees again', async () => {
  await placeOrder(
    desk,
    sampleOrder({ orderId: 'fine', lines: [{ ...sampleOrder().lines[0], photo: 'cat.png' }] as never }),
  );
  await desk.until('fine', 'CONFIRMED');
  await placeOrder(desk, sampleOrder(dear));
  await desk.until('dear', 'AWAITING_APPROVAL');
  const { execution, approval } = await desk.order('dear');
  await desk.states.send(new StopExecutionCommand({ executionArn: String(execution) }));
  await desk.documents.send(new PutCommand({ TableName: desk.ordersTable, Item: odd }));
  await until(async () => (await desk.undelivered()) === 1);

  const stands = (orderId: string, status: string) =>
    `${orderId}: the order is ${status}, and nothing is at work on it: npm run orders:replay tells more.`;
  expect(await ran('scripts/check-consistency.ts')).toEqual([
    1,
    '1 photos, 1 rows, 4 objects made of them, 3 orders: 2 disagreements.',
    ...[stands('dear', 'AWAITING_APPROVAL'), stands('odd', 'PLACED')],
  ]);

  const cannot = 'the item has no order id and version that could be started';
  const ofQueue = `{"orderId":{"S":"odd"}}: ${cannot}; nothing to do`;
  expect(await ran('scripts/orders/replay.ts', '--dry-run', '--attempt', '2')).toEqual([
    ...[1, '1 messages stay in the queue.', '2 orders stand.', 'dear: would be started as attempt 2'],
    ...[`odd: ${cannot}`, ofQueue],
  ]);
  await until(async () => (await desk.undelivered()) === 1);
  expect(await ran('scripts/orders/replay.ts')).toEqual([
    ...[1, '2 orders stand.', 'The queue is empty.'],
    ...['dear: stopped half way (AWAITING_APPROVAL): restart it with --attempt 2', `odd: ${cannot}`, ofQueue],
  ]);
  expect(await ran('scripts/orders/replay.ts', '--order', 'dear', '--attempt', '2')).toEqual([
    ...[0, 'dear: started as attempt 2'],
  ]);

  // Until it waits anew, the order has the token of the first attempt.
  await until(async () => {
    const { status, approval: asked } = await desk.order('dear');
    return status === 'AWAITING_APPROVAL' && asked.token !== approval.token;
  });
  expect(await ran('scripts/orders/approve.ts', 'dear', '--approve')).toEqual([0, 'dear: approved']);
  await desk.until('dear', 'CONFIRMED');
  await desk.documents.send(new DeleteCommand({ TableName: desk.ordersTable, Key: { orderId: 'odd' } }));
  expect(await ran('scripts/check-consistency.ts')).toEqual([
    ...[0, '1 photos, 1 rows, 4 objects made of them, 2 orders: all agree.'],
  ]);
  expect(await ran('scripts/orders/replay.ts')).toEqual([0, 'No order stands.', 'The queue is empty.']);
});

/** The code of a command, and its lines in the order of their texts. */
async function ran(file: string, ...words: readonly string[]): Promise<readonly (number | string)[]> {
  const { code, out, err } = await runMain(file, words);
  return [code, ...`${out}${err}`.trim().split('\n').toSorted()];
}

/** The test's own time-out ends the wait. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await setTimeout(100);
}

function openDesk({ endpoint, credentials, region }: TestLab) {
  const config = { endpoint, credentials, region };
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient(config));
  const sqs = new SQSClient(config);
  const ordersTable = 'darkroom-dev-orders';
  const read = async (TableName: string, Key: Readonly<Record<string, string>>) =>
    (await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item ?? {};
  const order = (orderId: string) => read(ordersTable, { orderId });
  return {
    documents,
    ordersTable,
    stockTable: 'darkroom-dev-stock',
    states: new SFNClient(config),
    now: Date.now,
    read,
    order,
    until: (orderId: string, status: string) => until(async () => (await order(orderId)).status === status),
    /** Messages about orders that the consumer gave up. */
    async undelivered(): Promise<number> {
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'darkroom-dev-orders-undelivered' }));
      const wanted = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] });
      return Number((await sqs.send(wanted)).Attributes?.ApproximateNumberOfMessages);
    },
  };
}
