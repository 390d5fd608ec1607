import type { Place } from '@safelight/asl/identity';
import { defaultPolicy } from '#services/sns/default-policy.ts';
import { invalidParameter } from '#services/sns/errors.ts';
import { isFifo } from '#services/sns/publishing/fifo.ts';
import type { Topic, Topics } from '#services/sns/topics.ts';

type Texts = Readonly<Record<string, string>>;

const BOOLEAN = ['true', 'false'];

/** Attributes of FIFO topics alone, with the values that they take; the first is the default. */
const OF_FIFO: Readonly<Record<string, readonly string[]>> = {
  ContentBasedDeduplication: ['false', 'true'],
  FifoThroughputScope: ['Topic', 'MessageGroup'],
};

/** Attributes of every topic. Only the policy has an effect here. */
const OF_ALL = new Set([
  'Policy',
  'DisplayName',
  'KmsMasterKeyId',
  'DeliveryPolicy',
  'TracingConfig',
  'SignatureVersion',
]);

/**
 * What a topic is created with; it is no FIFO topic for having been told so. Throws InvalidParameter.
 * https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
 */
export function checkNewTopic(name: string, { FifoTopic = 'false', ...others }: Texts): Texts {
  if (!BOOLEAN.includes(FifoTopic)) throw invalidParameter('Attributes Reason: FifoTopic must be true or false');
  const isNamed = FifoTopic === 'true' ? /^[A-Za-z0-9_-]{1,251}\.fifo$/ : /^[A-Za-z0-9_-]{1,256}$/;
  if (!isNamed.test(name)) throw invalidParameter('Topic Name');
  checkTopicAttributes(name, others);
  return FifoTopic === 'true' ? { ...others, FifoTopic } : others;
}

/** Throws InvalidParameter for an attribute that a topic of the name does not have, or a value that it does not take. */
export function checkTopicAttributes(topic: string, attributes: Texts): void {
  for (const [name, value] of Object.entries(attributes)) {
    const values = Object.hasOwn(OF_FIFO, name) ? OF_FIFO[name] : undefined;
    if (!values && !OF_ALL.has(name)) throw invalidParameter(`AttributeName Reason: ${name} is not supported here`);
    if (values && !isFifo(topic)) throw invalidParameter(`Attributes Reason: ${name} can only be set for FIFO topics`);
    if (values && !values.includes(value))
      throw invalidParameter(`Attributes Reason: ${name} must be one of ${values.join(', ')}`);
  }
}

/** What GetTopicAttributes shows. */
export function describedTopic({ arn, attributes }: Topic, topics: Topics, { accountId }: Place): Texts {
  const pending = topics.subscriptions(arn).filter(({ protocol }) => protocol.startsWith('email')).length;
  const defaults = Object.entries(OF_FIFO).map(([name, [standard = '']]) => [name, standard]);
  return {
    DisplayName: '',
    ...(isFifo(arn) && Object.fromEntries(defaults)),
    ...attributes,
    Policy: attributes.Policy || defaultPolicy(arn),
    TopicArn: arn,
    Owner: accountId,
    SubscriptionsConfirmed: String(topics.subscriptions(arn).length - pending),
    SubscriptionsPending: String(pending),
    SubscriptionsDeleted: '0',
  };
}
