import { type Integration, REQUEST_RESPONSE } from './integration.ts';
import { withMetadata } from './sdk/sdk-metadata.ts';

export const dynamodb: Integration = {
  service: 'dynamodb',
  packageName: '@aws-sdk/client-dynamodb',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html',
  names: { prefix: 'DynamoDB', base: 'AmazonDynamoDBException', service: 'AmazonDynamoDBv2' },
  actions: {
    getItem: REQUEST_RESPONSE,
    putItem: REQUEST_RESPONSE,
    updateItem: REQUEST_RESPONSE,
    deleteItem: REQUEST_RESPONSE,
  },
  request: async (action, call, caller) => withMetadata(await caller.send(action, call.parameters)),
};
