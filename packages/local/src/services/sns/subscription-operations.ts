import type { Ids, Place } from '@safelight/asl/identity';
import type * as z from 'zod';
import type { JsonOperation } from '#gateway/json-service.ts';
import { invalidParameter } from '#services/sns/errors.ts';
import { compileFilter } from '#services/sns/filter-policy.ts';
import { inputs, parse } from '#services/sns/input.ts';
import type { Subscription, Topics } from '#services/sns/topics.ts';

type Run = JsonOperation['run'];

interface SubscriptionDeps {
  readonly topics: Topics;
  readonly ids: Ids;
  readonly place: Place;
}

const PENDING = 'pending confirmation';

/** The operations on subscriptions, by name. */
export function subscriptionOperations(deps: SubscriptionDeps): Readonly<Record<string, Run>> {
  const { topics, place } = deps;
  const listed = (subscription: Subscription) => listing(subscription, place);

  return {
    Subscribe: (input) => subscribe(parse(inputs.subscribe, input), deps),
    Unsubscribe(input) {
      topics.deleteSubscription(parse(inputs.subscription, input).SubscriptionArn);
      return undefined;
    },
    ListSubscriptions: () => ({ Subscriptions: topics.subscriptions().map(listed) }),
    ListSubscriptionsByTopic(input) {
      const { arn } = topics.topic(parse(inputs.topic, input).TopicArn);
      return { Subscriptions: topics.subscriptions(arn).map(listed) };
    },
    GetSubscriptionAttributes(input) {
      const subscription = topics.subscription(parse(inputs.subscription, input).SubscriptionArn);
      return { Attributes: new Map(Object.entries(described(subscription, place))) };
    },
    SetSubscriptionAttributes(input) {
      const { SubscriptionArn, AttributeName, AttributeValue } = parse(inputs.setSubscription, input);
      const subscription = topics.subscription(SubscriptionArn);
      checkAttributes({ [AttributeName]: AttributeValue });
      const attributes = { ...subscription.attributes, [AttributeName]: AttributeValue };
      topics.putSubscription({ ...subscription, attributes });
      return undefined;
    },
  };
}

/** Who subscribes again gets the subscription that is there. */
function subscribe(
  { TopicArn: topicArn, Protocol, Endpoint: endpoint, Attributes }: z.infer<typeof inputs.subscribe>,
  { topics, ids }: SubscriptionDeps,
) {
  topics.topic(topicArn);
  const protocol = checkProtocol(Protocol, endpoint);
  checkAttributes(Attributes);
  const existing = topics
    .subscriptions(topicArn)
    .find((other) => other.protocol === protocol && other.endpoint === endpoint);
  const arn = existing?.arn ?? `${topicArn}:${ids.uuid()}`;
  const attributes = { ...existing?.attributes, ...Attributes };
  topics.putSubscription({ arn, topicArn, protocol, endpoint, attributes });
  return { SubscriptionArn: isPending(protocol) ? PENDING : arn };
}

const listing = ({ arn, topicArn, protocol, endpoint }: Subscription, { accountId }: Place) => ({
  SubscriptionArn: isPending(protocol) ? 'PendingConfirmation' : arn,
  Owner: accountId,
  Protocol: protocol,
  Endpoint: endpoint,
  TopicArn: topicArn,
});

const described = (subscription: Subscription, place: Place): Record<string, string> => ({
  RawMessageDelivery: 'false',
  ...subscription.attributes,
  ...listing(subscription, place),
  PendingConfirmation: String(isPending(subscription.protocol)),
});

const isPending = (protocol: string): boolean => protocol.startsWith('email');

function checkProtocol(protocol: string, endpoint: string): Subscription['protocol'] {
  switch (protocol) {
    case 'sqs':
    case 'lambda':
      if (!endpoint.startsWith(`arn:aws:${protocol}:`)) throw invalidParameter(`${protocol} endpoint ARN`);
      return protocol;
    case 'email':
    case 'email-json':
      return protocol;
    default:
      throw invalidParameter(`Protocol Reason: ${protocol} subscriptions are not supported here`);
  }
}

function checkAttributes(attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    switch (name) {
      case 'FilterPolicy':
        if (value !== '') compileFilter(value);
        break;
      case 'FilterPolicyScope':
        if (!['MessageAttributes', 'MessageBody'].includes(value))
          throw invalidParameter(`FilterPolicyScope: ${value}`);
        break;
      case 'RawMessageDelivery':
        if (!['true', 'false'].includes(value.toLowerCase())) throw invalidParameter(`RawMessageDelivery: ${value}`);
        break;
      case 'RedrivePolicy':
        break;
      default:
        throw invalidParameter(`AttributeName Reason: ${name} is not supported here`);
    }
  }
}
