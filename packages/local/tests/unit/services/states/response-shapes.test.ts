import { recognizeResource } from '@safelight/asl/definition/resource';
import type { Json } from '@safelight/asl/json';
import { checkResponse } from '@safelight/asl/test-state/response-shape';
import { expect, it } from 'vitest';
import { limitsOf } from '#services/states/test-state/limits/registry.ts';
import { responseShape } from '#services/states/test-state/response-shapes.ts';

function problem(name: string, result: Json): string {
  const resource = recognizeResource(`arn:aws:states:::${name}`);
  const shape = resource && responseShape(resource);
  if (!shape) return 'unknown';
  try {
    checkResponse(shape, result, 'STRICT');
    return 'fine';
  } catch (error) {
    return String(error).replace(/^.*error: /, '');
  }
}

const ended = { ExecutionArn: 'a', StateMachineArn: 'm', StartDate: '2024-01-01', StopDate: '2024-01-01' };

it.each<[string, Json, string]>([
  ['states:startExecution', { ExecutionArn: 'a', StartDate: '2024-01-01' }, 'fine'],
  ['states:startExecution', { StartDate: '2024-01-01' }, "Required field 'ExecutionArn' is missing"],
  ['states:startExecution', { ExecutionArn: 'a', StartDate: 1 }, "Field 'StartDate' must be a string"],
  ['states:startExecution.sync', { ExecutionArn: 'a' }, "Required field 'StateMachineArn' is missing"],
  ['lambda:invoke', { StatusCode: 200, Payload: { any: [1] } }, 'fine'],
  ['lambda:invoke', { StatusCode: '200' }, "Field 'StatusCode' must be a number"],
  ['aws-sdk:s3:listBuckets', { Buckets: [{ Name: 1 }] }, "Field 'Name' must be a string"],
  ['aws-sdk:dynamodb:getItem', { Item: { id: { S: 'a' } } }, 'fine'],
  // https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html
  ['states:startExecution.sync:2', { ...ended, Status: 'SUCCEEDED' }, 'fine'],
  [
    'states:startExecution.sync:2',
    { ...ended, Status: 'DONE' },
    "Field 'Status' must be one of the following values: [RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED, PENDING_REDRIVE]",
  ],
  [
    'states:startExecution.sync:2',
    { ...ended, Status: 'SUCCEEDED', Name: 'n'.repeat(81) },
    "Field 'Name' is larger than the maximum length",
  ],
  // https://docs.aws.amazon.com/step-functions/latest/apireference/API_BillingDetails.html
  [
    'aws-sdk:sfn:startSyncExecution',
    { ...ended, Status: 'SUCCEEDED', BillingDetails: { BilledMemoryUsedInMB: -1 } },
    "Field 'BilledMemoryUsedInMB' is smaller than the minimum value",
  ],
  [
    'aws-sdk:sfn:testState',
    { Status: 'SUCCEEDED', InspectionData: { ToleratedFailurePercentage: 101 } },
    "Field 'ToleratedFailurePercentage' is larger than the maximum value",
  ],
  // https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html
  [
    'aws-sdk:sfn:listExecutions',
    { Executions: [{ ...ended, Name: 'n', Status: 'DONE' }] },
    "Field 'Status' must be one of the following values: [RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED, PENDING_REDRIVE]",
  ],
  ['aws-sdk:dynamodb:listTables', { TableNames: ['ab', ''] }, "Field 'TableNames' is smaller than the minimum length"],
  ['sqs:sendMessage.waitForTaskToken', 'anything', 'unknown'],
  ['glue:startJobRun', { JobRunId: 1 }, 'unknown'],
])('%s answering %j: %s', (name, result, expected) => {
  expect(problem(name, result)).toBe(expected);
});

it('every limit that is written down can be read', () => {
  for (const client of ['cloudformation', 'cloudwatch-logs', 'dynamodb', 'lambda', 's3', 'sfn']) {
    const limits = limitsOf(`@aws-sdk/client-${client}`);
    expect(limits.size).toBeGreaterThan(50);
    for (const [name, members] of limits) {
      expect(name).toMatch(/^\w+$/);
      for (const [member, limit] of Object.entries(members))
        expect([member, limit]).toEqual([
          expect.stringMatching(/^\w+$/),
          expect.not.objectContaining({ values: [''] }),
        ]);
    }
  }
});
