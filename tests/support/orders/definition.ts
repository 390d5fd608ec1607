import { readFileSync } from 'node:fs';
import { loadDefinition } from '@safelight/asl/definition/load';
import type { StateMachineDefinition } from '@safelight/asl/definition/types';

/** What CloudFormation fills the placeholders with, as names that read well in tests. */
export const substitutions: Readonly<Record<string, string>> = {
  OrdersTableName: 'orders',
  StockTableName: 'stock',
  ImagesTableName: 'images',
  OrdersReviewFunctionArn: 'review',
  OrdersTakePaymentFunctionArn: 'take-payment',
  OrdersReturnPaymentFunctionArn: 'return-payment',
  PrintQueueUrl: 'print-jobs',
  OrderTopicArn: 'customers',
  ApprovalTopicArn: 'approvers',
  AlarmTopicArn: 'alarms',
};

export const orderProcessingFile = new URL('../../../statemachines/order-processing.asl.json', import.meta.url);

/** The definition that is deployed, with its placeholders filled. */
export function orderProcessing(): StateMachineDefinition {
  const text = readFileSync(orderProcessingFile, 'utf8').replaceAll(/\$\{(\w+)\}/g, (placeholder, name: string) => {
    const value = substitutions[name];
    if (value === undefined) throw new Error(`order-processing.asl.json has an unknown placeholder ${placeholder}`);
    return value;
  });
  return loadDefinition(JSON.parse(text));
}
