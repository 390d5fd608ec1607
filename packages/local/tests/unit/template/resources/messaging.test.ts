import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localPlace, systemIds, systemRandom } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unrecorded } from '#local/metrics/metric.ts';
import { createEventBridgeService, type EventBridgeService } from '#services/eventbridge/service.ts';
import { createSnsService, type SnsService } from '#services/sns/service.ts';
import { createSqsService, type SqsService } from '#services/sqs/service.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';
import type { ResourceType } from '#template/resource-type.ts';
import { eventBusType } from '#template/resources/events/aws-events-event-bus.ts';
import { eventBusPolicyType } from '#template/resources/events/aws-events-event-bus-policy.ts';
import { eventsRuleType } from '#template/resources/events/aws-events-rule.ts';
import { snsSubscriptionType } from '#template/resources/sns/aws-sns-subscription.ts';
import { snsTopicType } from '#template/resources/sns/aws-sns-topic.ts';
import { snsTopicPolicyType } from '#template/resources/sns/aws-sns-topic-policy.ts';
import { sqsQueueType } from '#template/resources/sqs/aws-sqs-queue.ts';
import { sqsQueuePolicyType } from '#template/resources/sqs/aws-sqs-queue-policy.ts';

const ENDPOINT = 'http://127.0.0.1:4566';
const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:prints';
const TOPIC = 'arn:aws:sns:us-east-1:000000000000:news';
const policy = { Version: '2012-10-17', Statement: [{ Sid: 'Any' }] };

let dataDir: string;
let events: EventBridgeService;
let sqs: SqsService;
let sns: SnsService;
let policies: Record<string, unknown>;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'darkroom-'));
  policies = {};
  const nothing = () => undefined;
  const onPolicy = (arn: string, text: string | undefined) => {
    policies[arn] = text && JSON.parse(text);
  };
  const deps = {
    dataDir,
    database: openDatabase({ file: IN_MEMORY }),
    clock: new ManualClock(),
    ids: systemIds,
    random: systemRandom,
    place: localPlace,
    authorize: nothing,
    onPolicy,
    checkPolicy: () => {},
    record: unrecorded,
  };
  const deliver = async () => undefined;
  events = createEventBridgeService({ ...deps, ports: { deliver, sendToDeadLetterQueue: deliver, report: nothing } });
  sqs = createSqsService(deps);
  const clients = { get: () => Promise.reject(), load: () => Promise.reject(), destroy: nothing };
  const credentials = { forService: () => ({ accessKeyId: '', secretAccessKey: '' }) };
  sns = createSnsService({ ...deps, ports: { clients, credentials, endpoint: () => ENDPOINT, report: nothing } });
});

afterEach(() => {
  events.close();
  sqs.close();
  sns.close();
  rmSync(dataDir, { recursive: true });
});

const apply = (type: ResourceType, properties: JsonObject) =>
  Promise.resolve(type.apply({ logicalId: 'Thing', type: type.type, stackName: 'lab', properties }));

describe('AWS::SQS::Queue', () => {
  const type = () => sqsQueueType({ call: sqs.call, endpoint: () => ENDPOINT });

  it('has a URL, an ARN and the attributes of the template, also of a later one', async () => {
    const url = `${ENDPOINT}/000000000000/prints`;
    expect(await apply(type(), { QueueName: 'prints', VisibilityTimeout: 60 })).toEqual({
      ref: url,
      attributes: { Arn: QUEUE, QueueName: 'prints', QueueUrl: url },
    });
    await apply(type(), {
      QueueName: 'prints',
      VisibilityTimeout: 90,
      RedrivePolicy: { deadLetterTargetArn: QUEUE, maxReceiveCount: 3 },
    });
    const { Attributes } = await sqs.call('GetQueueAttributes', { QueueUrl: url, AttributeNames: ['All'] });
    expect(Attributes).toMatchObject({
      VisibilityTimeout: '90',
      RedrivePolicy: `{"deadLetterTargetArn":"${QUEUE}","maxReceiveCount":3}`,
    });
  });

  it('tells of its policy', async () => {
    const { ref } = await apply(type(), { QueueName: 'prints' });
    await apply(sqsQueuePolicyType(sqs), { Queues: [ref], PolicyDocument: policy });
    expect(policies[QUEUE]).toEqual(policy);
  });
});

