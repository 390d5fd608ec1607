import { randomUUID } from 'node:crypto';
import { DeleteMessageCommand, GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DeleteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { paymentKey } from '../../functions/orders/payment/payment.ts';
import { placeOrder } from '../../functions/orders/place-order.ts';
import { readOrder } from '../../functions/orders/review-order.ts';
import { addSheets } from '../../functions/orders/stock.ts';
import type { SmokeDeps } from '../smoke/photo.ts';
import { documentsClient, orderNames } from './stage.ts';

const UNDER_WAY = ['PLACED', 'RESERVING', 'PAYING', 'PRINTING', 'UNDOING'];
const QUEUE_LOOKS = 10;
/** Jobs of others come back by themselves, so that each of them is received once at most. */
const HIDDEN_SECONDS = 60;

/** Orders one print of a photo that is READY, waits until it is confirmed, and takes back all that this left behind. */
export async function smokeOrder(stage: string, photo: string, deps: SmokeDeps): Promise<void> {
  const names = orderNames(stage);
  const documents = documentsClient();
  const order = {
    orderId: `smoke-${randomUUID()}`,
    version: 1,
    customer: 'smoke-test',
    card: 'tok_visa' as const,
    placedAt: new Date(deps.clock.now()).toISOString(),
    lines: [{ photo, size: '10x15' as const, paper: 'matte' as const, quantity: 1 }],
  };
  await addSheets({ documents, ...names }, '10x15-matte', 1);
  await placeOrder({ documents, ...names }, order);
  deps.say(`placed the order ${order.orderId}`);
  await untilConfirmed(documents, names.ordersTable, order.orderId, deps);
  deps.say('the order is confirmed');
  const isTakenBack = await takeBackJob(names.printJobsQueue, order.orderId);
  deps.say(
    isTakenBack ? 'the print job of the order is taken back' : 'the print job of the order is with the printer already',
  );
  await forget(documents, names, order.orderId);
}

async function untilConfirmed(
  documents: DynamoDBDocumentClient,
  ordersTable: string,
  orderId: string,
  { clock, patienceMs }: SmokeDeps,
): Promise<void> {
  const giveUpAt = clock.now() + patienceMs;
  for (;;) {
    const { status, reason } = await readOrder({ documents, ordersTable }, orderId);
    if (status === 'CONFIRMED') return;
    if (!UNDER_WAY.includes(String(status))) throw new Error(`${orderId} is ${status}: ${JSON.stringify(reason)}`);
    if (clock.now() > giveUpAt) throw new Error(`${orderId} is still ${status} after ${patienceMs / 1000} s.`);
    await clock.sleep(500);
  }
}

/** False when the job is not in the queue any more. */
async function takeBackJob(QueueName: string, jobId: string): Promise<boolean> {
  const sqs = new SQSClient({});
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  for (let look = 1; look <= QUEUE_LOOKS; look++) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: HIDDEN_SECONDS }),
    );
    const job = Messages.find(({ Body = '' }) => Body.includes(`"${jobId}"`));
    if (!job) continue;
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: job.ReceiptHandle }));
    return true;
  }
  return false;
}

async function forget(
  documents: DynamoDBDocumentClient,
  { ordersTable, paymentsTable }: { readonly ordersTable: string; readonly paymentsTable: string },
  orderId: string,
): Promise<void> {
  await documents.send(new DeleteCommand({ TableName: ordersTable, Key: { orderId } }));
  await documents.send(new DeleteCommand({ TableName: paymentsTable, Key: { paymentKey: paymentKey(orderId, 1) } }));
}
