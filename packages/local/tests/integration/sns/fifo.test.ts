import {
  CreateTopicCommand,
  GetTopicAttributesCommand,
  PublishBatchCommand,
  PublishCommand,
  type PublishCommandInput,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { CreateQueueCommand, DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestSystem } from '#local/testing/start-system.ts';
import { startSystem } from '#tests/support/system.ts';

let system: TestSystem;
let sns: SNSClient;
let sqs: SQSClient;

beforeAll(async () => {
  system = await startSystem({ template: { Resources: {} } });
  sns = new SNSClient({ ...system, maxAttempts: 1 });
  sqs = new SQSClient({ ...system, maxAttempts: 1 });
});

afterAll(() => system.close());

const ACCOUNT = 'us-east-1:000000000000';
const topicArn = (name: string) => `arn:aws:sns:${ACCOUNT}:${name}`;
const queueArn = (name: string) => `arn:aws:sqs:${ACCOUNT}:${name}`;

async function topic(name: string, attributes: Record<string, string> = {}): Promise<string> {
  await sns.send(new CreateTopicCommand({ Name: name, Attributes: { FifoTopic: 'true', ...attributes } }));
  return topicArn(name);
}

/** A queue that gets what the topic is sent, and the next so many messages of it. */
async function queueOf(TopicArn: string, name: string, Attributes: Record<string, string> = {}) {
  const Policy = JSON.stringify({
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: '*' },
    ],
  });
  const kind = name.endsWith('.fifo') ? { FifoQueue: 'true' } : {};
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: { Policy, ...kind } }));
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: queueArn(name), Attributes }));
  return async (count: number) => {
    const all = [];
    while (all.length < count) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: 10,
          WaitTimeSeconds: 20,
          MessageSystemAttributeNames: ['All'],
        }),
      );
      all.push(...Messages);
      const Entries = Messages.map(({ MessageId: Id, ReceiptHandle }) => ({ Id, ReceiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    }
    return all;
  };
}

const publish = (input: PublishCommandInput) => sns.send(new PublishCommand(input));
const RAW = { RawMessageDelivery: 'true' };

