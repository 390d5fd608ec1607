import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient();

/** Writes an item, which a Task state could do by itself. */
export const handler = async ({ id }: { readonly id: string }): Promise<{ readonly written: string }> => {
  await client.send(new PutItemCommand({ TableName: process.env.TABLE, Item: { id: { S: id } } }));
  return { written: id };
};
