import type { DynamoDBRecord } from 'aws-lambda';

/**
 * The same rule as the filter of the event source mapping, for a mapping that somebody has changed and for the replay:
 * neither the workflow's own updates (MODIFY) nor what Time to Live deletes (REMOVE by a service) is an order placed.
 * What nobody did may have no `userIdentity`, or null.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html
 */
export const isPlacedOrder = ({ eventName, userIdentity, dynamodb }: DynamoDBRecord): boolean =>
  eventName === 'INSERT' && !userIdentity && dynamodb?.NewImage?.status?.S === 'PLACED';
