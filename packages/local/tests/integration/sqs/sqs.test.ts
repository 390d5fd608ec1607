import {
  CreateQueueCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Sha256 } from '#services/dynamodb/upstream/sha256.ts';
import { createSqsService, type SqsService } from '#services/sqs/service.ts';
import { type GatewayHost, hostGateway } from '#tests/support/gateway-host.ts';

let host: GatewayHost;
let sqs: SqsService;
let client: SQSClient;
let QueueUrl: string;

beforeAll(async () => {
  host = await hostGateway((deps) => {
    sqs = createSqsService({ ...deps, onPolicy: () => {}, checkPolicy: () => {} });
    return [sqs.service];
  });
  client = new SQSClient({ ...host.config(), maxAttempts: 1 });
  QueueUrl = (await client.send(new CreateQueueCommand({ QueueName: 'prints' }))).QueueUrl ?? '';
});

afterAll(async () => {
  sqs.close();
  await host.close();
});

/** A request as clients of the query protocol make it. */
async function query(form: Record<string, string>): Promise<{ readonly status: number; readonly body: string }> {
  const body = new URLSearchParams({ Version: '2012-11-05', ...form }).toString();
  const url = new URL(host.endpoint);
  const signer = new SignatureV4({
    service: 'sqs',
    region: 'us-east-1',
    credentials: host.config().credentials,
    sha256: Sha256,
  });
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: 'http:',
    hostname: url.hostname,
    path: '/',
    headers: { host: url.host, 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });
  const response = await fetch(url, { method: 'POST', headers, body });
  return { status: response.status, body: await response.text() };
}

describe('SQS through the SDK, which checks every MD5', () => {
  it('carries bodies and attributes of every type', async () => {
    const MessageAttributes = {
      text: { DataType: 'String', StringValue: 'ü' },
      count: { DataType: 'Number', StringValue: '5' },
      raw: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 3]) },
    };
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'größe', MessageAttributes }));
    const { Messages } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'], WaitTimeSeconds: 1 }),
    );
    expect(Messages).toMatchObject([{ Body: 'größe', MessageAttributes }]);
  });

  it('answers a batch entry by entry', async () => {
    const { Successful, Failed } = await client.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: 'a', MessageBody: 'x' },
          { Id: 'b', MessageBody: 'y', DelaySeconds: 1000 },
        ],
      }),
    );
    expect(Successful?.map(({ Id }) => Id)).toEqual(['a']);
    expect(Failed).toMatchObject([{ Id: 'b', Code: 'InvalidParameterValue', SenderFault: true }]);
  });

  it('names what is not there', async () => {
    await expect(client.send(new GetQueueUrlCommand({ QueueName: 'none' }))).rejects.toBeInstanceOf(QueueDoesNotExist);
  });
});

describe('SQS by the query protocol', () => {
  it('creates, sends and receives', async () => {
    const { body } = await query({
      Action: 'CreateQueue',
      QueueName: 'old',
      'Attribute.1.Name': 'VisibilityTimeout',
      'Attribute.1.Value': '7',
    });
    const url = /<QueueUrl>(.*)<\/QueueUrl>/.exec(body)?.[1] ?? '';
    expect(url).toBe(`${host.endpoint}/000000000000/old`);
    await query({
      Action: 'SendMessage',
      QueueUrl: url,
      MessageBody: 'a <b>',
      'MessageAttribute.1.Name': 'n',
      'MessageAttribute.1.Value.DataType': 'String',
      'MessageAttribute.1.Value.StringValue': 'v',
    });
    const received = await query({
      Action: 'ReceiveMessage',
      QueueUrl: url,
      'MessageAttributeName.1': 'All',
      'AttributeName.1': 'All',
    });
    expect(received.body).toContain('<Body>a &lt;b&gt;</Body>');
    expect(received.body).toContain('<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>');
    expect(received.body).toContain(
      '<MessageAttribute><Name>n</Name><Value><DataType>String</DataType><StringValue>v</StringValue></Value></MessageAttribute>',
    );
    const attributes = await query({
      Action: 'GetQueueAttributes',
      QueueUrl: url,
      'AttributeName.1': 'VisibilityTimeout',
    });
    expect(attributes.body).toContain('<Attribute><Name>VisibilityTimeout</Name><Value>7</Value></Attribute>');
  });

  it('writes errors with their old codes', async () => {
    const { status, body } = await query({ Action: 'GetQueueUrl', QueueName: 'none' });
    expect(status).toBe(400);
    expect(body).toContain('<Code>AWS.SimpleQueueService.NonExistentQueue</Code>');
  });
});
