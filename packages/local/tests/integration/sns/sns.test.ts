import {
  CreateTopicCommand,
  PublishBatchCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Clients, createClients } from '#local/clients.ts';
import { createSnsService, type SnsService } from '#services/sns/service.ts';
import { createSqsService, type SqsService } from '#services/sqs/service.ts';
import { type GatewayHost, hostGateway } from '#tests/support/gateway-host.ts';

let host: GatewayHost;
let clients: Clients;
let topics: SnsService;
let queues: SqsService;
let sns: SNSClient;
let sqs: SQSClient;
let TopicArn: string;
const callers: string[] = [];
let filters = 0;

beforeAll(async () => {
  const late = { endpoint: '' };
  host = await hostGateway(
    (deps) => {
      queues = createSqsService({ ...deps, onPolicy: () => {}, checkPolicy: () => {} });
      const lateClients: Pick<Clients, 'get' | 'load' | 'destroy'> = {
        get: (name, credentials) => clients.get(name, credentials),
        load: (name, credentials) => clients.load(name, credentials),
        destroy: () => clients.destroy(),
      };
      const ports = {
        clients: lateClients,
        credentials: deps.credentials,
        endpoint: () => late.endpoint,
        report: () => undefined,
      };
      topics = createSnsService({ ...deps, onPolicy: () => {}, checkPolicy: () => {}, ports });
      return [topics.service, queues.service];
    },
    {
      authorize: (principal, { action }) =>
        void callers.push(`${principal.kind === 'service' ? principal.service : principal.kind} ${action}`),
    },
  );
  late.endpoint = host.endpoint;
  clients = createClients({ endpoint: host.endpoint, region: 'us-east-1' });
  sns = new SNSClient({ ...host.config(), maxAttempts: 1 });
  sqs = new SQSClient({ ...host.config(), maxAttempts: 1 });
  topics.start();
  TopicArn = (await sns.send(new CreateTopicCommand({ Name: 'photos' }))).TopicArn ?? '';
});

afterAll(async () => {
  topics.close();
  queues.close();
  clients.destroy();
  await host.close();
});

/** A queue that is subscribed with the attributes, and what arrives in it. */
async function subscribed(name: string, Attributes: Record<string, string>) {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const Endpoint = `arn:aws:sqs:us-east-1:000000000000:${name}`;
  const { SubscriptionArn } = await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint, Attributes }));
  const receive = async () => {
    const receipt = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
      WaitTimeSeconds: topics.pending > 0 ? 5 : 0,
    });
    return (await sqs.send(receipt)).Messages ?? [];
  };
  return { SubscriptionArn, receive };
}

const attributes = (status: string) => ({
  status: { DataType: 'String', StringValue: status },
  count: { DataType: 'Number', StringValue: '5' },
});

const delivered = async () => {
  while (topics.pending > 0) await new Promise(setImmediate);
};

describe('SNS through the SDK', () => {
  it('wraps a message for a queue, and calls it in its own name', async () => {
    const { receive } = await subscribed('wrapped', {});
    const { MessageId } = await sns.send(
      new PublishCommand({ TopicArn, Message: 'hello', Subject: 'greeting', MessageAttributes: attributes('x') }),
    );
    await delivered();
    const [message] = await receive();
    expect(JSON.parse(message?.Body ?? '')).toMatchObject({
      Type: 'Notification',
      MessageId,
      TopicArn,
      Subject: 'greeting',
      Message: 'hello',
      MessageAttributes: { status: { Type: 'String', Value: 'x' }, count: { Type: 'Number', Value: '5' } },
    });
    expect(callers).toContain('sns.amazonaws.com sqs:SendMessage');
  });

  it('hands over raw messages as they are', async () => {
    const { receive } = await subscribed('raw', { RawMessageDelivery: 'true' });
    await sns.send(new PublishCommand({ TopicArn, Message: 'hello', MessageAttributes: attributes('x') }));
    await delivered();
    expect(await receive()).toMatchObject([{ Body: 'hello', MessageAttributes: attributes('x') }]);
  });

  it.each([
    ['MessageAttributes', { status: ['READY'] }, attributes('READY'), '{}', true],
    ['MessageAttributes', { status: ['READY'] }, attributes('FAILED'), '{}', false],
    ['MessageAttributes', { count: [{ numeric: ['>', 4] }] }, attributes('x'), '{}', true],
    ['MessageAttributes', { missing: [{ exists: false }] }, attributes('x'), '{}', true],
    ['MessageBody', { detail: { key: [{ suffix: '.jpg' }] } }, {}, '{"detail": {"key": "a.jpg"}}', true],
    ['MessageBody', { detail: { key: [{ suffix: '.jpg' }] } }, {}, '{"detail": {"key": "a.png"}}', false],
    ['MessageBody', { detail: { key: [{ exists: false }] } }, {}, 'no JSON', false],
  ])('filters by %s: %j', async (FilterPolicyScope, policy, MessageAttributes, Message, passes) => {
    const { receive } = await subscribed(`filtered-${++filters}`, {
      FilterPolicyScope,
      FilterPolicy: JSON.stringify(policy),
    });
    await sns.send(new PublishCommand({ TopicArn, Message, MessageAttributes }));
    await delivered();
    expect((await receive()).length).toBe(passes ? 1 : 0);
  });

  it('sends a part of a message to each protocol', async () => {
    const { receive } = await subscribed('structured', { RawMessageDelivery: 'true' });
    await sns.send(
      new PublishCommand({
        TopicArn,
        MessageStructure: 'json',
        Message: '{"default": "for all", "sqs": "for queues"}',
      }),
    );
    await delivered();
    expect((await receive())[0]?.Body).toBe('for queues');
  });

  it('sends what cannot be delivered to the dead letters of the subscription', async () => {
    const dead = await subscribed('dead', { FilterPolicy: '{"never": ["x"]}', RawMessageDelivery: 'true' });
    const gone = await sns.send(
      new SubscribeCommand({
        TopicArn,
        Protocol: 'sqs',
        Endpoint: 'arn:aws:sqs:us-east-1:000000000000:gone',
        Attributes: {
          RedrivePolicy: JSON.stringify({ deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:dead' }),
        },
      }),
    );
    await sns.send(new PublishCommand({ TopicArn, Message: 'lost' }));
    await delivered();
    expect(JSON.parse((await dead.receive())[0]?.Body ?? '').Message).toBe('lost');
    await sns.send(
      new SetSubscriptionAttributesCommand({
        SubscriptionArn: gone.SubscriptionArn,
        AttributeName: 'FilterPolicy',
        AttributeValue: '{"never": ["x"]}',
      }),
    );
  });

  it('publishes batches, and refuses what it does not do', async () => {
    const { Successful } = await sns.send(
      new PublishBatchCommand({
        TopicArn,
        PublishBatchRequestEntries: [
          { Id: 'a', Message: 'x' },
          { Id: 'b', Message: 'y' },
        ],
      }),
    );
    expect(Successful?.map(({ Id }) => Id)).toEqual(['a', 'b']);
    await expect(
      sns.send(new SubscribeCommand({ TopicArn, Protocol: 'https', Endpoint: 'https://example.com' })),
    ).rejects.toThrow(/https subscriptions are not supported here/);
    await expect(sns.send(new PublishCommand({ TopicArn: `${TopicArn}x`, Message: 'x' }))).rejects.toMatchObject({
      name: 'NotFoundException',
    });
  });
});
