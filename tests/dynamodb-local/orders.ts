import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { systemClock } from '@safelight/asl/clock';
import { placeOrder } from '#functions/orders/place-order.ts';
import { readOrder } from '#functions/orders/review-order.ts';
import { addSheets } from '#functions/orders/stock.ts';
import { sampleOrder } from '#tests/support/orders/samples.ts';

/** Where DynamoDB is: behind the system, or by itself. */
interface Where {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

const ORDERS = 'darkroom-dev-orders';
const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:darkroom-dev-order-processing';
const PATIENCE_MS = 120_000;

const documentsAt = ({ endpoint, region, credentials }: Where) =>
  DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region, credentials }));

/** A photo that can be ordered, and paper to print it on. */
export async function makeReady(where: Where): Promise<void> {
  const documents = documentsAt(where);
  await addSheets({ documents, stockTable: 'darkroom-dev-stock' }, '10x15-matte', 10);
  await documents.send(new PutCommand({ TableName: 'darkroom-dev-images', Item: { key: 'cat.jpg', status: 'READY' } }));
}

export const placeAt = async (where: Where, orderId: string): Promise<void> => {
  await placeOrder({ documents: documentsAt(where), ordersTable: ORDERS }, sampleOrder({ orderId }));
};

export const orderAt = (where: Where, orderId: string) =>
  readOrder({ documents: documentsAt(where), ordersTable: ORDERS }, orderId);

/** Resolves when the order has that status. */
export async function reached(where: Where, orderId: string, wanted: string): Promise<void> {
  const giveUpAt = systemClock.now() + PATIENCE_MS;
  for (;;) {
    const { status } = await orderAt(where, orderId);
    if (status === wanted) return;
    if (systemClock.now() > giveUpAt) throw new Error(`${orderId} is still ${status}`);
    await systemClock.sleep(200);
  }
}

export async function executionsOf({ endpoint, region, credentials }: Where): Promise<readonly string[]> {
  const states = new SFNClient({ endpoint, region, credentials });
  const { executions = [] } = await states.send(new ListExecutionsCommand({ stateMachineArn: MACHINE }));
  return executions.map(({ name, status }) => `${name} ${status}`);
}
