import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  SQSClient,
  TagQueueCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSqsService, type SqsService } from '#services/sqs/service.ts';
import { type GatewayHost, hostGateway } from '#tests/support/gateway-host.ts';

let host: GatewayHost;
let service: SqsService;
let sqs: SQSClient;
let QueueUrl: string | undefined;
let fifo: string | undefined;

beforeAll(async () => {
  host = await hostGateway((deps) => {
    service = createSqsService({ ...deps, onPolicy: () => {}, checkPolicy: () => {} });
    return [service.service];
  });
  sqs = new SQSClient({ ...host.config(), maxAttempts: 1 });
  QueueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: 'q' }))).QueueUrl;
  fifo = (await sqs.send(new CreateQueueCommand({ QueueName: 'q.fifo', Attributes: { FifoQueue: 'true' } }))).QueueUrl;
});

afterAll(async () => {
  service.close();
  await host.close();
});

const send = (input: Partial<SendMessageCommandInput>) => () =>
  sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x', ...input }));
const sendInOrder = (input: Partial<SendMessageCommandInput>) => () =>
  send({ QueueUrl: fifo, MessageGroupId: 'g', MessageDeduplicationId: 'd', ...input })();
const attribute = (name: string, DataType: string, StringValue: string) =>
  send({ MessageAttributes: { [name]: { DataType, StringValue } } });
const tags = Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${at}`, 'v']));

type Row = readonly [() => Promise<unknown>, string, RegExp];

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html and its neighbours */
const rows: Readonly<Record<string, Row>> = {
  'a character that XML has not': [
    send({ MessageBody: 'a\u0001b' }),
    'InvalidMessageContents',
    /^Invalid characters found\. Valid unicode characters are #x9 /,
  ],
  'an attribute without value': [
    attribute('a', 'String', ''),
    'InvalidParameterValue',
    /^Message \(user\) attribute 'a' must contain a non-empty value of type 'String'\.$/,
  ],
  'an attribute of no type': [
    attribute('a', 'Text', 'x'),
    'InvalidParameterValue',
    /^The type of message \(user\) attribute 'a' is invalid\./,
  ],
  'an attribute with a space in its name': [
    attribute('a b', 'String', 'x'),
    'InvalidParameterValue',
    /'a b' is invalid/,
  ],
  'an id for a standard queue': [
    send({ MessageDeduplicationId: 'd' }),
    'InvalidParameterValue',
    /^Value d for parameter MessageDeduplicationId is invalid\. Reason: The request include parameter that is not valid/,
  ],
  'a group with a space': [
    sendInOrder({ MessageGroupId: 'g h' }),
    'InvalidParameterValue',
    /^Value g h for parameter MessageGroupId is invalid\. Reason: MessageGroupId can only include alphanumeric and punct/,
  ],
  'a delay of one message in a FIFO queue': [
    sendInOrder({ DelaySeconds: 1 }),
    'InvalidParameterValue',
    /^Value 1 for parameter DelaySeconds is invalid/,
  ],
  'a wait that is too long': [
    () => sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 21 })),
    'InvalidParameterValue',
    /^Value 21 for parameter WaitTimeSeconds is invalid\. Reason: Must be >= 0 and <= 20, if provided\.$/,
  ],
  'too many tags': [
    () => sqs.send(new TagQueueCommand({ QueueUrl, Tags: tags })),
    'InvalidParameterValue',
    /^Too many tags added for queue q\.$/,
  ],
};

describe('SQS refuses', () => {
  it.each(Object.entries(rows))('%s', async (_, [ask, name, message]) => {
    await expect(ask()).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
  });

  it('neither a group in a standard queue nor no delay in a FIFO queue', async () => {
    await expect(send({ MessageGroupId: 'g' })()).resolves.toMatchObject({ MessageId: expect.any(String) });
    await expect(sendInOrder({ DelaySeconds: 0 })()).resolves.toMatchObject({ MessageId: expect.any(String) });
  });
});
