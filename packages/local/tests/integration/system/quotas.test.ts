import {
  BatchWriteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestSystem } from '#local/testing/start-system.ts';
import { SMALL_MACHINE, smallStack } from '#tests/support/small-stack.ts';
import { startSystem } from '#tests/support/system.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem({ template: smallStack() });
});
afterAll(() => system.close());

const config = () => ({ ...system, maxAttempts: 1 });
const text = (bytes: number) => 'x'.repeat(bytes);
/** As JSON: so many bytes with its quotes. */
const json = (bytes: number) => JSON.stringify(text(bytes - 2));

const invoke = (InvocationType: 'Event' | 'RequestResponse', bytes: number) =>
  new LambdaClient(config()).send(new InvokeCommand({ FunctionName: 'nothing', InvocationType, Payload: json(bytes) }));
const dynamodb = () => new DynamoDBClient(config());
/** Names count as well: `id` with one letter, and `text`. */
const item = (bytes: number) => ({ id: { S: 'i' }, text: { S: text(bytes - 'id'.length - 1 - 'text'.length) } });
const TableName = 'small';

interface Quota {
  readonly what: string;
  readonly most: number;
  readonly send: (bytes: number) => Promise<unknown>;
  readonly error: object;
}

const QUOTAS: readonly Quota[] = [
  {
    what: 'a call of a function',
    most: 6_291_456,
    send: (bytes) => invoke('RequestResponse', bytes),
    error: { name: 'RequestTooLargeException', $metadata: { httpStatusCode: 413 } },
  },
  {
    what: 'an event of a function',
    most: 1_048_576,
    send: (bytes) => invoke('Event', bytes),
    error: {
      name: 'RequestEntityTooLargeException',
      message: '1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)',
      $metadata: { httpStatusCode: 413 },
    },
  },
  {
    what: 'the input of an execution',
    most: 262_144,
    send: (bytes) =>
      new SFNClient(config()).send(new StartExecutionCommand({ stateMachineArn: SMALL_MACHINE, input: json(bytes) })),
    error: {
      name: 'ValidationException',
      message: expect.stringContaining('Member must have length less than or equal to 262144'),
    },
  },
  {
    what: 'the entries of PutEvents',
    most: 1_048_576,
    send(bytes) {
      const Detail = JSON.stringify({ x: text(bytes - 'sd{"x":""}'.length) });
      return new EventBridgeClient(config()).send(
        new PutEventsCommand({ Entries: [{ Source: 's', DetailType: 'd', Detail }] }),
      );
    },
    error: { name: 'ValidationException', message: 'Total size of the entries in the request is over the limit.' },
  },
  {
    what: 'a message of a queue',
    most: 1_048_576,
    send: (bytes) =>
      new SQSClient(config()).send(new SendMessageCommand({ QueueUrl: queueUrl(), MessageBody: text(bytes) })),
    error: {
      name: 'InvalidParameterValue',
      message: 'One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.',
    },
  },
  {
    what: 'the messages of a batch',
    most: 1_048_576,
    send(bytes) {
      const Entries = [text(bytes - 9), text(9)].map((MessageBody, at) => ({ Id: `${at}`, MessageBody }));
      return new SQSClient(config()).send(new SendMessageBatchCommand({ QueueUrl: queueUrl(), Entries }));
    },
    error: {
      name: 'BatchRequestTooLong',
      message: 'Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.',
    },
  },
  {
    what: 'a message of a topic',
    most: 262_144,
    send: (bytes) =>
      new SNSClient(config()).send(
        new PublishCommand({ TopicArn: 'arn:aws:sns:us-east-1:000000000000:small', Message: text(bytes) }),
      ),
    error: { name: 'InvalidParameterException', message: 'Invalid parameter: Message too long' },
  },
  {
    what: 'an item that is put',
    most: 409_600,
    send: (bytes) => dynamodb().send(new PutItemCommand({ TableName, Item: item(bytes) })),
    error: { name: 'ValidationException', message: 'Item size has exceeded the maximum allowed size' },
  },
  {
    what: 'an item that is updated',
    most: 409_600,
    send: (bytes) =>
      dynamodb().send(
        new UpdateItemCommand({
          TableName,
          Key: { id: { S: 'i' } },
          UpdateExpression: 'SET #text = :text',
          ExpressionAttributeNames: { '#text': 'text' },
          ExpressionAttributeValues: { ':text': item(bytes).text },
        }),
      ),
    error: { name: 'ValidationException', message: 'Item size to update has exceeded the maximum allowed size' },
  },
  {
    what: 'an item of a batch',
    most: 409_600,
    send: (bytes) =>
      dynamodb().send(
        new BatchWriteItemCommand({ RequestItems: { [TableName]: [{ PutRequest: { Item: item(bytes) } }] } }),
      ),
    error: { name: 'ValidationException', message: 'Item size has exceeded the maximum allowed size' },
  },
  {
    what: 'an item of a transaction',
    most: 409_600,
    send: (bytes) =>
      dynamodb().send(new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item: item(bytes) } }] })),
    error: { name: 'ValidationException', message: 'Item size has exceeded the maximum allowed size' },
  },
];

const queueUrl = () => `${system.endpoint}/000000000000/small`;

it.each(QUOTAS)('$what has $most bytes, and not one more', async ({ most, send, error }) => {
  await expect(send(most)).resolves.toMatchObject({ $metadata: { httpStatusCode: expect.toSatisfy(isSuccess) } });
  await expect(send(most + 1)).rejects.toMatchObject(error);
});

const isSuccess = (status: number) => status >= 200 && status < 300;

it('a function without a share of the concurrency is throttled, and says why', async () => {
  const call = new LambdaClient(config()).send(new InvokeCommand({ FunctionName: 'reserved', Payload: '{}' }));
  await expect(call).rejects.toMatchObject({
    name: 'TooManyRequestsException',
    message: 'Rate Exceeded.',
    Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    $metadata: { httpStatusCode: 429 },
  });
});