describe('AWS::SNS::Topic', () => {
  it('has an ARN, subscriptions and a policy, once', async () => {
    const subscription = { Protocol: 'sqs', Endpoint: QUEUE };
    const topic = { TopicName: 'news', DisplayName: 'News', Subscription: [subscription] };
    for (const _ of [1, 2])
      expect(await apply(snsTopicType(sns), topic)).toMatchObject({ ref: TOPIC, attributes: { TopicName: 'news' } });
    await apply(snsTopicPolicyType(sns), { Topics: [TOPIC], PolicyDocument: policy });
    expect(policies[TOPIC]).toEqual(policy);
    const { Subscriptions } = await sns.call('ListSubscriptionsByTopic', { TopicArn: TOPIC });
    expect(Subscriptions).toMatchObject([{ Protocol: 'sqs', Endpoint: QUEUE }]);
  });

  it('is a FIFO topic, whose attributes go back to their defaults when the template drops them', async () => {
    const fifo = { TopicName: 'news.fifo', FifoTopic: true };
    const attributes = async () =>
      (await sns.call('GetTopicAttributes', { TopicArn: `${TOPIC}.fifo` })).Attributes as unknown as Map<
        string,
        string
      >;
    const { ref } = await apply(snsTopicType(sns), {
      ...fifo,
      ContentBasedDeduplication: true,
      FifoThroughputScope: 'MessageGroup',
    });
    expect(ref).toBe(`${TOPIC}.fifo`);
    expect(Object.fromEntries(await attributes())).toMatchObject({
      FifoTopic: 'true',
      ContentBasedDeduplication: 'true',
      FifoThroughputScope: 'MessageGroup',
    });
    await apply(snsTopicType(sns), fifo);
    expect(Object.fromEntries(await attributes())).toMatchObject({
      ContentBasedDeduplication: 'false',
      FifoThroughputScope: 'Topic',
    });
    expect((await apply(snsTopicType(sns), { FifoTopic: 'true' })).attributes).toEqual({
      TopicArn: 'arn:aws:sns:us-east-1:000000000000:lab-Thing.fifo',
      TopicName: 'lab-Thing.fifo',
    });
  });

  it('has subscriptions with filters, which go when the template drops them', async () => {
    await apply(snsTopicType(sns), { TopicName: 'news' });
    const subscription = { TopicArn: TOPIC, Protocol: 'sqs', Endpoint: QUEUE };
    const { ref } = await apply(snsSubscriptionType(sns), {
      ...subscription,
      FilterPolicy: { kind: ['print'] },
      RawMessageDelivery: true,
    });
    const attributes = async () => (await sns.call('GetSubscriptionAttributes', { SubscriptionArn: ref })).Attributes;
    expect(await attributes()).toEqual(
      new Map(
        Object.entries({ ...(await described(ref)), FilterPolicy: '{"kind":["print"]}', RawMessageDelivery: 'true' }),
      ),
    );
    await apply(snsSubscriptionType(sns), subscription);
    expect(await described(ref)).toMatchObject({ FilterPolicy: '', RawMessageDelivery: 'false' });
  });

  async function described(SubscriptionArn: string): Promise<Record<string, string>> {
    const { Attributes } = await sns.call('GetSubscriptionAttributes', { SubscriptionArn });
    return Object.fromEntries(Attributes as unknown as Map<string, string>);
  }
});

describe('AWS::Events', () => {
  const target = (Id: string) => ({ Id, Arn: QUEUE });

  it('a rule has the targets of the template and no others', async () => {
    const rule = { Name: 'r', EventPattern: { source: ['aws.s3'] }, State: 'ENABLED' };
    const first = await apply(eventsRuleType(events), { ...rule, Targets: [target('a'), target('b')] });
    expect(first).toEqual({ ref: 'r', attributes: { Arn: 'arn:aws:events:us-east-1:000000000000:rule/r' } });
    await apply(eventsRuleType(events), { ...rule, Targets: [target('b'), target('c')] });
    const { Targets } = await events.call('ListTargetsByRule', { Rule: 'r' });
    expect((Targets as readonly JsonObject[]).map(({ Id }) => Id)).toEqual(['b', 'c']);
  });

  it('a bus has rules and a policy of its own', async () => {
    const bus = await apply(eventBusType(events), { Name: 'orders' });
    expect(bus).toEqual({
      ref: 'orders',
      attributes: { Arn: 'arn:aws:events:us-east-1:000000000000:event-bus/orders', Name: 'orders' },
    });
    expect(await apply(eventBusType(events), { Name: 'orders' })).toEqual(bus);
    const { ref, attributes } = await apply(eventsRuleType(events), {
      EventBusName: 'orders',
      EventPattern: { source: ['x'] },
    });
    expect(ref).toBe('orders|lab-Thing');
    expect(attributes.Arn).toBe('arn:aws:events:us-east-1:000000000000:rule/orders/lab-Thing');
    const kept: unknown[] = [];
    const type = eventBusPolicyType({
      call: events.call,
      setPolicy: (...all) => void kept.push(all),
      removePolicy: () => undefined,
    });
    await apply(type, { EventBusName: 'orders', StatementId: 's', Action: 'events:PutEvents', Principal: '*' });
    expect(kept).toMatchObject([
      [bus.attributes.Arn, 's', { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'events:PutEvents' }] }],
    ]);
  });
});
