import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { UnknownOrder } from './errors.ts';
import { type OrderProgress, orderProgressSchema } from './order.ts';
import { type Quote, quoteOrder } from './quote.ts';

/** What the workflow decides on: the quote, and how far an earlier attempt came. */
export type Review = Quote & Pick<OrderProgress, 'status' | 'outcome' | 'reason'>;

export interface OrderReads {
  readonly documents: Pick<DynamoDBDocumentClient, 'send'>;
  readonly ordersTable: string;
}

/** Throws `InvalidOrder` or `UnknownOrder`. */
export async function reviewOrder(deps: OrderReads, orderId: string): Promise<Review> {
  const item = await readOrder(deps, orderId);
  const { status, outcome, reason } = orderProgressSchema.parse(item);
  return { ...quoteOrder(item), status, ...(outcome && { outcome }), ...(reason && { reason }) };
}

/** The item as it is now. Throws `UnknownOrder`. */
export async function readOrder(
  { documents, ordersTable }: OrderReads,
  orderId: string,
): Promise<Record<string, unknown>> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: ordersTable, Key: { orderId }, ConsistentRead: true }),
  );
  if (!Item) throw new UnknownOrder(`there is no order ${orderId}`);
  return Item;
}
