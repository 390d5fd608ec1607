import { type Integration, WITH_CALLBACK } from './integration.ts';
import { withMetadata } from './sdk/sdk-metadata.ts';

/** A `MessageBody` that is not text is sent as JSON. */
export const sqs: Integration = {
  service: 'sqs',
  packageName: '@aws-sdk/client-sqs',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html',
  names: { prefix: 'SQS', base: 'AmazonSQSException', service: 'AmazonSQS' },
  actions: { sendMessage: WITH_CALLBACK },
  request: async (action, call, caller) => withMetadata(await caller.send(action, call.parameters)),
};
