import type { Clock } from '@safelight/asl/clock';
import type { Runs } from '#gateway/dispatch/taking.ts';
import { checkAttributes, type QueueAttributes } from '#services/sqs/attributes.ts';
import { invalidAttributeName } from '#services/sqs/errors.ts';
import { inputs, nameOf, taking } from '#services/sqs/input.ts';
import type { Queue } from '#services/sqs/queue.ts';
import type { Queues } from '#services/sqs/queues.ts';

/** Attributes that may be asked for although the queue has no value for them. */
const known = new Set([
  'Policy',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'FifoQueue',
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoThroughputLimit',
]);

/** The operations on the attributes of queues, by name. */
export function attributeOperations(queues: Queues, clock: Clock): Runs {
  return {
    GetQueueAttributes: taking(inputs.getAttributes, ({ QueueUrl, AttributeNames: wanted }) => {
      const queue = queues.get(nameOf(QueueUrl));
      const all = describe(queue, queues, clock);
      const unknown = wanted.find((name) => name !== 'All' && !known.has(name) && !Object.hasOwn(all, name));
      if (unknown !== undefined) throw invalidAttributeName(unknown);
      const shown = Object.entries(all).filter(([name]) => wanted.includes('All') || wanted.includes(name));
      return { Attributes: Object.fromEntries(shown) };
    }),
    SetQueueAttributes: taking(inputs.setAttributes, ({ QueueUrl, Attributes: attributes }) => {
      const name = nameOf(QueueUrl);
      checkAttributes(attributes);
      if (attributes.FifoQueue !== undefined) throw invalidAttributeName('FifoQueue');
      queues.update(name, { attributes: withoutEmpty({ ...queues.settings(name).attributes, ...attributes }) });
      return undefined;
    }),
  };
}

function describe(queue: Queue, queues: Queues, clock: Clock): QueueAttributes {
  const now = clock.now();
  const { created, modified } = queues.settings(queue.name);
  const depth = queue.depth(now);
  return {
    ...queue.attributes(),
    QueueArn: queue.arn,
    CreatedTimestamp: String(created),
    LastModifiedTimestamp: String(modified),
    ApproximateNumberOfMessages: String(depth.visible),
    ApproximateNumberOfMessagesNotVisible: String(depth.notVisible),
    ApproximateNumberOfMessagesDelayed: String(depth.delayed),
  };
}

// An empty value takes a policy away.
const withoutEmpty = (attributes: QueueAttributes): QueueAttributes =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ''));
