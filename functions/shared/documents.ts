import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { captured } from './captured.ts';

/** One client for the life of the environment: items of DynamoDB as plain objects. */
export const documents = DynamoDBDocumentClient.from(captured(new DynamoDBClient({})), {
  marshallOptions: { removeUndefinedValues: true },
});