describe('a FIFO topic', () => {
  it('delivers the messages of a group in their order, with ids of its own', async () => {
    const TopicArn = await topic('ordered.fifo');
    const receive = await queueOf(TopicArn, 'ordered.fifo', RAW);
    const answers = [];
    for (let at = 0; at < 12; at++) {
      const ids = { MessageGroupId: `g${at % 2}`, MessageDeduplicationId: `d${at}` };
      answers.push(await publish({ TopicArn, Message: String(at), ...ids }));
    }
    const messages = await receive(12);
    const ofGroup = (group: string) =>
      messages.filter(({ Attributes }) => Attributes?.MessageGroupId === group).map(({ Body }) => Number(Body));
    expect([ofGroup('g0'), ofGroup('g1')]).toEqual([
      [0, 2, 4, 6, 8, 10],
      [1, 3, 5, 7, 9, 11],
    ]);
    expect(messages.find(({ Body }) => Body === '3')?.Attributes).toMatchObject({ MessageDeduplicationId: 'd3' });
    const numbers = answers.map(({ SequenceNumber = '' }) => SequenceNumber);
    expect(numbers.every((number) => /^\d{20}$/.test(number))).toBe(true);
    expect([...numbers].sort()).toEqual(numbers);
  });

  it('tells its sequence number in the document that it wraps a message in', async () => {
    const TopicArn = await topic('wrapped.fifo', { ContentBasedDeduplication: 'true' });
    const receive = await queueOf(TopicArn, 'wrapped.fifo');
    const { SequenceNumber, MessageId } = await publish({ TopicArn, Message: 'hello', MessageGroupId: 'g' });
    const [message] = await receive(1);
    expect(JSON.parse(message?.Body ?? '')).toMatchObject({ SequenceNumber, MessageId, Message: 'hello' });
  });

  it('delivers to standard queues too, which get no ids', async () => {
    const TopicArn = await topic('standard.fifo', { ContentBasedDeduplication: 'true' });
    const receive = await queueOf(TopicArn, 'standard', RAW);
    await publish({ TopicArn, Message: 'hello', MessageGroupId: 'g' });
    const [message] = await receive(1);
    expect(message?.Attributes).not.toHaveProperty('MessageGroupId');
    expect(message?.Body).toBe('hello');
  });

  const same = { MessageGroupId: 'g', MessageDeduplicationId: 'd', Message: 'a' };
  const byContent = { ContentBasedDeduplication: 'true' };
  const perGroup = { FifoThroughputScope: 'MessageGroup' };

  // https://docs.aws.amazon.com/sns/latest/dg/fifo-message-dedup.html
  it.each([
    ['the id, whatever the message', {}, same, { ...same, Message: 'b' }, true],
    ['the id, in another group too', {}, same, { ...same, MessageGroupId: 'h' }, true],
    ['the id, but of the group alone', perGroup, same, { ...same, MessageGroupId: 'h' }, false],
    ['another id', {}, same, { ...same, MessageDeduplicationId: 'e' }, false],
    ['the content', byContent, { MessageGroupId: 'g', Message: 'a' }, { MessageGroupId: 'h', Message: 'a' }, true],
    [
      'the content without attributes',
      byContent,
      { MessageGroupId: 'g', Message: 'a' },
      { MessageGroupId: 'g', Message: 'a', MessageAttributes: { x: { DataType: 'String', StringValue: 'y' } } },
      true,
    ],
    ['other content', byContent, { MessageGroupId: 'g', Message: 'a' }, { MessageGroupId: 'g', Message: 'b' }, false],
    ['an id rather than the content', byContent, same, { ...same, MessageDeduplicationId: 'e' }, false],
  ])('knows a duplicate by %s', async (name, attributes, first, second, isDuplicate) => {
    const TopicArn = await topic(`${name.replaceAll(/\W/g, '-')}.fifo`, attributes);
    const [one, other] = [await publish({ TopicArn, ...first }), await publish({ TopicArn, ...second })];
    expect(one.MessageId === other.MessageId).toBe(isDuplicate);
    expect(one.SequenceNumber === other.SequenceNumber).toBe(isDuplicate);
  });

  it('delivers no duplicate', async () => {
    const TopicArn = await topic('once.fifo');
    const receive = await queueOf(TopicArn, 'once.fifo', RAW);
    for (const Message of ['a', 'b']) await publish({ TopicArn, ...same, Message });
    await publish({ TopicArn, ...same, MessageDeduplicationId: 'e', Message: 'c' });
    expect((await receive(2)).map(({ Body }) => Body)).toEqual(['a', 'c']);
  });

  it('answers a batch with the sequence number of each', async () => {
    const TopicArn = await topic('batch.fifo', byContent);
    const entries = ['a', 'b'].map((Id) => ({ Id, Message: Id, MessageGroupId: 'g' }));
    const { Successful } = await sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries: entries }));
    expect(Successful?.map(({ Id, SequenceNumber }) => [Id, SequenceNumber?.length])).toEqual([
      ['a', 20],
      ['b', 20],
    ]);
    const lacking = [
      { Id: 'a', Message: 'x', MessageGroupId: 'g' },
      { Id: 'b', Message: 'y' },
    ];
    await expect(sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries: lacking }))).rejects.toThrow(
      'Invalid parameter: The MessageGroupId parameter is required for FIFO topics',
    );
  });

  it('shows its attributes', async () => {
    const TopicArn = await topic('shown.fifo');
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    expect(Attributes).toMatchObject({
      FifoTopic: 'true',
      ContentBasedDeduplication: 'false',
      FifoThroughputScope: 'Topic',
    });
  });
});

const create = (Name: string, Attributes: Record<string, string>) => () =>
  sns.send(new CreateTopicCommand({ Name, Attributes }));
