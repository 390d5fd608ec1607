import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const dynamodb = new DynamoDBClient();

export async function handler({ Records }: { readonly Records: readonly { readonly body: string }[] }): Promise<void> {
  for (const { body } of Records) {
    const item = { id: { S: body }, greeting: { S: process.env.GREETING ?? '' } };
    await dynamodb.send(new PutItemCommand({ TableName: process.env.TABLE, Item: item }));
  }
}
