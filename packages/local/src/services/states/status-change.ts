import type { JsonObject } from '@safelight/asl/json';
import type { ExecutionRecord } from '#services/states/executions/record.ts';

/** Receives the detail of each "Step Functions Execution Status Change" event. */
export type OnStatusChange = (detail: JsonObject) => void;

/**
 * Express executions have no such events. Dates are milliseconds.
 * https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
 */
export const statusChange = (record: ExecutionRecord, input: string, output?: string): JsonObject => ({
  executionArn: record.arn,
  stateMachineArn: record.machineArn,
  name: record.name,
  status: record.status,
  startDate: record.startDate,
  stopDate: record.stopDate ?? null,
  input,
  output: output ?? null,
  inputDetails: { included: true },
  outputDetails: output === undefined ? null : { included: true },
  stateMachineVersionArn: record.versionArn ?? null,
  stateMachineAliasArn: record.aliasArn ?? null,
  redriveCount: record.redriveCount,
  redriveDate: record.redriveDate ?? null,
  redriveStatus: record.status === 'RUNNING' || record.status === 'SUCCEEDED' ? 'NOT_REDRIVABLE' : 'REDRIVABLE',
  redriveStatusReason: null,
  error: record.error ?? null,
  cause: record.cause ?? null,
});
