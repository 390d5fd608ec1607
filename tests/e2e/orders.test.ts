import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  BatchGetTracesCommand,
  GetTraceSummariesCommand,
  UpdateSamplingRuleCommand,
  XRayClient,
} from '@aws-sdk/client-xray';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerApproval } from '#functions/orders/approval.ts';
import { cancelOrder } from '#functions/orders/cancellation.ts';
import { placeOrder } from '#functions/orders/place-order.ts';
import { readOrder } from '#functions/orders/review-order.ts';
import { addSheets } from '#functions/orders/stock.ts';
import { sampleOrder } from '#tests/support/orders/samples.ts';
import { startSystem, type TestLab } from '#tests/support/system.ts';

const dear = [{ photo: 'cat.jpg', size: '30x45', paper: 'fine-art', quantity: 20 }];

describe('orders in the booted system, with the permissions of the template', () => {
  let system: TestLab;
  let desk: ReturnType<typeof openDesk>;

  beforeAll(async () => {
    system = await startSystem();
    desk = openDesk(system);
    // Which requests are recorded would otherwise be of chance.
    const everything = { RuleName: 'Default', FixedRate: 1 };
    await new XRayClient(system).send(new UpdateSamplingRuleCommand({ SamplingRuleUpdate: everything }));
    await addSheets(desk, '10x15-matte', 10);
    await addSheets(desk, '30x45-fine-art', 50);
    await desk.documents.send(
      new PutCommand({ TableName: 'darkroom-dev-images', Item: { key: 'cat.jpg', status: 'READY' } }),
    );
  });
  afterAll(() => system.close());

  it.each([
    ['is confirmed', { orderId: 'fine' }, 'CONFIRMED'],
    ['is declined', { orderId: 'poor', card: 'tok_declined' }, 'DECLINED'],
    [
      'is rejected for its photo',
      { orderId: 'blind', lines: [{ ...dear[0], photo: 'gone.jpg' }] as typeof dear },
      'REJECTED',
    ],
  ])('an order %s', async (_, order, status) => {
    await placeOrder(desk, sampleOrder(order));
    await desk.until(order.orderId, status);
  });

  it('the trace of a declined order goes from the stream on, and its fault is on who takes payments', async () => {
    const payment = 'darkroom-dev-orders-take-payment';
    const shown = async () =>
      (await faulty(system, payment)).map(({ origin, name, fault }) => `${origin} ${name}${fault ? ': fault' : ''}`);
    // Whoever has started the workflow tells of itself when it has ended.
    await expect
      .poll(shown, { timeout: 60_000 })
      .toEqual(
        expect.arrayContaining([
          'AWS::Lambda::Function darkroom-dev-orders-consume',
          'AWS::StepFunctions::StateMachine darkroom-dev-order-processing',
          'AWS::Lambda::Function darkroom-dev-orders-review',
          `AWS::Lambda::Function ${payment}: fault`,
        ]),
      );
  }, 90_000);

  it('a dear order waits until it is approved', async () => {
    await placeOrder(desk, sampleOrder({ orderId: 'dear', lines: dear }));
    await desk.until('dear', 'AWAITING_APPROVAL');
    await answerApproval(desk, 'dear', 'APPROVE');
    await desk.until('dear', 'CONFIRMED');
  });

  it('a waiting order is cancelled at once, and nothing is left of it', async () => {
    await placeOrder(desk, sampleOrder({ orderId: 'undecided', lines: dear }));
    await desk.until('undecided', 'AWAITING_APPROVAL');
    await cancelOrder(desk, 'undecided');
    await desk.until('undecided', 'CANCELLED');
    expect(await addSheets(desk, '30x45-fine-art', 0)).toBe(30);
  });

  it('prints exactly what was confirmed', async () => {
    const sqs = new SQSClient(desk.config);
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'darkroom-dev-print-jobs' }));
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    expect(Messages.map(({ Body = '' }) => JSON.parse(Body).jobId).sort()).toEqual(['dear', 'fine']);
    sqs.destroy();
  });

  it('needs no permission that it does not have', () => {
    expect(system.lines.filter((line) => line.includes('not authorized'))).toEqual([]);
  });
});

interface Segment {
  readonly name: string;
  readonly origin?: string;
  readonly fault?: boolean;
}

/** The segments of the one trace in which a function has failed. */
async function faulty(system: TestLab, name: string): Promise<readonly Segment[]> {
  const xray = new XRayClient(system);
  const now = Date.now();
  const range = { StartTime: new Date(now - 3_600_000), EndTime: new Date(now + 3_600_000) };
  const FilterExpression = `service(id(name: "${name}", type: "AWS::Lambda::Function")) { fault }`;
  const { TraceSummaries = [] } = await xray.send(new GetTraceSummariesCommand({ ...range, FilterExpression }));
  const { Traces } = await xray.send(new BatchGetTracesCommand({ TraceIds: TraceSummaries.map(({ Id = '' }) => Id) }));
  return Traces?.[0]?.Segments?.map(({ Document = '' }) => JSON.parse(Document)) ?? [];
}

function openDesk({ endpoint, credentials, region }: TestLab) {
  const config = { endpoint, credentials, region };
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient(config));
  const reads = { documents, ordersTable: 'darkroom-dev-orders' };
  return {
    ...reads,
    config,
    stockTable: 'darkroom-dev-stock',
    states: new SFNClient(config),
    now: Date.now,
    /** Resolves when the order has that status; the test's own timeout ends the wait. */
    async until(orderId: string, wanted: string): Promise<void> {
      while ((await readOrder(reads, orderId)).status !== wanted) await setTimeout(100);
    },
  };
}
