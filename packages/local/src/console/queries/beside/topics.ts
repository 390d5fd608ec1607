import {
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  type MessageAttributeValue,
  PublishCommand,
  type SNSClient,
  type Subscription,
} from '@aws-sdk/client-sns';
import * as z from 'zod';
import type { ConsoleRoutes } from '#local/console/extension.ts';

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html */
const attribute = z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))]);
const message = z.object({
  message: z.string(),
  subject: z.string().exactOptional(),
  attributes: z.record(z.string(), attribute),
  group: z.string().exactOptional(),
});

/** `GET topics?after=`, `GET topic?of=ARN&after=` with a page of its subscriptions, and `POST topic/publish?of=ARN`. */
export function topicRoutes(sns: SNSClient): ConsoleRoutes {
  return {
    async 'GET topics'({ query }) {
      const NextToken = query.get('after') || undefined;
      const { Topics = [], NextToken: next } = await sns.send(new ListTopicsCommand({ NextToken }));
      const rows = await Promise.all(Topics.map(({ TopicArn = '' }) => topicRow(sns, TopicArn)));
      return { kind: 'json', value: { rows, next } };
    },
    async 'GET topic'({ of: TopicArn, query }) {
      const NextToken = query.get('after') || undefined;
      const list = new ListSubscriptionsByTopicCommand({ TopicArn, NextToken });
      const { Subscriptions = [], NextToken: next } = await sns.send(list);
      const rows = await Promise.all(Subscriptions.map((one) => subscriptionRow(sns, one)));
      return { kind: 'json', value: { ...(await topicRow(sns, TopicArn)), rows, next } };
    },
    async 'POST topic/publish'({ of: TopicArn, body }) {
      const { message: Message, subject, attributes, group } = message.parse(await body());
      const { MessageId } = await sns.send(
        new PublishCommand({
          ...{ TopicArn, Message, MessageAttributes: typed(attributes) },
          ...(subject !== undefined && { Subject: subject }),
          ...(group !== undefined && { MessageGroupId: group, MessageDeduplicationId: crypto.randomUUID() }),
        }),
      );
      return { kind: 'json', value: { MessageId } };
    },
  };
}

async function topicRow(sns: SNSClient, arn: string) {
  const { Attributes: found = {} } = await sns.send(new GetTopicAttributesCommand({ TopicArn: arn }));
  const subscriptions = Number(found.SubscriptionsConfirmed ?? 0);
  const pending = Number(found.SubscriptionsPending ?? 0);
  return { arn, name: arn.split(':').at(-1) ?? '', isFifo: found.FifoTopic === 'true', subscriptions, pending };
}

/** A subscription that waits for its confirmation has no ARN yet, and no attributes. */
async function subscriptionRow(sns: SNSClient, { SubscriptionArn = '', Protocol, Endpoint }: Subscription) {
  const common = { arn: SubscriptionArn, protocol: Protocol, endpoint: Endpoint };
  if (!SubscriptionArn.startsWith('arn:')) return { ...common, isPending: true };
  const { Attributes: found = {} } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  return {
    ...common,
    isPending: found.PendingConfirmation === 'true',
    isRaw: found.RawMessageDelivery === 'true',
    filter: found.FilterPolicy,
    scope: found.FilterPolicyScope,
    redrive: found.RedrivePolicy,
  };
}

const typed = (attributes: z.infer<typeof message>['attributes']): Record<string, MessageAttributeValue> =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => {
      if (typeof value === 'string') return [name, { DataType: 'String', StringValue: value }];
      if (typeof value === 'number') return [name, { DataType: 'Number', StringValue: String(value) }];
      return [name, { DataType: 'String.Array', StringValue: JSON.stringify(value) }];
    }),
  );
