import {
  GetTopicAttributesCommand,
  PublishBatchCommand,
  PublishCommand,
  type PublishCommandInput,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestSystem } from '#local/testing/start-system.ts';
import { startSystem } from '#tests/support/system.ts';

let system: TestSystem;
let sns: SNSClient;

beforeAll(async () => {
  const Topic = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'small' } };
  system = await startSystem({ template: { Resources: { Topic } } });
  sns = new SNSClient({ ...system, maxAttempts: 1 });
});

afterAll(() => system.close());

const TopicArn = 'arn:aws:sns:us-east-1:000000000000:small';
const publish = (input: Partial<PublishCommandInput>) => () =>
  sns.send(new PublishCommand({ TopicArn, Message: 'x', ...input }));
const attribute = (name: string, DataType: string, value: object) =>
  publish({ MessageAttributes: { [name]: { DataType, ...value } } });
const batch = (entries: readonly { Id: string; Message: string }[]) => () =>
  sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries: [...entries] }));
const subscribe = (Protocol: string, Endpoint: string) => () =>
  sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint }));

const few = ['a', 'b'].map((Id) => ({ Id, Message: 'x'.repeat(200_000) }));
const many = Array.from({ length: 11 }, (_, at) => ({ Id: String(at), Message: 'x' }));

type Row = readonly [() => Promise<unknown>, string, string];

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html and its neighbours */
const rows: Readonly<Record<string, Row>> = {
  'no message': [publish({ Message: '' }), 'InvalidParameterException', 'Invalid parameter: Empty message'],
  'a subject of two lines': [publish({ Subject: 'a\nb' }), 'InvalidParameterException', 'Invalid parameter: Subject'],
  'a long subject': [publish({ Subject: 'a'.repeat(101) }), 'InvalidParameterException', 'Invalid parameter: Subject'],
  'another structure': [
    publish({ MessageStructure: 'xml' }),
    'InvalidParameterException',
    'Invalid parameter: MessageStructure',
  ],
  'an attribute without value': [
    attribute('a', 'String', { StringValue: '' }),
    'InvalidParameterValueException',
    "The message attribute 'a' must contain non-empty message attribute value for message attribute type 'String'.",
  ],
  'an attribute of no type': [
    attribute('a', 'Text', { StringValue: 'x' }),
    'InvalidParameterValueException',
    "The message attribute 'a' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.",
  ],
  'an attribute with another value': [
    attribute('a', 'Binary', { StringValue: 'x' }),
    'InvalidParameterValueException',
    "The message attribute 'a' with type 'Binary' must use field 'Binary'.",
  ],
  'a number that is none': [
    attribute('a', 'Number', { StringValue: 'ten' }),
    'InvalidParameterValueException',
    "Could not cast message attribute 'a' value to number.",
  ],
  'an attribute with a space in its name': [
    attribute('a b', 'String', { StringValue: 'x' }),
    'InvalidParameterValueException',
    "Invalid message attribute name 'a b' was found. Can only include alphanumeric characters, hyphens, underscores, or dots.",
  ],
  'too many in a batch': [
    batch(many),
    'TooManyEntriesInBatchRequestException',
    'The batch request contains more entries than permissible.',
  ],
  'an empty batch': [batch([]), 'EmptyBatchRequestException', "The batch request doesn't contain any entries."],
  'an id with a space': [
    batch([{ Id: 'a b', Message: 'x' }]),
    'InvalidBatchEntryIdException',
    "The Id of a batch entry in a batch request doesn't abide by the specification.",
  ],
  'a batch that is too long': [
    batch(few),
    'BatchRequestTooLongException',
    'The length of all the batch messages put together is more than the limit.',
  ],
  'what is no ARN': [
    () => sns.send(new GetTopicAttributesCommand({ TopicArn: 'small' })),
    'InvalidParameterException',
    'Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1',
  ],
  'a subscription that is no ARN': [
    () => sns.send(new UnsubscribeCommand({ SubscriptionArn: 'small' })),
    'InvalidParameterException',
    'Invalid parameter: SubscriptionArn Reason: An ARN must have at least 6 elements, not 1',
  ],
  'a queue by its URL': [
    subscribe('sqs', 'http://127.0.0.1/000000000000/small'),
    'InvalidParameterException',
    'Invalid parameter: SQS endpoint ARN',
  ],
  'a protocol of nobody': [
    subscribe('pigeon', 'x'),
    'InvalidParameterException',
    'Invalid parameter: Amazon SNS does not support this protocol string: pigeon',
  ],
};

describe('SNS refuses', () => {
  it.each(Object.entries(rows))('%s', async (_, [ask, name, message]) => {
    await expect(ask()).rejects.toMatchObject({ name, message });
  });
});
