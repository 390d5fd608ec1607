import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Sku } from './price-list.ts';

/**
 * Adds sheets to the stock of one kind of paper, which may be new. An item of the stock table is
 * `{ sku, available, holds }`: sheets to be had, and sheets held by order id until they are used or released.
 */
export async function addSheets(
  { documents, stockTable }: { readonly documents: Pick<DynamoDBDocumentClient, 'send'>; readonly stockTable: string },
  sku: Sku,
  sheets: number,
): Promise<number> {
  const { Attributes } = await documents.send(
    new UpdateCommand({
      TableName: stockTable,
      Key: { sku },
      UpdateExpression:
        'SET available = if_not_exists(available, :none) + :sheets, holds = if_not_exists(holds, :nobody)',
      ExpressionAttributeValues: { ':none': 0, ':sheets': sheets, ':nobody': {} },
      ReturnValues: 'ALL_NEW',
    }),
  );
  return Number(Attributes?.available);
}
