import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteMessageBatchCommand, GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { placeOrder } from '#functions/orders/place-order.ts';
import { allSkus } from '#functions/orders/price-list.ts';
import { addSheets } from '#functions/orders/stock.ts';
import type { RunningSystem } from '#lab/running-lab.ts';

const PHOTO = 'bench.jpg';
const prefix = 'darkroom-dev';
const ordersTable = `${prefix}-orders`;

const closedOrder = z.object({ status: z.string(), placedAt: z.string(), startedAt: z.optional(z.string()) });
const printJob = z.object({ jobId: z.string() });

export type OrderDesk = Awaited<ReturnType<typeof openOrderDesk>>;

/** The running lab as those see it who order prints and who print them. */
export async function openOrderDesk({ endpoint, credentials }: RunningSystem) {
  const config = { endpoint, credentials, region: 'us-east-1' };
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient(config));
  const sqs = new SQSClient(config);
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `${prefix}-print-jobs` }));

  const scan = async (TableName: string): Promise<readonly unknown[]> => {
    const items: unknown[] = [];
    for await (const page of paginateScan({ client: documents }, { TableName })) items.push(...(page.Items ?? []));
    return items;
  };
  const orders = async () => z.array(closedOrder).parse(await scan(ordersTable));

  return {
    /** Paper enough, and a photo that counts as developed: developing is another benchmark's business. */
    async prepare(total: number): Promise<void> {
      for (const sku of allSkus) await addSheets({ documents, stockTable: `${prefix}-stock` }, sku, total);
      await documents.send(new PutCommand({ TableName: `${prefix}-images`, Item: { key: PHOTO, status: 'READY' } }));
    },
    async place(number: number): Promise<void> {
      const [size = '', paper = ''] = splitSku(allSkus[number % allSkus.length] ?? '');
      await placeOrder(
        { documents, ordersTable },
        {
          orderId: `bench-${number}`,
          version: 1,
          customer: 'bench',
          card: 'tok_visa',
          placedAt: new Date().toISOString(),
          lines: [{ photo: PHOTO, size, paper, quantity: 1 }],
        },
      );
    },
    /** Ids of up to ten jobs, which are then done. */
    async takeJobs(): Promise<readonly string[]> {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      if (Messages.length === 0) return [];
      const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
      return Messages.map(({ Body = '' }) => printJob.parse(JSON.parse(Body)).jobId);
    },
    /** @param deadline as `performance.now()` tells time */
    async untilClosed(deadline: number): Promise<void> {
      while (performance.now() < deadline && (await orders()).some(({ status }) => status !== 'CONFIRMED'))
        await setTimeout(250);
    },
    async books() {
      const all = await orders();
      return {
        confirmed: all.filter(({ status }) => status === 'CONFIRMED').length,
        charges: (await scan(`${prefix}-payments`)).length,
        delaysMs: all.map(({ startedAt, placedAt }) => Date.parse(startedAt ?? placedAt) - Date.parse(placedAt)),
      };
    },
  };
}

const splitSku = (sku: string): readonly string[] => /^(\w+)-(.+)$/.exec(sku)?.slice(1) ?? [];