const set = (Name: string, AttributeName: string, AttributeValue: string) => () =>
  sns.send(new SetTopicAttributesCommand({ TopicArn: topicArn(Name), AttributeName, AttributeValue }));
const subscribe = (Name: string, Protocol: string, Endpoint: string, dead?: string) => () =>
  sns.send(
    new SubscribeCommand({
      TopicArn: topicArn(Name),
      Protocol,
      Endpoint,
      ...(dead && { Attributes: { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn(dead) }) } }),
    }),
  );
const send = (Name: string, ids: Pick<PublishCommandInput, 'MessageGroupId' | 'MessageDeduplicationId'>) => () =>
  publish({ TopicArn: topicArn(Name), Message: 'x', ...ids });

/** https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html, API_Publish.html, API_Subscribe.html */
const refusals: Readonly<Record<string, readonly [() => Promise<unknown>, string]>> = {
  'a name without .fifo': [create('plain', { FifoTopic: 'true' }), 'Topic Name'],
  'a standard topic with .fifo': [create('x.fifo', {}), 'Topic Name'],
  'a standard topic without duplicates': [
    create('plain', { ContentBasedDeduplication: 'true' }),
    'Attributes Reason: ContentBasedDeduplication can only be set for FIFO topics',
  ],
  'another scope': [
    create('x.fifo', { FifoTopic: 'true', FifoThroughputScope: 'Queue' }),
    'Attributes Reason: FifoThroughputScope must be one of Topic, MessageGroup',
  ],
  'the same topic with other attributes': [
    create('refusing.fifo', { FifoTopic: 'true', ContentBasedDeduplication: 'true' }),
    'Attributes Reason: Topic already exists with different attributes',
  ],
  'a standard topic made FIFO': [set('refusing', 'FifoTopic', 'true'), 'AttributeName'],
  'an archive': [
    set('refusing.fifo', 'ArchivePolicy', '{"MessageRetentionPeriod":"1"}'),
    'AttributeName Reason: ArchivePolicy is not supported here',
  ],
  'a function': [
    subscribe('refusing.fifo', 'lambda', `arn:aws:lambda:${ACCOUNT}:function:f`),
    'Invalid protocol type: lambda',
  ],
  mail: [subscribe('refusing.fifo', 'email', 'a@example.com'), 'Invalid protocol type: email'],
  'a FIFO queue of a standard topic': [
    subscribe('refusing', 'sqs', queueArn('q.fifo')),
    'Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics',
  ],
  'dead letters in a standard queue': [
    subscribe('refusing.fifo', 'sqs', queueArn('q.fifo'), 'dead'),
    'RedrivePolicy: must use a FIFO queue as DLQ for a FIFO topic',
  ],
  'no group': [
    send('refusing.fifo', { MessageDeduplicationId: 'd' }),
    'The MessageGroupId parameter is required for FIFO topics',
  ],
  'no id of the message': [
    send('refusing.fifo', { MessageGroupId: 'g' }),
    'The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
  ],
  'a group with spaces': [
    send('refusing.fifo', { MessageGroupId: 'a b', MessageDeduplicationId: 'd' }),
    'MessageGroupId Reason: MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length',
  ],
  'an id for a standard topic': [
    send('refusing', { MessageDeduplicationId: 'd' }),
    'MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type',
  ],
};

describe('FIFO topics refuse', () => {
  beforeAll(async () => {
    await topic('refusing.fifo');
    await sns.send(new CreateTopicCommand({ Name: 'refusing' }));
  });

  it.each(Object.entries(refusals))('%s', async (_, [ask, reason]) => {
    await expect(ask()).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: `Invalid parameter: ${reason}`,
    });
  });

  it('nothing of a standard topic that names a group: it goes on to standard queues', async () => {
    const TopicArn = topicArn('refusing');
    const receive = await queueOf(TopicArn, 'fair', RAW);
    await publish({ TopicArn, Message: 'x', MessageGroupId: 'g' });
    const [message] = await receive(1);
    expect(message?.Attributes?.MessageGroupId).toBe('g');
  });
});
