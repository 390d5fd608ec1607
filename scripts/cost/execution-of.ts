import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Lab } from '#lab/lab.ts';

/** The execution that develops a photo, or fulfils an order. Throws one line when there is none. */
export async function executionOf(
  { dynamodb, names }: Lab,
  { photo, order }: { readonly photo: string | undefined; readonly order: string | undefined },
): Promise<string> {
  const [TableName, Key, column] =
    photo === undefined
      ? ([names.ordersTable, { orderId: order }, 'execution'] as const)
      : ([names.imagesTable, { key: photo }, 'executionArn'] as const);
  const { Item } = await dynamodb.send(new GetCommand({ TableName, Key }));
  const arn: unknown = Item?.[column];
  if (typeof arn !== 'string') throw new Error(`There is no execution of ${photo ?? order}.`);
  return arn;
}
