import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { checkedStage } from '../lib/framework.ts';

/**
 * Names of a stage's resources, as serverless/orders gives them. Region, credentials and AWS_ENDPOINT_URL are taken
 * from the environment by the clients.
 */
export function orderNames(stage: string) {
  const prefix = `darkroom-${checkedStage(stage)}`;
  return {
    ordersTable: `${prefix}-orders`,
    stockTable: `${prefix}-stock`,
    paymentsTable: `${prefix}-payments`,
    printJobsQueue: `${prefix}-print-jobs`,
    undeliveredQueue: `${prefix}-orders-undelivered`,
    stateMachine: `${prefix}-order-processing`,
  } as const;
}

export const documentsClient = () =>
  DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });
