import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { carryTrace } from '#local/metrics/tracing/carry-trace.ts';
import type { TestSystem } from '#local/testing/start-system.ts';
import { startSystem } from '#tests/support/system.ts';

const HEADER = 'Root=1-6968d6c0-000000000000000000000001;Parent=53995c3f42cd8ad8;Sampled=1';
const OTHER = 'Root=1-6968d6c0-000000000000000000000002;Sampled=0';
const queueArn = { 'Fn::GetAtt': ['Queue', 'Arn'] };
const Service = ['events.amazonaws.com', 'sns.amazonaws.com'];
const Statement = [{ Effect: 'Allow', Principal: { Service }, Action: 'sqs:SendMessage', Resource: '*' }];

const template = {
  Resources: {
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'traced' } },
    Policy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: { Queues: [{ Ref: 'Queue' }], PolicyDocument: { Statement } },
    },
    Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'traced' } },
    Subscription: {
      Type: 'AWS::SNS::Subscription',
      Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'sqs', Endpoint: queueArn },
    },
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: { EventPattern: { source: ['lab'] }, Targets: [{ Id: 'queue', Arn: queueArn }] },
    },
  },
};

let system: TestSystem;
let sqs: SQSClient;
const QueueUrl = () => `${system.endpoint}/000000000000/traced`;

beforeAll(async () => {
  system = await startSystem({ template });
  sqs = new SQSClient(system);
});
afterAll(() => system.close());

/** The tracing header of the next message. */
async function received(): Promise<string | undefined> {
  const asked = { MessageSystemAttributeNames: ['AWSTraceHeader' as const], WaitTimeSeconds: 20 };
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: QueueUrl(), ...asked }));
  const [message] = Messages ?? [];
  const { ReceiptHandle } = message ?? {};
  await sqs.send(new DeleteMessageCommand({ QueueUrl: QueueUrl(), ReceiptHandle }));
  return message?.Attributes?.AWSTraceHeader;
}

const entry = (more: object = {}) => ({ Entries: [{ Source: 'lab', DetailType: 'done', Detail: '{}', ...more }] });
const own = { AWSTraceHeader: { DataType: 'String', StringValue: OTHER } };

it.each([
  ['SQS', HEADER, HEADER, () => new SendMessageCommand({ QueueUrl: QueueUrl(), MessageBody: 'x' })],
  [
    'SQS, the message with its own',
    HEADER,
    OTHER,
    () => new SendMessageCommand({ QueueUrl: QueueUrl(), MessageBody: 'x', MessageSystemAttributes: own }),
  ],
  [
    'SQS, not if it names no trace',
    'Root=1',
    undefined,
    () => new SendMessageCommand({ QueueUrl: QueueUrl(), MessageBody: 'x' }),
  ],
])('a tracing header goes through %s', async (_, header, expected, command) => {
  await sqs.send(carryTrace(command(), header));
  expect(await received()).toBe(expected);
});

it('a tracing header goes through SNS', async () => {
  const TopicArn = 'arn:aws:sns:us-east-1:000000000000:traced';
  await new SNSClient(system).send(carryTrace(new PublishCommand({ TopicArn, Message: 'x' }), HEADER));
  expect(await received()).toBe(HEADER);
});

it.each([
  ['of the request', {}, HEADER],
  ['of an entry before it', { TraceHeader: OTHER }, OTHER],
])('a tracing header %s goes through EventBridge', async (_, more, expected) => {
  await new EventBridgeClient(system).send(carryTrace(new PutEventsCommand(entry(more)), HEADER));
  expect(await received()).toBe(expected);
});
