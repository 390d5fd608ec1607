import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { PlacedOrder } from './order.ts';
import { quoteOrder } from './quote.ts';

/**
 * Puts an order into the table, which starts its workflow. A second order under the same id is refused by DynamoDB's
 * `ConditionalCheckFailedException`. Throws `InvalidOrder` for what would be rejected anyway.
 */
export async function placeOrder(
  {
    documents,
    ordersTable,
  }: { readonly documents: Pick<DynamoDBDocumentClient, 'send'>; readonly ordersTable: string },
  order: PlacedOrder,
): Promise<{ readonly totalMinor: number; readonly currency: string }> {
  const { totalMinor, currency } = quoteOrder(order);
  await documents.send(
    new PutCommand({
      TableName: ordersTable,
      Item: { ...order, status: 'PLACED' },
      ConditionExpression: 'attribute_not_exists(orderId)',
    }),
  );
  return { totalMinor, currency };
}
