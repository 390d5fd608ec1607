import type { JsonOperation } from '#gateway/json-service.ts';
import type { Ids, Place } from '#local/identity.ts';
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
export function subscriptionOperations({ topics, ids, place }: SubscriptionDeps): Readonly<Record<string, Run>> {
  const listed = ({ arn, topicArn, protocol, endpoint }: Subscription) => ({
    SubscriptionArn: isPending(protocol) ? 'PendingConfirmation' : arn,
    Owner: place.accountId,
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: topicArn,
  });

  return {
    Subscribe(input) {
      const { TopicArn, Protocol, Endpoint, Attributes } = parse(inputs.subscribe, input);
      topics.topic(TopicArn);
      const protocol = checkProtocol(Protocol, Endpoint);
      checkAttributes(Attributes);
      const existing = topics
        .subscriptions(TopicArn)
        .find((other) => other.protocol === protocol && other.endpoint === Endpoint);
      const arn = existing?.arn ?? `${TopicArn}:${ids.uuid()}`;
      topics.putSubscription({
        arn,
        topicArn: TopicArn,
        protocol,
        endpoint: Endpoint,
        attributes: { ...existing?.attributes, ...Attributes },
      });
      return { SubscriptionArn: isPending(protocol) ? PENDING : arn };
    },
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
      const { attributes, ...rest } = { attributes: subscription.attributes, ...listed(subscription) };
      return {
        Attributes: new Map(
          Object.entries({
            RawMessageDelivery: 'false',
            ...attributes,
            ...rest,
            PendingConfirmation: String(isPending(subscription.protocol)),
          }),
        ),
      };
    },
    SetSubscriptionAttributes(input) {
      const { SubscriptionArn, AttributeName, AttributeValue } = parse(inputs.setSubscription, input);
      const subscription = topics.subscription(SubscriptionArn);
      checkAttributes({ [AttributeName]: AttributeValue });
      topics.putSubscription({
        ...subscription,
        attributes: { ...subscription.attributes, [AttributeName]: AttributeValue },
      });
      return undefined;
    },
  };
}

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
