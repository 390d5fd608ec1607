import { recognizeResource } from '@safelight/asl/definition/resource';
import type { Json } from '@safelight/asl/json';
import { checkResponse } from '@safelight/asl/test-state/response-shape';
import { expect, it } from 'vitest';
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

it.each<[string, Json, string]>([
  ['states:startExecution', { ExecutionArn: 'a', StartDate: '2024-01-01' }, 'fine'],
  ['states:startExecution', { StartDate: '2024-01-01' }, "Required field 'ExecutionArn' is missing"],
  ['states:startExecution', { ExecutionArn: 'a', StartDate: 1 }, "Field 'StartDate' must be a string"],
  ['states:startExecution.sync', { ExecutionArn: 'a' }, "Required field 'StateMachineArn' is missing"],
  ['lambda:invoke', { StatusCode: 200, Payload: { any: [1] } }, 'fine'],
  ['lambda:invoke', { StatusCode: '200' }, "Field 'StatusCode' must be a number"],
  ['aws-sdk:s3:listBuckets', { Buckets: [{ Name: 1 }] }, "Field 'Name' must be a string"],
  ['aws-sdk:dynamodb:getItem', { Item: { id: { S: 'a' } } }, 'fine'],
  ['sqs:sendMessage.waitForTaskToken', 'anything', 'unknown'],
  ['glue:startJobRun', { JobRunId: 1 }, 'unknown'],
])('%s answering %j: %s', (name, result, expected) => {
  expect(problem(name, result)).toBe(expected);
});
