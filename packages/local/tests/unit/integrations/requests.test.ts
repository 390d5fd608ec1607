import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { callOf, type FakeAnswer, fakeService, json } from './fake-service.ts';

let close: () => void = () => undefined;
afterEach(() => close());

async function serve(answer: (path: string) => FakeAnswer) {
  const service = await fakeService(({ url }) => answer(url));
  close = service.close;
  return service;
}

const sentBody = async (resource: string, parameters: Parameters<typeof callOf>[1]) => {
  const MD5OfMessageBody = createHash('md5').update('{"a":1}').digest('hex');
  const { caller, seen } = await serve(() => json({ MD5OfMessageBody, FailedEntryCount: 0 }));
  await caller.request(callOf(resource, parameters));
  return JSON.parse(seen[0]?.body ?? '');
};

describe('parameters become what the service expects', () => {
  it.each([
    [
      "members in the API's case",
      'aws-sdk:sfn:startExecution',
      { StateMachineArn: 'a', Input: '{}' },
      { stateMachineArn: 'a', input: '{}' },
    ],
    [
      'JSON where the API has JSON text',
      'states:startExecution',
      { StateMachineArn: 'a', Input: { b: 1 } },
      { stateMachineArn: 'a', input: '{"b":1}' },
    ],
    ['null as absent', 'dynamodb:putItem', { TableName: 't', Item: null }, { TableName: 't' }],
    [
      'a message of JSON',
      'sqs:sendMessage',
      { QueueUrl: 'http://q', MessageBody: { a: 1 } },
      { QueueUrl: 'http://q', MessageBody: '{"a":1}' },
    ],
    [
      'bytes from text',
      'dynamodb:getItem',
      { TableName: 't', Key: { k: { B: 'abc' } } },
      { TableName: 't', Key: { k: { B: 'YWJj' } } },
    ],
    [
      'timestamps',
      'aws-sdk:cloudwatchlogs:filterLogEvents',
      { LogGroupName: 'g', StartTime: 5 },
      { logGroupName: 'g', startTime: 5 },
    ],
    [
      'keys of maps as they are',
      'dynamodb:putItem',
      { TableName: 't', Item: { lower: { S: 'x' } } },
      { TableName: 't', Item: { lower: { S: 'x' } } },
    ],
  ])('%s', async (_what, resource, parameters, expected) => {
    expect(await sentBody(resource, parameters)).toMatchObject(expected);
  });

  it('adds the execution and its machine to the resources of events', async () => {
    const body = await sentBody('events:putEvents', { Entries: [{ Source: 's', Detail: { a: 1 }, Resources: ['r'] }] });
    expect(body.Entries[0]).toEqual({
      Source: 's',
      Detail: '{"a":1}',
      Resources: [
        'r',
        'arn:aws:states:us-east-1:000000000000:execution:machine:run',
        'arn:aws:states:us-east-1:000000000000:stateMachine:machine',
      ],
    });
  });
});

describe('parameters that do not fit are refused as AWS does', () => {
  it.each([
    ['dynamodb:putItem', { TableName: 't', item: {} }, "The field 'item' is not supported by Step Functions"],
    ['dynamodb:putItem', { TableName: 't', Item: { n: { N: 5 } } }, "The value for the field 'N' must be a STRING"],
    [
      'aws-sdk:sqs:receiveMessage',
      { QueueUrl: 'q', MaxNumberOfMessages: '1' },
      "The value for the field 'MaxNumberOfMessages' must be a NUMBER",
    ],
    [
      'aws-sdk:dynamodb:query',
      { TableName: 't', ScanIndexForward: 'no' },
      "The value for the field 'ScanIndexForward' must be a BOOLEAN",
    ],
    ['aws-sdk:dynamodb:query', 'text', "The value for the field '' must be an OBJECT"],
  ])('%s %#', async (resource, parameters, reason) => {
    const { caller } = await serve(() => json({}));
    expect(caller.problems(callOf(resource, parameters))).toEqual([reason]);
    await expect(caller.request(callOf(resource, parameters))).rejects.toMatchObject({
      error: 'States.Runtime',
      cause: `The Parameters '${JSON.stringify(parameters)}' could not be used to start the Task: [${reason}]`,
    });
  });
});

describe('answers become results', () => {
  it('aws-sdk: Pascal case, ISO dates, no metadata', async () => {
    const { caller } = await serve(() => json({ executionArn: 'arn:x', startDate: 1700000000.5 }));
    const result = await caller.request(callOf('aws-sdk:sfn:startExecution', { StateMachineArn: 'a' }));
    expect(result).toEqual({ ExecutionArn: 'arn:x', StartDate: '2023-11-14T22:13:20.500Z' });
  });

  it('optimized: dates in milliseconds, and how the service answered', async () => {
    const { caller } = await serve(() => json({ executionArn: 'arn:x', startDate: 1700000000 }));
    const result = await caller.request(callOf('states:startExecution', { StateMachineArn: 'a' }));
    expect(result).toMatchObject({
      ExecutionArn: 'arn:x',
      StartDate: 1700000000000,
      SdkHttpMetadata: { HttpStatusCode: 200, HttpHeaders: { 'x-amzn-RequestId': 'REQ-1' } },
      SdkResponseMetadata: { RequestId: 'REQ-1' },
    });
  });

  it('the body of an object becomes text', async () => {
    const { caller } = await serve(() => ({
      headers: { etag: '"e"', 'last-modified': 'Tue, 14 Nov 2023 22:13:20 GMT' },
      body: 'hello',
    }));
    const result = await caller.request(callOf('aws-sdk:s3:getObject', { Bucket: 'b', Key: 'k' }));
    expect(result).toMatchObject({ Body: 'hello', ETag: '"e"', LastModified: '2023-11-14T22:13:20Z' });
  });

  it.each([
    ['an object', 'aws-sdk:s3:getObject', { Bucket: 'b', Key: 'k' }],
    ['the answer of a function', 'lambda:invoke', { FunctionName: 'f' }],
  ])('%s beyond 262,144 bytes is refused', async (_what, resource, parameters) => {
    const { caller } = await serve(() => ({ body: JSON.stringify('a'.repeat(262_144)) }));
    await expect(caller.request(callOf(resource, parameters))).rejects.toMatchObject({
      error: 'States.DataLimitExceeded',
    });
  });

  it('failed entries fail the task with the answer as its cause', async () => {
    const answer = {
      Entries: [{ ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' }],
      FailedEntryCount: 1,
    };
    const { caller } = await serve(() => json(answer));
    await expect(caller.request(callOf('events:putEvents', { Entries: [{ Detail: '{' }] }))).rejects.toMatchObject({
      error: 'EventBridge.FailedEntry',
      cause: JSON.stringify(answer),
    });
  });
});
