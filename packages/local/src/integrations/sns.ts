import { type Integration, WITH_CALLBACK } from './integration.ts';
import { withMetadata } from './sdk/sdk-metadata.ts';

/** A `Message` that is not text is published as JSON. */
export const sns: Integration = {
  service: 'sns',
  packageName: '@aws-sdk/client-sns',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-sns.html',
  names: { prefix: 'SNS', base: 'AmazonSNSException', service: 'AmazonSNS' },
  actions: { publish: WITH_CALLBACK },
  request: async (action, call, caller) => withMetadata(await caller.send(action, call.parameters)),
};
