import type { Ids, Place } from '@safelight/asl/identity';
import type * as z from 'zod';
import type { Runs } from '#gateway/dispatch/taking.ts';
import { invalidParameter } from '#services/sns/errors.ts';
import { inputs, taking } from '#services/sns/input.ts';
import { snsPage } from '#services/sns/paging.ts';
import { isFifo } from '#services/sns/publishing/fifo.ts';
import { checkSubscriptionAttributes, SUBSCRIPTION_DEFAULTS } from '#services/sns/subscription-attributes.ts';
import type { Subscription, Topics } from '#services/sns/topics.ts';

interface SubscriptionDeps {
  readonly topics: Topics;
  readonly ids: Ids;
  readonly place: Place;
}

const PENDING = 'pending confirmation';

/** The operations on subscriptions, by name. */
export function subscriptionOperations(deps: SubscriptionDeps): Runs {
  const { topics, place } = deps;
  const listed = (subscription: Subscription) => listing(subscription, place);

  return {
    Subscribe: taking(inputs.subscribe, (input) => subscribe(input, deps)),
    Unsubscribe: taking(inputs.subscription, ({ SubscriptionArn }) => {
      topics.deleteSubscription(SubscriptionArn);
      return undefined;
    }),
    ListSubscriptions: taking(inputs.list, ({ NextToken }) => {
      const { items, next } = snsPage(topics.subscriptions(), NextToken);
      return { Subscriptions: items.map(listed), NextToken: next };
    }),
    ListSubscriptionsByTopic: taking(inputs.listByTopic, ({ TopicArn, NextToken }) => {
      const { arn } = topics.topic(TopicArn);
      const { items, next } = snsPage(topics.subscriptions(arn), NextToken);
      return { Subscriptions: items.map(listed), NextToken: next };
    }),
    GetSubscriptionAttributes: taking(inputs.subscription, ({ SubscriptionArn }) => {
      const subscription = topics.subscription(SubscriptionArn);
      return { Attributes: new Map(Object.entries(described(subscription, place))) };
    }),
    SetSubscriptionAttributes: taking(inputs.setSubscription, ({ SubscriptionArn, AttributeName, AttributeValue }) => {
      const subscription = topics.subscription(SubscriptionArn);
      const attributes = { ...subscription.attributes, [AttributeName]: AttributeValue };
      checkSubscriptionAttributes(subscription.topicArn, attributes);
      topics.putSubscription({ ...subscription, attributes });
      return undefined;
    }),
  };
}

/** Who subscribes again with the same attributes, or none, gets the subscription that is there. */
function subscribe(
  {
    TopicArn: topicArn,
    Protocol,
    Endpoint: endpoint,
    Attributes,
    ReturnSubscriptionArn,
  }: z.infer<typeof inputs.subscribe>,
  { topics, ids }: SubscriptionDeps,
) {
  topics.topic(topicArn);
  checkKinds(topicArn, Protocol, endpoint);
  const protocol = checkProtocol(Protocol, endpoint);
  checkSubscriptionAttributes(topicArn, Attributes);
  const existing = topics
    .subscriptions(topicArn)
    .find((other) => other.protocol === protocol && other.endpoint === endpoint);
  if (existing) refuseOtherAttributes(existing, Attributes);
  const arn = existing?.arn ?? `${topicArn}:${ids.uuid()}`;
  if (!existing) topics.putSubscription({ arn, topicArn, protocol, endpoint, attributes: Attributes });
  return { SubscriptionArn: isPending(protocol) && !ReturnSubscriptionArn ? PENDING : arn };
}

/** Recorded: a subscription is changed by SetSubscriptionAttributes alone. */
function refuseOtherAttributes({ attributes }: Subscription, wanted: Readonly<Record<string, string>>): void {
  if (Object.entries(wanted).every(([name, value]) => (attributes[name] ?? SUBSCRIPTION_DEFAULTS[name]) === value))
    return;
  throw invalidParameter('Attributes Reason: Subscription already exists with different attributes');
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
  ...(subscription.attributes.FilterPolicy && { FilterPolicyScope: 'MessageAttributes' }),
  ...subscription.attributes,
  ...listing(subscription, place),
  PendingConfirmation: String(isPending(subscription.protocol)),
});

const isPending = (protocol: string): boolean => protocol.startsWith('email');

function checkProtocol(protocol: string, endpoint: string): Subscription['protocol'] {
  switch (protocol) {
    case 'sqs':
    case 'lambda':
      if (!endpoint.startsWith(`arn:aws:${protocol}:`))
        throw invalidParameter(`${protocol === 'sqs' ? 'SQS' : 'Lambda'} endpoint ARN`);
      return protocol;
    case 'email':
    case 'email-json':
      return protocol;
    case 'http':
    case 'https':
    case 'sms':
    case 'application':
    case 'firehose':
      throw invalidParameter(`Protocol Reason: ${protocol} subscriptions are not supported here`);
    default:
      throw invalidParameter(`Amazon SNS does not support this protocol string: ${protocol}`);
  }
}

/**
 * FIFO topics deliver to queues alone, of both kinds; standard topics to no FIFO queue.
 * https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html
 */
function checkKinds(topicArn: string, protocol: string, endpoint: string): void {
  if (isFifo(topicArn) && protocol !== 'sqs') throw invalidParameter(`Invalid protocol type: ${protocol}`);
  if (isFifo(endpoint) && !isFifo(topicArn)) {
    throw invalidParameter(
      'Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics',
    );
  }
}
